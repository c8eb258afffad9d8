import { describe, expect, it } from 'vitest'
import { isServed } from '../../scripts/catalogue/kafka/releases.ts'
import { CONNECT, connectQuestions, connectText, FILE, smaller, type ConnectQuestion } from './connect-questions.ts'
import { CONNECT_REFUSALS, judgeConnect, type ConnectJudged } from './connect-verdicts.ts'
import { whySkipped } from './jvm.ts'
import { keep } from './regressions/kept.ts'
import { countOf, releasesOf } from './scale.ts'
import { shrink } from './shrink.ts'
import { Tally } from './tally.ts'

const reason = whySkipped(['java', 'javac', 'mvn'])
if (reason !== undefined) console.log(`The refusals of Connect and MirrorMaker are not compared with their classes: ${reason}.`)

const RELEASES = releasesOf(['2.8.2', '3.2.3', '3.9.2', '4.1.2', '4.3.1', '4.4.0'])
const SEED = 20_261_125
const COUNT = (release: string): number => countOf(release, 700)
const tally = new Tally()

/** One of each kind, as small as it gets. */
async function explained(release: string, judged: readonly ConnectJudged[]): Promise<string[]> {
  const lines: string[] = []
  for (const { question, difference } of new Map(judged.filter((j) => j.difference !== undefined).map((j) => [j.difference, j])).values()) {
    const showing = async (all: readonly ConnectQuestion[]): Promise<ConnectQuestion[]> =>
      (await judgeConnect(release, all)).filter((j) => j.difference === difference).map((j) => j.question)
    const found = await shrink(question, smaller, showing)
    const [least] = await judgeConnect(release, [found])
    const text = connectText(found)
    keep({ judge: 'Judge', component: found.component, release, file: FILE[found.component], text, refused: least?.answer.refused !== undefined })
    lines.push(`${release} ${difference ?? ''}, such as ${JSON.stringify(text)}`)
  }
  if (lines.length > 0) console.log(lines.join('\n'))
  return lines
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
      expect(await explained(release, judged)).toEqual([])
    })
  })

  it('every refusal has spoken', () => {
    tally.tell('Connect and MirrorMaker')
    expect(tally.seldom(CONNECT_REFUSALS, 20)).toEqual([])
  })
})
