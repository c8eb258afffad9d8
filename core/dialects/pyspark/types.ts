import { argument, flat, type Args } from './arguments.ts'
import type { Job } from './job.ts'
import { NOT_UNDERSTOOD, textOf, type ColumnType, type Item, type Struct, type Thing } from './things.ts'

/* What the file itself says of the type of a column: schemas, casts, functions that always give the same. */

const struct = (fields: ReadonlyMap<string, ColumnType>): Struct => ({ fields })
const OTHERS = /^(?:date|bigint|long|int|integer|smallint|short|tinyint|byte|double|float|real|boolean|(?:decimal|dec|numeric)(?:\s*\(.*\))?|timestamp_ntz|(?:array|map)\s*<.*>)$/is
const TEXTS = /^(?:string|binary|(?:varchar|char)(?:\s*\(.*\))?)$/is

/** A type as it is written in a schema text or a cast. A `timestamp_ntz` takes no watermark (executed on 4.3). */
export function typeNamed(written: string, name: (column: string) => string): ColumnType | undefined {
  const text = written.trim()
  if (/^timestamp(?:_ltz)?$/i.test(text)) return 'timestamp'
  const inner = /^struct\s*<(.*)>$/is.exec(text)?.[1]
  if (inner !== undefined) return struct(fieldsOf(inner, name))
  return TEXTS.test(text) ? 'text' : OTHERS.test(text) ? 'other' : undefined
}

const FIELD = /^\s*(?:`([^`]+)`|(\w+))\s*(?::\s*|\s+)(.*?)(?:\s+NOT\s+NULL)?(?:\s+COMMENT\s+.*)?\s*$/is

/** `id STRING, at TIMESTAMP`. */
function fieldsOf(text: string, name: (column: string) => string): Map<string, ColumnType> {
  const fields = new Map<string, ColumnType>()
  for (const part of splitTop(text)) {
    const [, quoted, plain, written = ''] = FIELD.exec(part) ?? []
    const type = typeNamed(written, name)
    if (type !== undefined) fields.set(name(quoted ?? plain ?? ''), type)
  }
  return fields
}

/** A schema: a text, or what `StructType` has made. */
export function schemaOf(job: Job, given: Thing | undefined): Struct | undefined {
  if (given?.is === 'type') return isStruct(given.of) ? given.of : undefined
  const text = textOf(given)
  if (text === undefined || text.trimStart().startsWith('{')) return undefined
  const whole = typeNamed(text, (n) => job.column(n))
  return isStruct(whole) ? whole : struct(fieldsOf(text, (n) => job.column(n)))
}

export const isStruct = (type: ColumnType | undefined): type is Struct => typeof type === 'object'

/** What `.cast(…)` and `StructField` are given: a name of a type or an object of one. */
function typeGiven(job: Job, given: Thing | undefined): ColumnType | undefined {
  if (given?.is === 'type') return given.of
  const text = textOf(given)
  return text === undefined ? undefined : typeNamed(text, (n) => job.column(n))
}
export const castTo = (job: Job, args: Args): ColumnType | undefined => typeGiven(job, argument(args, 0, 'dataType')?.value)

/** `TimestampType()`, `StructField("at", TimestampType())`, `StructType([…])`. */
export function typeCall(job: Job, name: string, args: Args): Thing {
  if (name === 'TimestampType') return { is: 'type', of: 'timestamp' }
  if (name === 'StructField') return field(job, args)
  if (name === 'StructType') return { is: 'type', of: struct(structFields(job, argument(args, 0, 'fields'))) }
  if (/^(?:String|Binary|Varchar|Char)Type$/.test(name)) return { is: 'type', of: 'text' }
  return /^\w+Type$/.test(name) ? { is: 'type', of: 'other' } : NOT_UNDERSTOOD
}

function field(job: Job, args: Args): Thing {
  const name = textOf(argument(args, 0, 'name')?.value)
  const of = typeGiven(job, argument(args, 1, 'dataType')?.value)
  return name === undefined ? NOT_UNDERSTOOD : { is: 'field', name: job.column(name), ...(of === undefined ? {} : { of }) }
}

function structFields(job: Job, given: Item | undefined): Map<string, ColumnType> {
  const fields = new Map<string, ColumnType>()
  for (const { value } of given ? flat({ positional: [given], named: new Map(), isOpenList: false }).items : []) {
    if (value.is === 'field' && value.of !== undefined) fields.set(value.name, value.of)
  }
  return fields
}

/** `StructType().add("at", TimestampType())`. */
export function typeMethod(job: Job, of: ColumnType, method: string, args: Args): Thing {
  if (method !== 'add' || !isStruct(of)) return NOT_UNDERSTOOD
  const first = args.positional[0]?.value
  const added = first?.is === 'field' ? first : field(job, args)
  if (added.is !== 'field') return NOT_UNDERSTOOD
  const fields = new Map(of.fields)
  if (added.of === undefined) fields.delete(added.name)
  else fields.set(added.name, added.of)
  return { is: 'type', of: struct(fields) }
}

const typed = (type: ColumnType, names: string): Record<string, ColumnType> => Object.fromEntries(names.split(' ').map((name) => [name, type]))
const OF_FUNCTION: Readonly<Record<string, ColumnType>> = {
  ...typed(
    'timestamp',
    'to_timestamp to_timestamp_ltz timestamp timestamp_seconds timestamp_millis timestamp_micros date_trunc to_utc_timestamp from_utc_timestamp current_timestamp now',
  ),
  ...typed('text', 'date_format from_unixtime concat_ws lower upper trim substring regexp_replace regexp_extract get_json_object to_json string sha2 md5'),
  ...typed(
    'other',
    'to_timestamp_ntz to_date date unix_timestamp date_add date_sub current_date trunc year month dayofmonth dayofweek dayofyear hour minute second hash length count',
  ),
  // Of lists it makes a list.
  ...typed('no timestamp', 'concat'),
  ...typed(struct(new Map()), 'struct named_struct'),
}

/** What a function of Spark gives, whatever it is given. */
export function typeOfFunction(name: string): ColumnType | undefined {
  const lower = name.toLowerCase()
  return Object.hasOwn(OF_FUNCTION, lower) ? OF_FUNCTION[lower] : undefined
}

/** Functions whose column is called by the call as it is written, with its brackets, where nobody names it. */
export const NAMED_BY_CALL: ReadonlySet<string> = new Set('to_json from_json to_csv to_avro struct concat concat_ws upper lower'.split(' '))

/** Splits at the commas that lie in no bracket. */
export function splitTop(list: string): string[] {
  const parts: string[] = []
  let depth = 0
  let part = ''
  for (const c of list) {
    if (c === '(' || c === '<') depth++
    if (c === ')' || c === '>') depth--
    if (c === ',' && depth <= 0) {
      parts.push(part.trim())
      part = ''
    } else part += c
  }
  return [...parts, part.trim()].filter((p) => p !== '')
}
