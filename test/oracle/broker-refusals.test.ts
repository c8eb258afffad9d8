import { describe, expect, it } from 'vitest'
import { brokerQuestions, smaller, textOf } from './broker-questions.ts'
import { SHIPPED } from '../support/broker-files.ts'
import { BROKER_GAPS, BROKER_REFUSALS, judgeBrokers, refusalsOf, type BrokerJudged } from './broker-verdicts.ts'
import { explained } from './explain.ts'
import { whySkipped } from './jvm.ts'
import { keep } from './regressions/kept.ts'
import { countOf, releasesOf } from './scale.ts'
import { Tally } from './tally.ts'

const reason = whySkipped(['java', 'javac', 'mvn'])
if (reason !== undefined) console.log(`The refusals of brokers are not compared with KafkaConfig: ${reason}.`)

const ASKED = ['2.8.2', '3.9.2', '4.1.2', '4.4.0'] as const
const RELEASES = releasesOf(ASKED)
const SEED = 20_261_125
const COUNT = (release: string): number => countOf(release, 2600)
/** Said of what a question holds only by chance, or of a release that is asked for nothing else. */
const SELDOM: ReadonlySet<string> = new Set(['zookeeper-keys-left', 'broker-needs-kraft'])

const tally = new Tally()

function told(release: string, { question, refused }: BrokerJudged): string {
  keep({ judge: 'Judge', component: 'broker', release, file: 'server.properties', text: textOf(question), refused: refused !== undefined })
  return JSON.stringify(textOf(question))
}

describe.skipIf(reason !== undefined)('a broker refuses what an error says, and nothing else', () => {
  it.each(RELEASES)('%s', async (release) => {
    const judged = await judgeBrokers(release, brokerQuestions(release, SEED + RELEASES.indexOf(release), COUNT(release)))
    tally.count(judged)
    expect(judged).toHaveLength(COUNT(release))
    expect(judged.filter((j) => j.refused !== undefined).length).toBeGreaterThan(COUNT(release) / 20)
    expect(judged.filter((j) => j.refused === undefined).length).toBeGreaterThan(COUNT(release) / 20)
    expect(await explained(judged, { judge: (all) => judgeBrokers(release, all), smaller, told: (least) => told(release, least) })).toEqual([])
  })

  it.each(ASKED)('%s starts with the files that it ships', async (release) => {
    const shipped = SHIPPED.filter(([, releases]) => releases.some((r) => release.startsWith(`${r}.`)))
    expect(shipped.length).toBeGreaterThan(0)
    const texts = shipped.map(([, , settings]) => `${settings.join('\n')}\n`)
    expect((await refusalsOf(release, texts)).filter(Boolean)).toEqual([])
  })

  it('every refusal has spoken, and every gap is one', () => {
    tally.tell('brokers')
    expect(
      tally.seldom(
        [...BROKER_REFUSALS].filter((id) => !SELDOM.has(id)),
        5,
      ),
    ).toEqual([])
    expect(tally.idle(BROKER_GAPS)).toEqual([])
  })
})
