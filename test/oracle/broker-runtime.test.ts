import { describe, expect, it } from 'vitest'
import { classPathOf } from '../../scripts/catalogue/kafka/class-path.ts'
import { cache } from '../../scripts/catalogue/kafka/dump.ts'
import { newest, oldest } from '../../scripts/catalogue/kafka/releases.ts'
import { groupQuestions, hasGroups, lineOf, refusalOf } from './group-entities.ts'
import { ask, compiled, whySkipped } from './jvm.ts'
import { questions, textOf } from './questions.ts'
import { compared, rowsOf, type Answer, type Started } from './runtime-rows.ts'
import { Tally, type Counted } from './tally.ts'
import { valueQuestions } from './value-questions.ts'
import { isRead, judgeAgain } from './verdicts.ts'

const reason = whySkipped(['java', 'javac', 'mvn'])
if (reason !== undefined) console.log(`What happens at run time is not compared with running brokers: ${reason}.`)

const SEED = 20_261_127
const TOPICS = 300
const GROUPS = 500
const BROKERS: readonly Started[] = [
  // The last that does not cap the replicas in sync.
  { release: '3.6.2', settings: [] },
  { release: '3.9.2', settings: [] },
  // The consumer protocol is there, and off by default.
  { release: '3.9.2', settings: ['group.coordinator.rebalance.protocols=classic,consumer'] },
  { release: newest, settings: [] },
]
const SOURCES = [...['RunningBroker', 'Lines', 'Derived', 'Clients'].map((name) => `java/${name}.java`), '../../scripts/catalogue/kafka/Reach.java']
const TIERED_OFF = { what: 'a tiered topic at a broker whose own file leaves tiered storage off', said: /Tiered Storage functionality is disabled/ }

/** Whose words are held to account at each broker. */
const RULES = [
  'group-id-empty',
  'kip848-remote-assignor-unknown',
  'transaction-timeout-exceeds-broker-max',
  'buffer-below-batch',
  'min-isr-exceeds-rf',
  'session-timeout-too-low',
  'session-timeout-outside-broker-bounds',
  'kip848-too-early',
  'max-block-zero',
]

/** A comparison, and what is told of it where the two sides differ. */
interface Said extends Counted {
  readonly says: string
}

/** Questions to one broker, and what becomes of their answers. */
interface Part {
  readonly lines: readonly object[]
  judge(answers: readonly Answer[]): Said[]
}

function rowsAt(broker: Started): Part {
  const rows = rowsOf(broker)
  return {
    lines: rows.flatMap((row) => row.steps),
    judge(answers) {
      const left = [...answers]
      return rows.map((row) => {
        const said = left.splice(0, row.steps.length)
        const judged = compared(row, broker, said.find((a) => a.refused !== undefined) ?? said.at(-1) ?? {})
        return { ...judged, says: `${JSON.stringify(row.text)}: ${judged.difference ?? ''}` }
      })
    },
  }
}

/** Nothing is created, but all is asked that a controller asks. */
function topicsAt({ release }: Started): Part {
  const asked = [...questions('topic', SEED, TOPICS), ...valueQuestions('topic', release, SEED, TOPICS)].filter(isRead)
  return {
    lines: asked.map((q) => ({ ask: 'create', topic: 'asked', replicas: 1, validateOnly: true, text: textOf(q) })),
    judge: (answers) =>
      judgeAgain(
        release,
        asked.map((question, i) => ({ question, answer: { by: 'createTopics', ...answers[i] } })),
      ).map((judged) => {
        const says = `${JSON.stringify(textOf(judged.question))}: ${judged.difference?.kind ?? ''} (${judged.difference?.says ?? ''})`
        const isOff = judged.difference !== undefined && TIERED_OFF.said.test(judged.answer.refused ?? '')
        return isOff ? { speakers: [], gap: TIERED_OFF, says } : { ...judged, says }
      }),
  }
}

function groupsAt({ release }: Started): Part {
  // Where there is no such thing, one question says so.
  const asked = groupQuestions(release, SEED, hasGroups(release) ? GROUPS : 1)
  return {
    lines: asked.map(lineOf),
    judge: (answers) =>
      asked.map((question, i) => {
        const ours = refusalOf(question, release)
        const theirs = answers[i]?.refused
        const says = `${JSON.stringify(question)}: the broker says ${theirs ?? 'nothing'}, ours ${ours ?? 'nothing'}`
        return { speakers: [], says, ...((ours === undefined) === (theirs === undefined) ? {} : { difference: says }) }
      }),
  }
}

const tally = new Tally()

/** Starts the broker, asks all in order, and stops it. */
async function answersOf({ release, settings }: Started, lines: readonly object[]): Promise<Answer[]> {
  const start = { ask: 'start', text: settings.join('\n') }
  const classes = compiled(SOURCES, classPathOf(oldest, cache))
  const answers = await ask(
    'RunningBroker',
    [classes, classPathOf(release, cache)],
    [start, ...lines].map((line) => JSON.stringify(line)),
  )
  const [started, ...rest] = answers.map((answer) => JSON.parse(answer) as Answer)
  if (started?.refused !== undefined) throw new Error(`the broker of ${release} does not start: ${started.refused}`)
  return rest
}

async function said(broker: Started, parts: readonly Part[]): Promise<Said[]> {
  const answers = await answersOf(
    broker,
    parts.flatMap((part) => part.lines),
  )
  return parts.flatMap((part) => part.judge(answers.splice(0, part.lines.length)))
}

describe.skipIf(reason !== undefined)('a running broker does what we say it does', () => {
  it.each(BROKERS.map((broker) => [broker.release, broker.settings.join(' ') || 'at its defaults', broker] as const))('%s %s', async (_release, _settings, broker) => {
    const isDefault = broker.settings.length === 0
    const all = await said(broker, [rowsAt(broker), ...(isDefault ? [topicsAt(broker), groupsAt(broker)] : [])])
    tally.count(all)
    expect(all.filter((s) => s.difference !== undefined).map((s) => s.says)).toEqual([])
  })

  it('every rule has spoken, and what is left out is there', () => {
    tally.tell('running brokers')
    expect(tally.seldom(RULES, 2)).toEqual([])
    expect(tally.idle([TIERED_OFF])).toEqual([])
  })
})
