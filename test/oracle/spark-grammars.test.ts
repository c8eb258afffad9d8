import { describe, expect, it } from 'vitest'
import { parseByteSize, parseInterval, parseTimeString, type ByteUnit, type IntervalPlace, type TimeUnit } from '../../core/catalogue/spark-values.ts'
import { version } from '../../core/text/version.ts'
import { agreement, sparksOf } from './scale.ts'
import { askSpark, EARLIER, isInstalled, whyNoSpark, type Answer, type Question } from './spark/ask.ts'
import { intervalTexts, timeTexts } from './spark/generated-texts.ts'
import { beyond, table } from './spark/texts.ts'

const reason = whyNoSpark()
if (reason !== undefined) console.log(`The two time grammars are not compared with the real Spark: ${reason}.`)

const places: readonly IntervalPlace[] = ['trigger', 'watermark', 'window']
const timeUnits: Readonly<Record<TimeUnit, string>> = { ns: 'NANOSECONDS', us: 'MICROSECONDS', ms: 'MILLISECONDS', s: 'SECONDS', min: 'MINUTES', h: 'HOURS', d: 'DAYS' }
const byteUnits: Readonly<Record<ByteUnit, string>> = { bytes: 'BYTE', KiB: 'KiB', MiB: 'MiB', GiB: 'GiB' }
const sizes = [
  '10',
  '0',
  '1g',
  '1gb',
  '1GB',
  '128m',
  '10kb',
  '1p',
  '1b',
  ' 1g ',
  '1.5g',
  '1 g',
  '-1',
  '-1m',
  '',
  '1gib',
  '1Ki',
  '1ib',
  '1e',
  '1023b',
  '8191p',
  '8192p',
  '9223372036854775807',
  '9223372036854775808',
]

const known = [...table, ...beyond].map(({ text }) => text)
const unitsOf = <Unit extends string>(names: Readonly<Record<Unit, string>>): [Unit, string][] => Object.entries(names) as [Unit, string][]

/** A question to Spark and our answer to it. */
type Case = readonly [question: Question, ours: { readonly ms: number } | { readonly bytes: number } | { readonly bad: string }]

const intervals: readonly Case[] = [...new Set([...known, ...intervalTexts])].flatMap((text) => places.map((place): Case => [{ place, text }, parseInterval(text, place)]))
const times: readonly Case[] = [...new Set([...known, ...timeTexts])].flatMap((text) =>
  unitsOf(timeUnits).map(([unit, name]): Case => [{ place: 'time', text, unit: name }, parseTimeString(text, unit)]),
)
const bytes: readonly Case[] = sizes.flatMap((text) => unitsOf(byteUnits).map(([unit, name]): Case => [{ place: 'bytes', text, unit: name }, parseByteSize(text, unit)]))

/** What can be compared: the number, or that there is none. */
function verdict(answer: Answer | Case[1]): number | 'no' {
  if ('ms' in answer) return answer.ms
  return 'bytes' in answer ? answer.bytes : 'no'
}

const asked: readonly (readonly [name: string, release: string | undefined])[] = [
  ...sparksOf(EARLIER)
    .filter(isInstalled)
    .map((r) => [r, r] as const),
  ['the newest', undefined],
]

/** The same answer as that release would give: some texts are read only by later ones. */
const answerIn = (ours: Case[1], release: string | undefined): number | 'no' =>
  'since' in ours && release !== undefined && version(release) < version(String(ours.since)) ? 'no' : verdict(ours)

describe.skipIf(reason !== undefined)('the real Spark', () => {
  const cases = [...intervals, ...times, ...bytes]

  describe.each(asked)('%s', (name, release) => {
    const theirs =
      reason === undefined
        ? askSpark(
            cases.map(([question]) => question),
            release,
          )
        : []

    it.each(['trigger', 'watermark', 'window', 'time', 'bytes'])('answers as we do: %s', (place) => {
      const rows = cases.map(([question, ours], i) => ({ question, ours, theirs: theirs[i] ?? { no: 'no answer' } })).filter(({ question }) => question.place === place)
      const accepted = rows.filter((row) => verdict(row.theirs) !== 'no').length
      const wrong = rows.filter((row) => answerIn(row.ours, release) !== verdict(row.theirs))
      console.log(`${agreement(`${place} in ${name}`, { agreed: rows.length - wrong.length, compared: rows.length, excluded: 0 })} (${accepted} accepted)`)
      expect(wrong).toEqual([])
    })
  })

  it('is asked about enough that is right and enough that is wrong', () => {
    const accepted = intervals.filter(([, ours]) => !('bad' in ours)).length / intervals.length
    expect(accepted).toBeGreaterThan(0.25)
    expect(accepted).toBeLessThan(0.75)
  })
})
