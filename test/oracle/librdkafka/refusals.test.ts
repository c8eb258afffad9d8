import { describe, expect, it } from 'vitest'
import { librdkafkaKey, librdkafkaRole } from '../../../core/catalogue/librdkafka.ts'
import { targetOf } from '../../../core/engine/directives.ts'
import { emptyConfig } from '../../../core/engine/file-config.ts'
import { rules } from '../../../rules/index.ts'
import { linter } from '../../support/linter.ts'
import { explained } from '../explain.ts'
import { Tally } from '../tally.ts'
import { ask, openLibraries, type Opened } from './libraries.ts'
import { combined, FILE, lineOf, ROLES, single, smaller, textOf, type Question } from './questions.ts'

const libraries = openLibraries('The refusals are not compared with librdkafka')
const SEED = 20_261_125
const COUNT = 2000

/** What is held to account: all errors of those that are refusals, and of those about names. */
const REFUSALS: ReadonlySet<string> = new Set([
  ...rules.filter((r) => r.proof === 'refusal' && r.kinds.some((k) => k.startsWith('librdkafka'))).map((r) => r.id),
  'unknown-key',
  'key-not-yet-available',
])
/** Rules whose errors for librdkafka are none of librdkafka's making. */
const JAVAS: ReadonlySet<string> = new Set(['heartbeat-not-below-session'])
/** Has nothing to say of the newest release, which may be the only one here. */
const OF_OLDER = 'key-not-yet-available'

/** What librdkafka refuses and Weir leaves alone, on purpose. Counted, and a gap that is none is told. */
const GAPS: readonly { readonly what: string; readonly said: RegExp; readonly when?: (question: Question) => boolean }[] = [
  {
    what: 'group.protocol.type, which has one value only',
    said: /Unsupported partition.assignment.strategy: range/,
    when: ({ pairs }) => pairs.some(([key]) => key === 'group.protocol.type'),
  },
  { what: 'an empty broker.version.fallback', said: /set broker\.version\.fallback: .*\(null\)/ },
  { what: 'fetch.min.bytes in the range of share consumers', said: /new: .*fetch\.min\.bytes/ },
  {
    what: 'a linger above the default message timeout, beside a setting of topics',
    said: /greater than `linger\.ms`/,
    when: ({ pairs }) => !pairs.some(([key]) => /^(?:message|delivery)\.timeout/.test(key)),
  },
  {
    what: 'a key of the other role, whose values are judged all the same',
    said: /Invalid value|outside allowed range|Unsupported partition|through dedicated|No such configuration property/,
    when: ({ role, pairs }) => pairs.some(([key]) => (librdkafkaRole(librdkafkaKey(key)) ?? role) !== role),
  },
]

interface Judged {
  readonly question: Question
  readonly speakers: readonly string[]
  readonly answer: string
  readonly gap?: string
  readonly difference?: string
}

function judge(library: Opened, questions: readonly Question[]): Judged[] {
  const config = { ...emptyConfig, target: targetOf(['librdkafka'], library.release, 'the test'), key: library.release }
  const answers = ask(library, questions.map(lineOf))
  return questions.map((question, i) => {
    const { findings } = linter.lint({ path: FILE, text: textOf(question) }, config)
    const speakers = [...new Set(findings.filter((f) => f.severity === 'error' && REFUSALS.has(f.rule) && !JAVAS.has(f.rule)).map((f) => f.rule))]
    return compared({ question, speakers, answer: answers[i] ?? '' })
  })
}

function compared(judged: Judged): Judged {
  const { speakers, answer } = judged
  if ((answer === 'accepted') === (speakers.length === 0)) return judged
  if (answer === 'accepted') return { ...judged, difference: `accepted, ${speakers.join(' and ')} refuses` }
  const gap = GAPS.find(({ said, when }) => said.test(answer) && (when?.(judged.question) ?? true))?.what
  return gap === undefined ? { ...judged, difference: `refused (${answer.replace(/"[^"]*"|\d+/g, '…').slice(0, 90)}), ours says nothing` } : { ...judged, gap }
}

const tally = new Tally()
let refused = 0

function count(judged: readonly Judged[]): void {
  tally.count(judged)
  refused += judged.filter(({ answer }) => answer !== 'accepted').length
}

const differences = (library: Opened, judged: readonly Judged[]): Promise<string[]> =>
  explained(judged, { judge: (all) => judge(library, all), smaller, told: ({ question }) => JSON.stringify(lineOf(question)) })

describe.skipIf(libraries.length === 0)('a refusal is what librdkafka refuses, and librdkafka refuses nothing else', () => {
  describe.each(libraries)('$release', (library) => {
    it('every key by itself', async () => {
      const judged = judge(library, single(library.release))
      count(judged)
      expect(judged.length).toBeGreaterThan(1500)
      expect(await differences(library, judged)).toEqual([])
    })
    it.each(ROLES)('%s: keys together', async (role) => {
      const judged = judge(library, combined(role, library.release, SEED + ROLES.indexOf(role), COUNT))
      count(judged)
      for (const isIt of [true, false]) expect(judged.filter((j) => (j.answer === 'accepted') === isIt).length).toBeGreaterThan(COUNT / 20)
      expect(await differences(library, judged)).toEqual([])
    })
  })

  it('every refusal has spoken, and every gap is one', () => {
    tally.tell('librdkafka', ` (${refused} refused)`)
    expect(
      tally.seldom(
        [...REFUSALS].filter((id) => !JAVAS.has(id) && (id !== OF_OLDER || libraries.length > 1)),
        20,
      ),
    ).toEqual([])
    expect(tally.idle(GAPS)).toEqual([])
  })
})
