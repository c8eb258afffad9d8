import { describe, expect, it } from 'vitest'
import { explained } from './explain.ts'
import { whySkipped } from './jvm.ts'
import { keep } from './regressions/kept.ts'
import { countOf, releasesOf } from './scale.ts'
import { APPLICATIONS, askedOf, FILE_OF, smallerAsked, textOfAsked, type Application } from './streams-questions.ts'
import { Tally } from './tally.ts'
import { judgeAsked, OWN_REFUSALS, STREAMS_GAPS, type Verdict } from './streams-verdicts.ts'

const reason = whySkipped(['java', 'javac', 'mvn'])
if (reason !== undefined) console.log(`Kafka Streams, admin clients and share consumers are not compared with their classes: ${reason}.`)

const RELEASES = releasesOf(['2.8.2', '3.9.2', '4.1.2', '4.4.0'])
const SEED = 20_261_125
const COUNT: Readonly<Record<Application, number>> = { streams: 1300, admin: 700, 'share-consumer': 700 }
/** An application takes 30 ms to make and to close. */
const EVERY = 6

const tally = new Tally()

function told(release: string, { question, reply }: Verdict): string {
  const text = textOfAsked(question)
  keep({ judge: 'StreamsJudge', component: question.application, release, file: FILE_OF[question.application], text, refused: reply.refused !== undefined })
  return JSON.stringify(text)
}

describe.skipIf(reason !== undefined)('what the application, the admin client or the share consumer refuses is an error, and nothing else', () => {
  describe.each(RELEASES)('%s', (release) => {
    /* There is no share consumer before 3.9. */
    it.each(APPLICATIONS.filter((a) => a !== 'share-consumer' || Number(release.split('.')[0]) >= 4 || release.startsWith('3.9')))('%s', async (application) => {
      const verdicts = await judgeAsked(release, askedOf(application, release, SEED, countOf(release, COUNT[application])), EVERY)
      tally.count(verdicts)
      expect(verdicts.filter((v) => v.reply.refused !== undefined).length).toBeGreaterThan(50)
      expect(verdicts.filter((v) => v.reply.refused === undefined).length).toBeGreaterThan(50)
      expect(await explained(verdicts, { judge: (all) => judgeAsked(release, all, 1), smaller: smallerAsked, told: (least) => told(release, least) })).toEqual([])
    })
  })

  it('every refusal has spoken, and every gap is one', () => {
    tally.tell('streams, admin and share consumers')
    expect(tally.seldom(OWN_REFUSALS, 10)).toEqual([])
    expect(tally.idle(STREAMS_GAPS)).toEqual([])
  })
})
