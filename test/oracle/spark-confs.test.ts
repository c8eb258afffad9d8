import { describe, expect, it } from 'vitest'
import { newest } from '../../core/catalogue/releases.ts'
import { invalidInSpark } from '../../core/catalogue/spark-validity.ts'
import { isKnown, recordOf } from '../../core/catalogue/lookup.ts'
import type { KeyRecord } from '../../core/catalogue/record.ts'
import { showVersion, version } from '../../core/text/version.ts'
import { refusedLater } from '../../core/catalogue/spark-late-checks.ts'
import { lint, shown } from '../support/linter.ts'
import { agreement, isFull, sparksOf } from './scale.ts'
import { askAlone, askWithConnector, EARLIER, isInstalled, whyNoConnector } from './spark/ask.ts'
import { confQuestions, judgedKeys, liveQuestions, queryQuestions, timeoutQuestions, type ConfQuestion, type StartQuestion } from './spark/conf-questions.ts'

const reason = whyNoConnector()
if (reason !== undefined) console.log(`The values of settings are not compared with the real Spark: ${reason}.`)

interface Answer {
  readonly ok: boolean
  readonly why?: string
}

/** Whether we say anything of its values in that release. */
const isJudged = (record: KeyRecord | undefined, release: string): boolean =>
  record !== undefined && isKnown(record, version(release)) && version(release) >= (record.judgedSince ?? 0)

/** Refused by the newest and taken before, so nothing is said of it. */
const TAKEN_BEFORE = 'spark.sql.artifact.copyFromLocalToFs.allowDestLocal'

type Asked = ConfQuestion | StartQuestion
type Row = Asked & { readonly isTaken: boolean }
const rowsOf = (questions: readonly Asked[], answers: readonly Answer[]): Row[] => questions.map((question, i) => ({ ...question, isTaken: answers[i]?.ok ?? false }))

/** Where Spark and we do not agree about what a session that runs is told, what a query reads, and what a start compares. */
function differences(rows: readonly Row[], spark: string): Row[] {
  const live = rows.flatMap((row) => ('key' in row && (row.ask === 'live' || row.ask === 'sql') ? [row] : []))
  const told = { live: toldLive(live, 'live', spark), sql: toldLive(live, 'sql', spark) }
  return rows.filter((row) => {
    if ('settings' in row) return isToldAtStart(row, spark) === row.isTaken
    if (row.ask === 'live' || row.ask === 'sql') return row.key !== TAKEN_BEFORE && told[row.ask].has(row.key) === row.isTaken
    return isRefused(row, spark) === row.isTaken
  })
}

/** Of these settings of a session that runs, those that an error says are refused. */
function toldLive(questions: readonly ConfQuestion[], how: 'live' | 'sql', spark: string): ReadonlySet<string> {
  const sets = questions.filter((q) => q.ask === how).map(({ key, text }) => (how === 'sql' ? `spark.sql("SET ${key}=${text}")` : `spark.conf.set("${key}", "${text}")`))
  const file = ['from pyspark.sql import SparkSession', 'spark = SparkSession.builder.getOrCreate()', ...sets, 'spark.readStream.format("rate").load()', ''].join('\n')
  const said = shown(file, lint({ file: 'job.py', text: file, spark }).findings)
  return new Set(said.flatMap((line) => /^error conf-refused-at-runtime «(.*)»$/.exec(line)?.[1] ?? []))
}

function isRefused({ ask: moment, key, text }: ConfQuestion, release: string): boolean {
  const record = recordOf('spark-session', key)
  const isOfRegistry = record !== undefined && invalidInSpark(record, text, version(release)) !== undefined
  return isOfRegistry || (moment === 'query' && refusedLater(key, text, version(release)) !== undefined)
}

function isToldAtStart({ settings }: StartQuestion, spark: string): boolean {
  const text = Object.entries(settings).map(([key, value]) => `${key} ${value}\n`)
  return lint({ file: 'spark-defaults.conf', text: text.join(''), spark }).findings.some((f) => f.severity === 'error')
}

const ask = (questions: readonly Asked[]): Answer[] => askWithConnector<Answer>('confs.py', questions)

describe.skipIf(reason !== undefined)('the values of settings', () => {
  const questions = confQuestions()
  const records = new Map(judgedKeys)
  const beside: readonly Asked[] = [...liveQuestions(), ...queryQuestions(isFull), ...timeoutQuestions]
  const answers = reason === undefined ? ask([...questions, ...beside]) : []
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

  it('are taken and refused by what runs, and by a start, as we say', () => {
    const judged = rowsOf(beside, answers.slice(questions.length))
    const wrong = differences(judged, showVersion(newest('spark')))
    const refused = judged.filter((row) => !row.isTaken).length
    console.log(`${agreement('settings of what runs', { agreed: beside.length - wrong.length - 1, compared: beside.length - 1, excluded: 1 })} (${refused} refused)`)
    expect(refused).toBeGreaterThan(500)
    expect(wrong).toEqual([])
  })

  /* Without the connector, whose entries are not looked at then. */
  it.each(sparksOf(EARLIER).filter(isInstalled))('are taken and refused as we say by %s', (release) => {
    const asked = questions.filter(({ ask: what, key }) => what === 'read' && !key.startsWith('spark.kafka.') && isJudged(records.get(key), release))
    const more: readonly Asked[] = [...liveQuestions(), ...queryQuestions(true), ...timeoutQuestions]
    const judged = rowsOf([...asked, ...more], askAlone<Answer>('confs.py', [...asked, ...more], release))
    const wrong = differences(judged, release)
    console.log(agreement(`confs of ${release}`, { agreed: judged.length - wrong.length, compared: judged.length, excluded: 0 }))
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
