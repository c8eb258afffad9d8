import { describe, expect, it } from 'vitest'
import { Settings } from '../../core/components/settings.ts'
import { pointAt } from '../../core/components/target.ts'
import type { FileReport } from '../../core/engine/lint.ts'
import { rules } from '../../rules/index.ts'
import { classPathOf } from '../../scripts/catalogue/kafka/class-path.ts'
import { cache } from '../../scripts/catalogue/kafka/dump.ts'
import { oldest } from '../../scripts/catalogue/kafka/releases.ts'
import { lint, linter } from '../support/linter.ts'
import { ask, compiled, whySkipped } from './jvm.ts'
import { FILES, questions, smaller, textOf, type Component, type Question } from './questions.ts'
import { shrink } from './shrink.ts'

const reason = whySkipped(['java', 'javac', 'mvn'])
if (reason !== undefined) console.log(`The refusals are not compared with the Kafka clients and brokers: ${reason}.`)

const RELEASES = ['2.8.2', '3.0.0', '3.0.1', '3.9.2', '4.1.2', '4.4.0']
const COMPONENTS: readonly Component[] = ['producer', 'consumer', 'topic']
const SEED = 20_261_123
const COUNT = 2400
/** Of questions that nobody refuses, every so manieth goes to the real client as well. A producer starts a thread, so few. */
const SAMPLE: Readonly<Record<Component, number>> = { producer: 6, consumer: 3, topic: 1 }

/** The rules that the oracle holds to account, for components that it can ask: all their errors, and those of the two below on topics. */
const REFUSALS = new Set([...rules.filter((r) => r.proof === 'refusal' && r.kinds.some((k) => COMPONENTS.some((c) => c === k))).map((r) => r.id), 'unknown-key', 'key-of-other-component'])

/** What Kafka refuses and no rule speaks of yet. Counted; one that is needed no more is reported, so that it goes when its rule comes. */
interface Gap {
  readonly what: string
  readonly component: Component
  readonly said: RegExp
}
const GAPS: readonly Gap[] = [
  { what: 'session.timeout.ms or heartbeat.interval.ms with group.protocol=consumer (from 4.0)', component: 'consumer', said: /cannot be set when group\.protocol=CONSUMER/i },
  { what: 'a negative heartbeat.interval.ms', component: 'consumer', said: /Invalid negative timeout/ },
  { what: 'an empty group.id (from 4.0)', component: 'consumer', said: /InvalidGroupIdException/ },
  { what: 'a topic key that another release has', component: 'topic', said: /Unknown topic config name: (?:message\.downconversion\.enable|message\.timestamp\.after\.max\.ms|max\.decompressed\.message\.bytes)$/ },
]

interface Answer {
  /** Who refused, or was asked last. */
  readonly by: string
  readonly refused?: string
  readonly idempotence?: boolean
  readonly clientIdempotence?: boolean
  readonly deliveryTimeout?: number
}

interface Judged {
  readonly question: Question
  readonly speakers: readonly string[]
  readonly answer: Answer
  readonly gap?: Gap
  readonly difference?: Difference
}

/** Differences of one kind have one cause as a rule, so one of each is shown. */
interface Difference {
  readonly kind: string
  readonly says: string
}

const report = (q: Question, release: string): FileReport => lint({ file: FILES[q.component], text: textOf(q), kafka: release })

/** A stranger among the keys may make the file one of another kind (`sasl.jaas.config` a client's): then nobody judges it as a topic. */
const isRead = (q: Question): boolean => linter.recognise({ path: FILES[q.component], text: textOf(q) })?.recognition.as?.includes(q.component) === true

const speakersIn = ({ findings }: FileReport): string[] => [...new Set(findings.filter((f) => f.severity === 'error' && REFUSALS.has(f.rule)).map((f) => f.rule))]

/** What our side makes of a setting that the class derives. */
function settingIn({ components, target }: FileReport, key: string): unknown {
  const setting = new Settings(components[0]!.component, pointAt(target)).of(key)
  return setting.state === 'known' ? setting.value : `${setting.state}`
}

/** What a rule refuses goes to the real client in any case, and so does every so manieth question that none refuses. */
async function judge(release: string, asked: readonly Question[], every: Readonly<Record<Component, number>> = SAMPLE): Promise<Judged[]> {
  const reports = asked.map((q) => report(q, release))
  const lines = asked.map((q, i) => JSON.stringify({ component: q.component, text: textOf(q), client: speakersIn(reports[i]!).length > 0 || i % every[q.component] === 0 }))
  const reach = '../../scripts/catalogue/kafka/Reach.java'
  const classes = compiled(['java/Judge.java', 'java/Clients.java', 'java/Topics.java', reach], classPathOf(oldest, cache))
  const answers = (await ask('Judge', [classes, classPathOf(release, cache)], lines)).map((line) => JSON.parse(line) as Answer)
  return asked.map((question, i) => compared(question, reports[i]!, answers[i]!))
}

