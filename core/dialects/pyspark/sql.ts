import type { Held, JoinCondition } from '../../components/query.ts'
import type { Span } from '../../text/span.ts'
import type { Job } from './job.ts'
import type { ColumnType, View } from './things.ts'
import { NAMED_BY_CALL, splitTop, typeNamed, typeOfFunction } from './types.ts'

const NAME = '(?:[A-Za-z_]\\w*|`[^`]+`)'
const PLAIN = new RegExp(`^(${NAME}(?:\\.${NAME})?)(?:\\s+(?:AS\\s+)?(${NAME}))?$`, 'i')
const ALIAS = new RegExp(`\\bAS\\s+(${NAME})$`, 'i')
const WINDOW = new RegExp(`^(session_window|window)\\s*\\(\\s*(${NAME})?[^)]*\\)(?:\\s+(?:AS\\s+)?(${NAME}))?$`, 'i')

const unquoted = (name: string | undefined): string | undefined => name?.replace(/`/g, '')
const aliased = (alias: string | undefined): { alias?: string } => (alias === undefined ? {} : { alias })

/** One expression of a `selectExpr`, or of `expr`: `ts`, `ts AS seen_at`, `CAST(value AS STRING) AS page`, `window(ts, '5 minutes')`. */
export function sqlView(job: Job, written: string, at: Span): View {
  const sql = written.trim()
  if (sql === '*') return { kind: 'star' }
  if (/^\w+\.\*$/.test(sql)) return { kind: 'star', of: sql.slice(0, -2) }
  const plain = PLAIN.exec(sql)
  if (plain && !/^(?:true|false|null|current_timestamp|current_date)$/i.test(plain[1] ?? ''))
    return { kind: 'direct', name: unquoted(plain[1]) ?? '', at, ...aliased(unquoted(plain[2])) }
  const window = WINDOW.exec(sql)
  if (window) return sqlWindow(window, at)
  if (/^INTERVAL\b/i.test(sql)) return { kind: 'derived', of: [] }
  const alias = ALIAS.exec(sql)
  const type = typeOfSql(job, alias ? sql.slice(0, alias.index) : sql)
  const holds = heldInSql(job, sql, at)
  const name = alias ? undefined : nameOfSql(sql)
  return { kind: 'derived', sql, ...(name === undefined ? {} : { name }), ...aliased(unquoted(alias?.[1])), ...(type === undefined ? {} : { type }), ...(holds ? { holds } : {}) }
}

const CAST = new RegExp(`^CAST\\s*\\(\\s*(?:${NAME}\\.)*(${NAME})\\s+AS\\s+\\w+\\s*\\)$`, 'i')
/** A cast keeps the name of its column; one call of a function that is no cast is called what it says. */
function nameOfSql(sql: string): string | undefined {
  const [, column] = CAST.exec(sql) ?? []
  if (column !== undefined) return unquoted(column)
  const [, called = '', inner = ''] = /^(\w+)\s*\(([^]*)\)$/.exec(sql) ?? []
  return NAMED_BY_CALL.has(called.toLowerCase()) && isOneBracket(inner) ? sql : undefined
}

/** A condition in SQL. What is no plain comparison of more and less may ask any of its names for equality. */
export function sqlCondition(sql: string): JoinCondition {
  const terms = withoutTexts(sql)
    .replace(/\bBETWEEN\b(.+?)\bAND\b/gi, '>$1')
    .split(/\bAND\b/i)
  const others = terms.filter((term) => !isOrder(term))
  return {
    names: others.flatMap((term) => term.match(/[A-Za-z_][\w.]*/g) ?? []),
    isEqual: others.some((term) => ASKS_FOR_EQUALITY.test(term)),
    isBounded: others.length < terms.length || others.some((term) => /[<>]/.test(term)),
  }
}

const ASKS_FOR_EQUALITY = /(?<![<>!])=|<=>/
const isOrder = (term: string): boolean => /[<>]/.test(term) && !ASKS_FOR_EQUALITY.test(term) && !/\bOR\b|<>/i.test(term)

function heldInSql(job: Job, sql: string, at: Span): Held | undefined {
  const found = /\bover\s*\(|\b(monotonically_increasing_id)\s*\(|\b(?:count|sum)\s*\(\s*(distinct)\b/i.exec(withoutTexts(sql))
  if (!found) return undefined
  const what = found[1] !== undefined ? 'monotonically_increasing_id' : found[2] !== undefined ? 'distinct' : 'over'
  return { what, ...job.place(at) }
}

/** `CAST(at AS TIMESTAMP)`, `to_timestamp(at)`: one call and nothing around it. */
function typeOfSql(job: Job, written: string): ColumnType | undefined {
  const [, name = '', inner = ''] = /^([A-Za-z_]\w*)\s*\(([^]*)\)$/.exec(written.trim()) ?? []
  if (name === '' || !isOneBracket(inner)) return undefined
  if (!/^(?:try_)?cast$/i.test(name)) return typeOfFunction(name)
  return typeNamed(/\bAS\s+([\w<>:,()\s]+)$/i.exec(inner)?.[1] ?? '', (n) => job.column(n))
}

function isOneBracket(inner: string): boolean {
  let depth = 0
  for (const c of inner) {
    if (c === '(') depth++
    if (c === ')' && --depth < 0) return false
  }
  return depth === 0
}

function sqlWindow([, by, name, alias]: RegExpExecArray, at: Span): View {
  const time = unquoted(name)
  return {
    kind: 'window',
    by: by?.toLowerCase() === 'window' ? 'window' : 'session_window',
    ...(time === undefined ? {} : { column: { kind: 'direct', name: time, at } }),
    ...aliased(unquoted(alias)),
  }
}

export interface SqlQuery {
  /** The one table or view that is read; absent where there are several, or a nested query. */
  readonly from?: string
  /** All names behind FROM and JOIN. */
  readonly tables: readonly string[]
  /** `GROUP BY`, `SELECT DISTINCT`, or an aggregate over all rows: each is one aggregation of the plan. */
  readonly isGrouped: boolean
  readonly keys: readonly string[]
}

const AGGREGATE =
  /\b(?:count|sum|avg|mean|min|max|first|last|collect_list|collect_set|approx_count_distinct|stddev|variance|min_by|max_by|any_value|percentile|percentile_approx)\s*\(/i

const COMMAND = /^(CREATE\s+(?:OR\s+REPLACE\s+)?TABLE|INSERT\s+(?:INTO|OVERWRITE)|CACHE\s+TABLE)\s+(?:(\w+)\s*;?$)?/i

/** `CREATE TABLE … AS SELECT`, `INSERT INTO … SELECT`, `CACHE TABLE`: what is read for it. */
export function sqlCommand(text: string): { readonly name: string; readonly tables: readonly string[] } | undefined {
  const sql = withoutComments(text)
  const [, name, cached] = COMMAND.exec(sql) ?? []
  if (name === undefined || (!/^CACHE/i.test(name) && !/\b(?:SELECT|FROM)\b/i.test(sql))) return undefined
  return { name: name.toUpperCase(), tables: cached === undefined ? tablesOf(sql) : [cached] }
}

const withoutComments = (text: string): string =>
  text
    .replace(/--[^\n]*/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
/** All names behind FROM and JOIN. */
const tablesOf = (sql: string): string[] => [...sql.matchAll(/\b(?:FROM|JOIN)\s+(?:STREAM\s*\(?\s*)?([A-Za-z_][\w.]*)/gi)].map((m) => m[1] ?? '')

/** As much of a `SELECT` as tells what it does with a watermark. */
export function sqlQuery(text: string): SqlQuery | undefined {
  const sql = withoutComments(text)
  if (!/^(?:SELECT|WITH|FROM)\b/i.test(sql)) return undefined
  const tables = tablesOf(sql)
  const isSimple = tables.length === 1 && (sql.match(/\bSELECT\b/gi) ?? []).length === 1 && !/\b(?:UNION|JOIN|WITH|OVER)\b/i.test(sql)
  return { tables, ...groupingOf(sql), ...(isSimple && tables[0] !== undefined ? { from: tables[0] } : {}) }
}

/** What stands in quotes is no SQL. */
const withoutTexts = (sql: string): string => sql.replace(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/g, "''")

function groupingOf(sql: string): Pick<SqlQuery, 'isGrouped' | 'keys'> {
  const grouped = /\bGROUP BY (.+?)(?: HAVING | ORDER BY | LIMIT |;|$)/i.exec(sql)
  if (grouped) return { isGrouped: true, keys: splitTop(grouped[1] ?? '') }
  const [, distinct, list = ''] = /^SELECT (DISTINCT\b ?)?(.+?) FROM /i.exec(withoutTexts(sql)) ?? []
  if (distinct === undefined) return { isGrouped: AGGREGATE.test(list), keys: [] }
  return { isGrouped: true, keys: AGGREGATE.test(list) ? [] : splitTop(list) }
}

/** `SET spark.x = y`: where key and value stand in the text. */
export function sqlSetting(text: string): { readonly key: string; readonly keyAt: number; readonly value: string; readonly valueAt: number } | undefined {
  const m = /^(\s*SET\s+)(spark\.[\w.-]+)(\s*=\s*)(.*?)[\s;]*$/is.exec(text)
  if (!m) return undefined
  const [, lead = '', key = '', between = '', value = ''] = m
  return { key, keyAt: lead.length, value, valueAt: lead.length + key.length + between.length }
}
