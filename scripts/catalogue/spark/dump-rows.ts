export type SparkType = 'boolean' | 'int' | 'long' | 'double' | 'string' | 'time' | 'bytes' | 'list' | 'enum'

/** An entry as dump.py saw it. */
export interface EntryRow {
  readonly key: string
  readonly type: SparkType
  readonly in?: readonly string[]
  readonly anyCase?: boolean
  /** Numbers that the converter takes; `over` and `under` are themselves refused. */
  readonly min?: number
  readonly max?: number
  readonly over?: number
  readonly under?: number
  /** It takes numbers with holes between them, or what it takes was not understood. */
  readonly odd?: boolean
  readonly unit?: string
  readonly default?: string
  readonly fallback?: string
  /** The default follows the machine; the text is ours. */
  readonly machine?: boolean
  readonly scope: 'core' | 'session' | 'static'
  readonly internal: boolean
  readonly since: string
  readonly alternatives: readonly string[]
}

/** Another name of a core key (`SparkConf.configsWithAlternatives`); translated: its value means something else under the new name. */
export interface OldNameRow {
  readonly old: string
  readonly of: string
  readonly since: string
  readonly translated: boolean
}

/** A key that is warned about when it is set (`deprecatedConfigs` of SparkConf and of SQLConf). */
export interface DeprecatedRow {
  readonly deprecated: string
  readonly since: string
  readonly note: string
}

/** A SQL key that is refused when it is set to anything but `accepts` (`SQLConf.removedSQLConfigs`). */
export interface RemovedRow {
  readonly removed: string
  readonly since: string
  readonly note: string
  readonly accepts: string
}

/** A core key that a context reads when it starts in local mode. */
interface StartRow {
  readonly start: string
}

/** An entry whose class a session does not load by itself, so that a session that runs takes it unseen. */
interface LateRow {
  readonly late: string
}

export interface Dump {
  readonly version: string
  readonly entries: readonly EntryRow[]
  readonly oldNames: readonly OldNameRow[]
  readonly deprecated: readonly DeprecatedRow[]
  readonly removed: readonly RemovedRow[]
  readonly start: readonly string[]
  readonly late: readonly string[]
}

type Row = { readonly version: string } | EntryRow | OldNameRow | DeprecatedRow | RemovedRow | StartRow | LateRow

export function parseDump(text: string): Dump {
  const dump = {
    version: '',
    entries: [] as EntryRow[],
    oldNames: [] as OldNameRow[],
    deprecated: [] as DeprecatedRow[],
    removed: [] as RemovedRow[],
    start: [] as string[],
    late: [] as string[],
  }
  for (const line of text.split('\n')) {
    if (line === '') continue
    const row = JSON.parse(line) as Row
    if ('key' in row) dump.entries.push(row)
    else if ('old' in row) dump.oldNames.push(row)
    else if ('deprecated' in row) dump.deprecated.push(row)
    else if ('removed' in row) dump.removed.push(row)
    else if ('start' in row) dump.start.push(row.start)
    else if ('late' in row) dump.late.push(row.late)
    else dump.version = row.version
  }
  return dump
}