function compared(question: Question, ours: FileReport, answer: Answer): Judged {
  const speakers = speakersIn(ours)
  const gap = speakers.length > 0 ? undefined : GAPS.find((g) => g.component === question.component && g.said.test(answer.refused ?? ''))
  const difference = gap ? undefined : differenceOf(ours, speakers, answer)
  return { question, speakers, answer, ...(gap ? { gap } : {}), ...(difference ? { difference } : {}) }
}

function differenceOf(ours: FileReport, speakers: readonly string[], answer: Answer): Difference | undefined {
  const { by, refused } = answer
  if (refused === undefined) return speakers.length > 0 ? { kind: `${by} accepts, ${speakers.join(' and ')} refuses`, says: 'accepted' } : derivedDifference(ours, answer)
  return speakers.length > 0 ? undefined : { kind: `${by} refuses (${refused.replace(/:.*/s, '')}), ours says nothing`, says: refused }
}

/** Only of what is accepted: a class that throws has derived nothing. */
function derivedDifference(ours: FileReport, { idempotence, clientIdempotence, deliveryTimeout }: Answer): Difference | undefined {
  const rows: readonly (readonly [who: string, key: string, theirs: unknown])[] = [
    ['ProducerConfig', 'enable.idempotence', idempotence],
    ['KafkaProducer', 'enable.idempotence', clientIdempotence],
    ['KafkaProducer', 'delivery.timeout.ms', deliveryTimeout],
  ]
  const wrong = rows.find(([, key, theirs]) => theirs !== undefined && settingIn(ours, key) !== theirs)
  return wrong && { kind: `${wrong[0]} derives another ${wrong[1]}`, says: `${String(wrong[2])}, ours ${String(settingIn(ours, wrong[1]))}` }
}

const NOT_READ = 'a file that is taken for another kind'
const totals = { agreed: 0, asked: 0, byClient: 0 }
const excluded = new Map<string, number>()
const heard = new Map<string, number>()
const shown = new Set<string>()

function count(all: readonly Judged[]): void {
  totals.asked += all.filter((j) => !j.gap).length
  totals.agreed += all.filter((j) => !j.gap && j.difference === undefined).length
  totals.byClient += all.filter((j) => /^Kafka(?:Producer|Consumer)$/.test(j.answer.by)).length
  for (const { gap, difference, speakers } of all) {
    if (gap) excluded.set(gap.what, (excluded.get(gap.what) ?? 0) + 1)
    if (difference === undefined) for (const id of speakers) heard.set(id, (heard.get(id) ?? 0) + 1)
  }
}

/** One of each kind, as small as it gets, with what was said of it; a kind that an earlier release has shown is only counted. */
async function explained(release: string, all: readonly Judged[]): Promise<string[]> {
  const wrong = Map.groupBy(all.filter((j) => j.difference), (j) => j.difference?.kind ?? '')
  const lines: string[] = []
  for (const [kind, same] of wrong) {
    lines.push(`${release} ${kind}, ${same.length} times${shown.has(kind) ? '' : `, such as ${await smallest(release, kind, same[0]!.question)}`}`)
    shown.add(kind)
  }
  if (lines.length > 0) console.log(lines.join('\n'))
  return lines
}

async function smallest(release: string, kind: string, question: Question): Promise<string> {
  const always = { producer: 1, consumer: 1, topic: 1 }
  const ofKind = async (all: readonly Question[]): Promise<Question[]> => (await judge(release, all.filter(isRead), always)).filter((j) => j.difference?.kind === kind).map((j) => j.question)
  const found = await shrink(question, smaller, ofKind)
  const [judged] = await judge(release, [found], always)
  return `${JSON.stringify(textOf(found))} (${judged?.difference?.says ?? ''})`
}

describe.skipIf(reason !== undefined)('a refusal is what Kafka refuses, and Kafka refuses nothing else', () => {
  describe.each(RELEASES)('%s', (release) => {
    it.each(COMPONENTS)('%s', async (component) => {
      const seed = SEED + 10 * RELEASES.indexOf(release) + COMPONENTS.indexOf(component)
      const asked = questions(component, seed, COUNT)
      const judged = await judge(release, asked.filter(isRead))
      count(judged)
      if (judged.length < COUNT) excluded.set(NOT_READ, (excluded.get(NOT_READ) ?? 0) + COUNT - judged.length)
      expect(judged.length).toBeGreaterThanOrEqual(component === 'topic' ? 0.9 * COUNT : COUNT)
      expect(judged.filter((j) => j.answer.refused !== undefined).length).toBeGreaterThan(COUNT / 20)
      expect(judged.filter((j) => j.answer.refused === undefined).length).toBeGreaterThan(COUNT / 20)
      expect(await explained(release, judged)).toEqual([])
    })
  })

  it('every refusal has spoken, and every gap is one', () => {
    const left = [...excluded.values()].reduce((sum, n) => sum + n, 0)
    console.log(`refusals: agreement ${totals.agreed} of ${totals.asked}, ${left} excluded (${totals.byClient} answered by a real client)`)
    console.log([...excluded].map(([what, n]) => `excluded ${n}: ${what}`).join('\n'))
    expect([...REFUSALS].filter((id) => (heard.get(id) ?? 0) < 20)).toEqual([])
    expect(GAPS.filter((g) => !excluded.has(g.what)).map((g) => g.what)).toEqual([])
  })
})
