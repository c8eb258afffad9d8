import { describe, expect, it } from 'vitest'
import { isServed } from '../../scripts/catalogue/kafka/releases.ts'
import { CONNECT, connectQuestions, connectText } from './connect-questions.ts'
import { CONNECT_REFUSALS, judgeConnect } from './connect-verdicts.ts'
import { whySkipped } from './jvm.ts'
import { countOf, releasesOf } from './scale.ts'
import { Tally } from './tally.ts'

const reason = whySkipped(['java', 'javac', 'mvn'])
if (reason !== undefined) console.log(`The refusals of Connect and MirrorMaker are not compared with their classes: ${reason}.`)

const RELEASES = releasesOf(['2.8.2', '3.2.3', '3.9.2', '4.1.2', '4.3.1', '4.4.0'])
const SEED = 20_261_125
const COUNT = (release: string): number => countOf(release, 700)
const tally = new Tally()

describe.skipIf(reason !== undefined)('what Connect and MirrorMaker refuse is what our refusals say', () => {
  describe.each(RELEASES)('%s', (release) => {
    const asked = CONNECT.filter((component) => component !== 'mirror-maker' || isServed('connect-mirror', release))
    it.each(asked)('%s', async (component) => {
      const judged = await judgeConnect(release, connectQuestions(component, release, SEED + RELEASES.indexOf(release), COUNT(release)))
      const different = judged.filter((j) => j.difference !== undefined)
      tally.count(judged)
      // Both verdicts must have come up often, or nothing was compared.
      expect(judged.filter((j) => j.answer.refused !== undefined).length).toBeGreaterThan(COUNT(release) / 20)
      expect(judged.filter((j) => j.answer.refused === undefined).length).toBeGreaterThan(COUNT(release) / 20)
      expect(different.slice(0, 5).map((j) => [connectText(j.question), j.difference])).toEqual([])
    })
  })

  it('every refusal has spoken', () => {
    tally.tell('Connect and MirrorMaker')
    expect(tally.seldom(CONNECT_REFUSALS, 20)).toEqual([])
  })
})
