/** One row of the library's own table, as text. */
export interface PropertyRow {
  readonly name: string
  /** `topic`: a setting of the default topic configuration, which a client's configuration takes too. */
  readonly scope: 'global' | 'topic'
  readonly role: 'consumer' | 'producer' | 'both'
  /** `0 .. 900000`, `true, false`, words; empty for free text. */
  readonly range: string
  readonly default: string
  readonly importance: string
  /** As it is documented: `integer`, `enum value`, `CSV flags`, `see dedicated API` … */
  readonly type: string
  readonly aliasOf?: string
  /** Words that the description lists (`murmur2` - …) where there is no range: no others are taken. */
  readonly words?: readonly string[]
  readonly deprecated: boolean
}
export interface Dump {
  readonly release: string
  readonly rows: readonly PropertyRow[]
}

const ROLES: Readonly<Record<string, PropertyRow['role']>> = { C: 'consumer', P: 'producer', '*': 'both' }

export function parseDump(text: string): Dump {
  const lines = text.split('\n')
  const rows: PropertyRow[] = []
  let scope: PropertyRow['scope'] = 'global'
  for (const line of lines) {
    if (line.startsWith('## Topic')) scope = 'topic'
    const row = rowOf(line, scope)
    if (row) rows.push(row)
  }
  if (rows.length < 100) throw new Error('The table of properties looks another way in this release: see dump-rows.ts.')
  return { release: lines[0] ?? '', rows }
}

function rowOf(line: string, scope: PropertyRow['scope']): PropertyRow | undefined {
  const [name = '', role = '', range = '', byDefault = '', importance = '', ...rest] = line.split('|').map((cell) => cell.trim())
  const known = ROLES[role]
  if (known === undefined) return undefined
  const said = rest.join('|')
  const type = /\*Type: ([^*]*)\*/.exec(said)?.[1]
  if (type === undefined) throw new Error(`No type is said of ${name}: see dump-rows.ts.`)
  const aliasOf = /Alias for `([^`]+)`/.exec(said)?.[1]
  const words = range === '' ? [...said.matchAll(/`([^`]+)` - /g)].flatMap(([, word]) => word ?? []) : []
  const deprecated = /\*\*DEPRECATED\*\*/.test(said)
  const row = { name, scope, role: known, range, default: byDefault, importance, type, deprecated }
  return { ...row, ...(aliasOf === undefined ? {} : { aliasOf }), ...(words.length === 0 ? {} : { words }) }
}
