import { DIALECT_NAMES } from '../dialects/index.ts'
import type { EffectiveComponent, EffectiveSetting, Since } from './effective.ts'
import { EMPTY } from './held.ts'
import { componentName, releaseName } from './hover.ts'
import { PLAINTEXT } from './markup.ts'
import { Sheet, type Row, type SheetOptions } from './sheet.ts'
import type { Idle, Stranger } from './written.ts'

export interface EffectiveTextOptions extends SheetOptions {
  /** The defaults are only counted. */
  readonly changedOnly?: boolean
}

/** What holds, for people: by component, the changed settings first. */
export function effectiveText(
  file: { readonly path: string; readonly dialect: string | null },
  components: readonly EffectiveComponent[],
  options: EffectiveTextOptions = {},
): string {
  const sheet = new Sheet(options)
  sheet.heading(options.asProperties ? `Effective configuration of ${file.path}` : file.path, file.dialect === null ? '' : (DIALECT_NAMES[file.dialect] ?? file.dialect))
  for (const component of components) writeComponent(component, sheet, options.changedOnly ?? false)
  return sheet.text
}

function writeComponent({ component, line, range, settings, idle, strangers }: EffectiveComponent, sheet: Sheet, changedOnly: boolean): void {
  const changed = settings.filter((s) => s.changed)
  const unknown = settings.filter((s) => !s.changed && s.origin === 'unknown')
  const defaults = settings.filter((s) => !s.changed && s.origin !== 'unknown')
  sheet.heading(capital(componentName(component, PLAINTEXT)), `${releaseName(line, range)}${range.from === range.to ? '' : `, the end of ${range.shown}`}`)
  sheet.section(changed.length === 0 ? 'Nothing is set here' : 'Set here, or changed by what is', changed.map(settingRow))
  if (idle.length > 0) sheet.section('Without effect: this release does not know them', idle.map(idleRow))
  if (strangers.length > 0) sheet.section('Not in the catalogue: read by nobody, by a plug-in, or by the application itself', strangers.map(strangerRow))
  if (changedOnly) {
    const left = [...(unknown.length > 0 ? [`${unknown.length} that cannot be known`] : []), counted(defaults.length, 'default')]
    sheet.section(`Left out: ${left.join(', ')}`, [])
    return
  }
  if (unknown.length > 0) sheet.section(`Not known (${unknown.length})`, unknown.map(settingRow))
  if (defaults.length > 0) sheet.section(`Defaults (${defaults.length})`, defaults.map(defaultRow))
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
const counted = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`
const NONE = '(none)'

function settingRow(s: EffectiveSetting): Row {
  const notes = [originNote(s), ...defaultNote(s), ...(s.shadowed ?? []).map((lost) => `stronger than ${lost.shown}${lost.line === undefined ? '' : ` in line ${lost.line}`}`)]
  return { key: s.key, value: s.shown ?? s.written ?? '(not known)', note: notes.join('; ') }
}

/** `explicit, line 5`; `derived, switched off by acks (1, line 3)`; `not known, since it holds a placeholder`. */
function originNote({ origin, because, causes = [], line, written, shown }: EffectiveSetting): string {
  const place = line === undefined ? [] : [`line ${line}`]
  if (origin === 'unknown') return [...place, `not known, since ${because ?? 'nothing says it'}`].join(', ')
  const why = causes.map((c) => `${c.key}=${c.shown}${c.line === undefined ? '' : `, line ${c.line}`}`)
  const reason = because === undefined ? [] : [why.length === 0 ? because : `${because} (${why.join('; ')})`]
  const text = written === undefined || written === shown ? [] : [`written ${written}`]
  return [origin, ...place, ...text, ...reason].join(', ')
}

function defaultNote({ default: usual, isDefault, defaults, releases }: EffectiveSetting): string[] {
  const before = earlier(releases)
  const said = usual && usual.shown !== EMPTY ? [`default ${usual.shown}`] : isDefault ? ['the default too'] : []
  const were = earlier(defaults)
  return [...(before === '' ? [] : [before]), ...(were === '' ? said : [[...said, `default ${were}`].join(', ')])]
}

const defaultRow = ({ key, shown = NONE, because, defaults, releases }: EffectiveSetting): Row => ({
  key,
  value: shown,
  note: [because ?? '', earlier(releases ?? defaults)].filter((note) => note !== '').join('; '),
})

/** `10000 (10 s) before 3.0`: what held before the last word. */
const earlier = (since: readonly Since[] = []): string =>
  since.flatMap((s, i) => (since[i + 1] ? [`${s.known === false ? 'not known' : (s.shown ?? NONE)} before ${since[i + 1]?.from ?? ''}`] : [])).join(', ')

function idleRow({ key, shown, line, known }: Idle): Row {
  const when = known.map(({ from, before }) =>
    [from === undefined ? '' : `from ${from}`, before === undefined ? '' : `until before ${before}`].filter((part) => part !== '').join(' '),
  )
  return { key, value: shown, note: [`line ${line ?? '?'}`, ...(when.length === 0 ? [] : [`known ${when.join(' and ')}`])].join(', ') }
}

const strangerRow = ({ key, line, readBy }: Stranger): Row => ({ key, note: `line ${line}${readBy ? `, a setting of ${readBy.join(', ')}` : ''}` })
