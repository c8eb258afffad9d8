import { describe, expect, it } from 'vitest'
import { rules } from '../../rules/index.ts'
import { newest } from '../../core/catalogue/releases.ts'
import { showVersion } from '../../core/text/version.ts'
import { hasConnector } from '../../scripts/catalogue/spark/environment.ts'
import { lint } from '../support/linter.ts'
import { isFull, sparksOf } from './scale.ts'
import { askAlone, askWithConnector, EARLIER, isInstalled, whyNoConnector, whyNoSpark } from './spark/ask.ts'
import { dstreamQuestions, sessionQuestions } from './spark/job-questions.ts'
import { operatorQuestions } from './spark/operator-questions.ts'
import type { OperatorQuestion } from './spark/question-file.ts'
import { columnQuestions, sinkQuestions } from './spark/sink-questions.ts'
import { sourceQuestions } from './spark/source-questions.ts'
import { triggerQuestions } from './spark/trigger-questions.ts'
import { windowQuestions } from './spark/window-questions.ts'
import { Tally } from './tally.ts'

const reason = whyNoSpark()
if (reason !== undefined) console.log(`Queries are not compared with the real Spark: ${reason}.`)

interface Answer {
  readonly ok: boolean
  readonly why?: string
}

/** Of earlier releases: PySpark itself raises. */
const OF_OTHERS = [
  { what: 'a method or a class that the release does not have', says: /^AttributeError|^ImportError: cannot import name/ },
  { what: 'a Python newer than the release, which cannot hand on a function', says: /^PicklingError|: An exception was raised by Python:/ },
]

/** Of the rules about sources the one that says what `load()` refuses and nothing later. */
const ofQuery = (kind: string): boolean => kind === 'spark-query' || kind === 'spark-session'
const REFUSALS = new Set(rules.filter((r) => r.proof === 'refusal' && (r.kinds.some(ofQuery) || r.id === 'source-incomplete')).map((r) => r.id))

function speakersOf(text: string, spark: string): string[] {
  const { findings } = lint({ file: 'job.py', text, spark })
  return [...new Set(findings.filter((f) => f.severity === 'error' && REFUSALS.has(f.rule)).map((f) => f.rule))]
}

function compare(questions: readonly OperatorQuestion[], answers: readonly Answer[], spark: string) {
  return questions.map(({ about, text }, i) => {
    const { ok, why = '' } = answers[i] ?? { ok: false, why: 'no answer' }
    const speakers = speakersOf(text, spark)
    const gap = !ok && speakers.length === 0 ? OF_OTHERS.find(({ says }) => says.test(why)) : undefined
    return { speakers, gap, difference: (speakers.length === 0) === ok ? undefined : { about, ours: speakers, theirs: why.slice(0, 120) } }
  })
}

describe.skipIf(reason !== undefined)('streaming queries', () => {
  const tally = new Tally()
  const ofKafka = [...columnQuestions, ...sinkQuestions.filter((_, i) => isFull || i % 4 === 1)]
  const jobs = [...sourceQuestions, ...sessionQuestions, ...dstreamQuestions]
  const calls = [...triggerQuestions(isFull), ...windowQuestions(isFull)]
  const questions = [...calls, ...operatorQuestions(isFull), ...jobs]
  /** What needs the connector is asked where there is one. */
  function asked(release: string | undefined, plain: readonly OperatorQuestion[]) {
    const isThere = whyNoConnector() === undefined && hasConnector(release)
    const all = isThere ? [...plain, ...ofKafka] : plain
    return compare(all, (isThere ? askWithConnector : askAlone)<Answer>('operators.py', all, release), release ?? showVersion(newest('spark')))
  }

  it('are started and refused as we say', () => {
    const judged = asked(undefined, questions)
    tally.count(judged)
    tally.tell('queries')
    expect(judged.flatMap(({ difference, gap }) => (difference && !gap ? [difference] : []))).toEqual([])
    expect(tally.seldom(['output-mode-refused', 'operation-refused-on-stream', 'stream-sink-refused', 'stream-join-state-unbounded', 'stateful-function-refused'], 20)).toEqual([])
    expect(tally.seldom(['trigger-refused', 'window-refused'], 20)).toEqual([])
    expect(tally.seldom(['conf-refused-at-runtime', 'dstream-refused', 'source-incomplete'], 12)).toEqual([])
  })

  it.each(sparksOf(EARLIER).filter(isInstalled))('and by %s', (release) => {
    const judged = asked(release, [...questions.filter((question, i) => i % 6 === 0 && !jobs.includes(question) && !calls.includes(question)), ...calls, ...jobs])
    const earlier = new Tally()
    earlier.count(judged)
    earlier.tell(`queries of ${release}`)
    expect(judged.flatMap(({ difference, gap }) => (difference && !gap ? [difference] : []))).toEqual([])
  })
})
