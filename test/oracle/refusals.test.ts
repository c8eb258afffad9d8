import { describe, expect, it } from 'vitest'
import { explained } from './explain.ts'
import { whySkipped } from './jvm.ts'
import { COMPONENTS, FILES, questions, smaller, textOf, type Question } from './questions.ts'
import { keep } from './regressions/kept.ts'
import { countOf, isFull, releasesOf } from './scale.ts'
import { Tally } from './tally.ts'
import { valueQuestions } from './value-questions.ts'
import { GAPS, isRead, judge, REFUSALS, type Judged, type Sample } from './verdicts.ts'

const reason = whySkipped(['java', 'javac', 'mvn'])
if (reason !== undefined) console.log(`The refusals are not compared with the Kafka clients and brokers: ${reason}.`)

const RELEASES = releasesOf(['2.8.2', '3.0.0', '3.0.1', '3.9.2', '4.1.2', '4.4.0'])
const SEED = 20_261_123
const COUNT = (release: string): number => countOf(release, 1700)
/** Values one by one: most of the keys are not known to any rule by name. */
const VALUES = (release: string): number => countOf(release, 1500)
/** A producer starts a thread, a consumer does not; a topic has no client. */
const SAMPLE: Sample = isFull ? { producer: 6, consumer: 3, topic: 1 } : { producer: 12, consumer: 4, topic: 1 }
/** Of values by themselves only what a rule refuses: what a client makes of key stores and algorithms hangs on the machine. */
const REFUSED_ONLY: Sample = { producer: 1e9, consumer: 1e9, topic: 1e9 }
const ALL: Sample = { producer: 1, consumer: 1, topic: 1 }

const tally = new Tally()
const byRelease = new Map(RELEASES.map((release) => [release, new Tally()]))
let byClient = 0

function count(release: string, asked: readonly Question[], judged: readonly Judged[]): void {
  tally.count(judged)
  byRelease.get(release)?.count(judged)
  byClient += judged.filter((j) => /^Kafka(?:Producer|Consumer)$/.test(j.answer.by)).length
  if (judged.length < asked.length) tally.exclude('a file that is taken for another kind', asked.length - judged.length)
}

function told(release: string, { question, answer }: Judged): string {
  keep({ judge: 'Judge', component: question.component, release, file: FILES[question.component], text: textOf(question), refused: answer.refused !== undefined })
  return JSON.stringify(textOf(question))
}

const differences = (release: string, judged: readonly Judged[]): Promise<string[]> =>
  explained(judged, { judge: (all) => judge(release, all.filter(isRead), ALL), smaller, told: (least) => told(release, least) })

describe.skipIf(reason !== undefined)('a refusal is what Kafka refuses, and Kafka refuses nothing else', () => {
  describe.each(RELEASES)('%s', (release) => {
    it.each(COMPONENTS)('%s', async (component) => {
      const asked = questions(component, SEED + 10 * RELEASES.indexOf(release) + COMPONENTS.indexOf(component), COUNT(release))
      const judged = await judge(release, asked.filter(isRead), SAMPLE)
      count(release, asked, judged)
      // Both verdicts must have come up often, or nothing was compared.
      expect(judged.length).toBeGreaterThanOrEqual(component === 'topic' ? 0.9 * asked.length : asked.length)
      expect(judged.filter((j) => j.answer.refused !== undefined).length).toBeGreaterThan(asked.length / 20)
      expect(judged.filter((j) => j.answer.refused === undefined).length).toBeGreaterThan(asked.length / 20)
      expect(await differences(release, judged)).toEqual([])
    })

    it.each(COMPONENTS)('values of a %s', async (component) => {
      const asked = valueQuestions(component, release, SEED + RELEASES.indexOf(release), VALUES(release))
      const judged = await judge(release, asked.filter(isRead), REFUSED_ONLY)
      count(release, asked, judged)
      expect(judged.filter((j) => j.answer.refused !== undefined).length).toBeGreaterThan(asked.length / 5)
      expect(judged.filter((j) => j.answer.refused === undefined).length).toBeGreaterThan(asked.length / 10)
      expect(await differences(release, judged)).toEqual([])
    })
  })

  it('every refusal has spoken, and every gap is one', () => {
    tally.tell('refusals', ` (${byClient} answered by a real client)`)
    console.log([...byRelease].map(([release, of]) => `${release}: ${of.sum}`).join('\n'))
    expect(tally.seldom(REFUSALS, 20)).toEqual([])
    expect(tally.idle(GAPS)).toEqual([])
  })
})
