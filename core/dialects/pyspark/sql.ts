import type { Span } from '../../text/span.ts'
import type { View } from './things.ts'

const NAME = '(?:[A-Za-z_]\\w*|`[^`]+`)'
const PLAIN = new RegExp(`^(${NAME}(?:\\.${NAME})?)(?:\\s+(?:AS\\s+)?(${NAME}))?$`, 'i')
const ALIAS = new RegExp(`\\bAS\\s+(${NAME})$`, 'i')
const WINDOW = new RegExp(`^(session_window|window)\\s*\\(\\s*(${NAME})?[^)]*\\)(?:\\s+(?:AS\\s+)?(${NAME}))?$`, 'i')

const unquoted = (name: string | undefined): string | undefined => name?.replace(/`/g, '')
const aliased = (alias: string | undefined): { alias?: string } => (alias === undefined ? {} : { alias })

/** One expression of a `selectExpr`, or of `expr`: `ts`, `ts AS seen_at`, `CAST(value AS STRING) AS page`, `window(ts, '5 minutes')`. */
export function sqlView(written: string, at: Span): View {
  const sql = written.trim()
  if (sql === '*') return { kind: 'star' }
  if (/^\w+\.\*$/.test(sql)) return { kind: 'star', of: sql.slice(0, -2) }
  const plain = PLAIN.exec(sql)
  if (plain && !/^(?:true|false|null|current_timestamp|current_date)$/i.test(plain[1] ?? ''))
    return { kind: 'direct', name: unquoted(plain[1]) ?? '', at, ...aliased(unquoted(plain[2])) }
  const window = WINDOW.exec(sql)
  if (window) return sqlWindow(window, at)
  return { kind: 'derived', ...aliased(unquoted(ALIAS.exec(sql)?.[1])) }
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
  readonly isGrouped: boolean
  readonly keys: readonly string[]
}

/** As much of a `SELECT` as tells what it does with a watermark. */
export function sqlQuery(text: string): SqlQuery | undefined {
  const sql = text
    .replace(/--[^\n]*/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  if (!/^(?:SELECT|WITH|FROM)\b/i.test(sql)) return undefined
  const tables = [...sql.matchAll(/\b(?:FROM|JOIN)\s+(?:STREAM\s*\(?\s*)?([A-Za-z_][\w.]*)/gi)].map((m) => m[1] ?? '')
  const isSimple = tables.length === 1 && (sql.match(/\bSELECT\b/gi) ?? []).length === 1 && !/\b(?:UNION|JOIN|WITH|OVER)\b/i.test(sql)
  const grouped = /\bGROUP BY (.+?)(?: HAVING | ORDER BY | LIMIT |;|$)/i.exec(sql)
  return { tables, isGrouped: grouped !== null, keys: grouped ? splitTop(grouped[1] ?? '') : [], ...(isSimple && tables[0] !== undefined ? { from: tables[0] } : {}) }
}

/** Splits at the commas that lie in no bracket. */
function splitTop(list: string): string[] {
  const parts: string[] = []
  let depth = 0
  let part = ''
  for (const c of list) {
    if (c === '(') depth++
    if (c === ')') depth--
    if (c === ',' && depth === 0) {
      parts.push(part.trim())
      part = ''
    } else part += c
  }
  return [...parts, part.trim()].filter((p) => p !== '')
}

/** `SET spark.x = y`: where key and value stand in the text. */
export function sqlSetting(text: string): { readonly key: string; readonly keyAt: number; readonly value: string; readonly valueAt: number } | undefined {
  const m = /^(\s*SET\s+)(spark\.[\w.-]+)(\s*=\s*)(.*?)[\s;]*$/is.exec(text)
  if (!m) return undefined
  const [, lead = '', key = '', between = '', value = ''] = m
  return { key, keyAt: lead.length, value, valueAt: lead.length + key.length + between.length }
}
