import { describe, expect, it } from 'vitest'
import { isServed } from '../../scripts/catalogue/kafka/releases.ts'
import { CONNECT, connectQuestions, connectText, FILE, smaller } from './connect-questions.ts'
import { CONNECT_REFUSALS, judgeConnect, type ConnectJudged } from './connect-verdicts.ts'
import { explained } from './explain.ts'
import { whySkipped } from './jvm.ts'
import { keep } from './regressions/kept.ts'
import { countOf, releasesOf } from './scale.ts'
import { Tally } from './tally.ts'

const reason = whySkipped(['java', 'javac', 'mvn'])
if (reason !== undefined) console.log(`The refusals of Connect and MirrorMaker are not compared with their classes: ${reason}.`)

const RELEASES = releasesOf(['2.8.2', '3.2.3', '3.9.2', '4.1.2', '4.3.1', '4.4.0'])
const SEED = 20_261_125
const COUNT = (release: string): number => countOf(release, 700)
const tally = new Tally()

function told(release: string, { question, answer }: ConnectJudged): string {
  const text = connectText(question)
  keep({ judge: 'Judge', component: question.component, release, file: FILE[question.component], text, refused: answer.refused !== undefined })
  return JSON.stringify(text)
}

describe.skipIf(reason !== undefined)('what Connect and MirrorMaker refuse is what our refusals say', () => {
  describe.each(RELEASES)('%s', (release) => {
    const asked = CONNECT.filter((component) => component !== 'mirror-maker' || isServed('connect-mirror', release))
    it.each(asked)('%s', async (component) => {
      const judged = await judgeConnect(release, connectQuestions(component, release, SEED + RELEASES.indexOf(release), COUNT(release)))
      tally.count(judged)
      // Both verdicts must have come up often, or nothing was compared.
      expect(judged.filter((j) => j.answer.refused !== undefined).length).toBeGreaterThan(COUNT(release) / 20)
      expect(judged.filter((j) => j.answer.refused === undefined).length).toBeGreaterThan(COUNT(release) / 20)
      expect(await explained(judged, { judge: (all) => judgeConnect(release, all), smaller, told: (least) => told(release, least) })).toEqual([])
    })
  })

  it('every refusal has spoken', () => {
    tally.tell('Connect and MirrorMaker')
    expect(tally.seldom(CONNECT_REFUSALS, 20)).toEqual([])
  })
})
