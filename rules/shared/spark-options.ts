import { refusedOption, type RefusedOption, type SourceFormat } from '../../core/catalogue/spark-options.ts'
import type { Query } from '../../core/components/query.ts'
import type { Identity, WrittenKey } from '../../core/engine/define-rule.ts'
import { Secret } from '../../core/text/secret.ts'
import type { Version } from '../../core/text/version.ts'
import { isFileFormat, sourceAt } from './spark-query.ts'

const PREFIX = 'source.'

/** Whose options a streaming source has; nothing of batches, of other formats, and where the format is not in sight. */
export function formatOfSource(q: Query, self: Identity): SourceFormat | undefined {
  const source = sourceAt(q, self.place)
  if (source?.reads !== 'stream') return undefined
  const { format } = source
  if (isFileFormat(format)) return 'files'
  return format === 'kafka' || format === 'rate' || format === 'rate-micro-batch' || format === 'socket' ? format : undefined
}

/** The text of a value that is all there. */
export function textOf({ value }: WrittenKey): string | undefined {
  if (value.unknown !== undefined || value.placeholder || value.text instanceof Secret) return undefined
  const { text, start, end } = value.text
  // Python's None has characters and no text.
  return text === '' && end > start ? undefined : text
}

export interface JudgedOption extends RefusedOption {
  readonly found: WrittenKey
  readonly name: string
  readonly text: string
}

export function judgedOption(format: SourceFormat, found: WrittenKey, v: Version): JudgedOption | undefined {
  const name = found.key.startsWith(PREFIX) ? found.key.slice(PREFIX.length) : undefined
  const text = textOf(found)
  const refused = name === undefined || text === undefined ? undefined : refusedOption(format, name, text, v)
  return refused && name !== undefined && text !== undefined ? { ...refused, found, name, text } : undefined
}

export const MOMENTS: Readonly<Record<RefusedOption['at'], string>> = {
  load: 'load() raises',
  query: 'load() and start() take it, and the query dies in its first batch',
}
