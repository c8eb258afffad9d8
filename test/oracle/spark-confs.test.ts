import { describe, expect, it } from 'vitest'
import { newest } from '../../core/catalogue/releases.ts'
import { invalidInSpark } from '../../core/catalogue/spark-validity.ts'
import { isKnown } from '../../core/catalogue/lookup.ts'
import type { KeyRecord } from '../../core/catalogue/record.ts'
import { version } from '../../core/text/version.ts'
import { agreement, sparksOf } from './scale.ts'
import { askAlone, askWithConnector, EARLIER, isInstalled, whyNoConnector } from './spark/ask.ts'
import { confQuestions, judgedKeys, type ConfQuestion } from './spark/conf-questions.ts'

const reason = whyNoConnector()
if (reason !== undefined) console.log(`The values of settings are not compared with the real Spark: ${reason}.`)

interface Answer {
  readonly ok: boolean
  readonly why?: string
}

/** Whether we say anything of its values in that release. */
const isJudged = (record: KeyRecord | undefined, release: string): boolean =>
  record !== undefined && isKnown(record, version(release)) && version(release) >= (record.judgedSince ?? 0)

const ask = (questions: readonly ConfQuestion[]): Answer[] => askWithConnector<Answer>('confs.py', questions)

describe.skipIf(reason !== undefined)('the values of settings', () => {
  const questions = confQuestions()
  const records = new Map(judgedKeys)
  const answers = reason === undefined ? ask(questions) : []
  const rows = questions.map((question, i) => ({ ...question, theirs: answers[i] ?? { ok: false, why: 'no answer' } }))

  it('are taken and refused as we say', () => {
    const read = rows.filter((row) => row.ask === 'read')
    const judged = read.map((row) => {
      const record = records.get(row.key)
      return { ...row, ours: record && invalidInSpark(record, row.text, newest('spark')) }
    })
    const wrong = judged.filter(({ ours, theirs }) => (ours === undefined) !== theirs.ok)
    console.log(
      `${agreement('confs', { agreed: read.length - wrong.length, compared: read.length, excluded: 0 })} (${judged.filter((row) => !row.theirs.ok).length} refused) on ${records.size} keys`,
    )
    expect(wrong.map(({ key, text, ours, theirs }) => ({ key, text, ours: ours?.why, theirs: theirs.why }))).toEqual([])
  })

  /* Without the connector, whose entries are not looked at then. */
  it.each(sparksOf(EARLIER).filter(isInstalled))('are taken and refused as we say by %s', (release) => {
    const asked = questions.filter(({ ask: what, key }) => what === 'read' && !key.startsWith('spark.kafka.') && isJudged(records.get(key), release))
    const theirs = askAlone<Answer>('confs.py', asked, release)
    const wrong = asked.filter(({ key, text }, i) => (invalidInSpark(records.get(key)!, text, version(release)) === undefined) !== theirs[i]?.ok)
    console.log(agreement(`confs of ${release}`, { agreed: asked.length - wrong.length, compared: asked.length, excluded: 0 }))
    expect(asked.length).toBeGreaterThan(5000)
    expect(wrong).toEqual([])
  })

  it('mean what Spark takes', () => {
    const meant = rows.flatMap((row): ConfQuestion[] => {
      const record = records.get(row.key)
      const found = row.ask === 'read' && record ? invalidInSpark(record, row.text, newest('spark')) : undefined
      return found?.meant === undefined ? [] : [{ ask: 'read', key: row.key, text: String(found.meant) }]
    })
    expect(meant.length).toBeGreaterThan(1000)
    const theirs = ask(meant)
    expect(meant.filter((_, i) => theirs[i]?.ok !== true)).toEqual([])
  })

  it.each(['set', 'build', 'start'] as const)('are refused at the moment that we say: %s', (moment) => {
    const asked = rows.filter((row) => row.ask === moment)
    console.log(`${moment}: ${asked.length} keys`)
    expect(asked.length).toBeGreaterThan(10)
    expect(asked.filter(({ theirs }) => theirs.ok).map(({ key }) => key)).toEqual([])
  })
})
