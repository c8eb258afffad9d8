/*
 * What a rule must not be able to say. Nothing here runs: the compiler reads it (`npm run check:types`), and complains where a line below
 * `@ts-expect-error` compiles after all. Each stands beside its sound twin, so that it can only be wrong in the one point that is meant.
 */
import {
  defineRule,
  fact,
  factIfStated,
  maybe,
  optional,
  otherwise,
  present,
  query,
  queryIfSeen,
  rename,
  safe,
  set,
  stated,
  unsafe,
  versionOf,
} from '../../core/engine/define-rule.ts'

const base = {
  id: 'x',
  summary: 'x',
  scenario: 1,
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  messages: { said: ({ ms }: { ms: number }) => `${ms} ms`, bare: (_: Record<never, never>) => 'nothing to tell' },
  page: { why: '', whatToDo: '', staysSilent: '' },
  examples: { bad: [], good: [] },
  sources: [],
} as const
const consumer = { ...base, component: 'consumer' } as const
const producer = { ...base, component: 'producer' } as const
const both = { ...base, component: ['producer', 'consumer'] } as const
const silent = (): void => undefined
const use = (_: unknown): void => undefined

/* ── keys ── */
defineRule({ ...consumer, needs: { session: 'session.timeout.ms' }, lint: silent })
// @ts-expect-error a misspelt key
defineRule({ ...consumer, needs: { session: 'sesion.timeout.ms' }, lint: silent })
// @ts-expect-error a misspelt key among those that must hold besides
defineRule({ ...consumer, needs: { session: 'session.timeout.ms' }, given: { group: 'grup.id' }, lint: silent })
// @ts-expect-error a misspelt key that may be absent
defineRule({ ...consumer, needs: { session: optional('sesion.timeout.ms') }, lint: silent })
// @ts-expect-error a misspelt key that must be set
defineRule({ ...consumer, needs: { group: present('grup.id') }, lint: silent })
// @ts-expect-error a key of another kind
defineRule({ ...consumer, needs: { acks: 'acks' }, lint: silent })

defineRule({ ...both, needs: { servers: 'bootstrap.servers' }, lint: silent })
// @ts-expect-error a key that only one of the kinds has
defineRule({ ...both, needs: { acks: 'acks' }, lint: silent })
// @ts-expect-error a kind that nobody knows
defineRule({ ...base, component: 'konsumer', needs: {}, lint: silent })

/* ── values ── */
defineRule({ ...consumer, needs: { session: 'session.timeout.ms' }, lint: ({ session }) => use(session.value satisfies number) })
// @ts-expect-error a number is no text
defineRule({ ...consumer, needs: { session: 'session.timeout.ms' }, lint: ({ session }) => use(session.value satisfies string) })
defineRule({ ...consumer, needs: { level: 'isolation.level' }, lint: ({ level }) => use(level.value === 'read_committed') })
// @ts-expect-error compared with a value that the key cannot have
defineRule({ ...consumer, needs: { level: 'isolation.level' }, lint: ({ level }) => use(level.value === 'read_comitted') })

/* ── changes ── */
defineRule({
  ...consumer,
  needs: {},
  lint: (_, report) => report('bare', { data: {}, fixes: [safe('t', set('session.timeout.ms', 30_000)), unsafe('t', rename({ start: 0, end: 1 }, 'a'))] }),
})
// @ts-expect-error set to a value that the key cannot have
defineRule({ ...consumer, needs: {}, lint: (_, report) => report('bare', { data: {}, fixes: [safe('t', set('session.timeout.ms', 'soon'))] }) })
// @ts-expect-error set to none of its values
defineRule({ ...consumer, needs: {}, lint: (_, report) => report('bare', { data: {}, fixes: [safe('t', set('isolation.level', 'read_comitted'))] }) })
// @ts-expect-error a misspelt key is set
defineRule({ ...consumer, needs: {}, lint: (_, report) => report('bare', { data: {}, fixes: [safe('t', set('sesion.timeout.ms', 30_000))] }) })
// @ts-expect-error a key of another kind is set
defineRule({ ...consumer, needs: {}, lint: (_, report) => report('bare', { data: {}, fixes: [safe('t', set('acks', 'all'))] }) })
// @ts-expect-error a wrong value behind a right one
defineRule({ ...consumer, needs: {}, lint: (_, report) => report('bare', { data: {}, fixes: [safe('t', set('session.timeout.ms', 1), set('heartbeat.interval.ms', 'soon'))] }) })

/* ── messages ── */
defineRule({ ...consumer, needs: {}, lint: (_, report) => report('said', { data: { ms: 1 } }) })
// @ts-expect-error a message that is not there
defineRule({ ...consumer, needs: {}, lint: (_, report) => report('sayd', { data: { ms: 1 } }) })
// @ts-expect-error the data of the message is missing
defineRule({ ...consumer, needs: {}, lint: (_, report) => report('said', { data: {} }) })
// @ts-expect-error no data at all
defineRule({ ...consumer, needs: {}, lint: (_, report) => report('said', {}) })
// @ts-expect-error data of another type
defineRule({ ...consumer, needs: {}, lint: (_, report) => report('said', { data: { ms: 'soon' } }) })
// @ts-expect-error a severity that is none
defineRule({ ...consumer, needs: {}, lint: (_, report) => report('said', { data: { ms: 1 }, severity: 'fatal' }) })

/* ── releases ── */
defineRule({ ...producer, needs: { acks: 'acks' }, given: { client: versionOf('kafkaClient', '3.0') }, lint: ({ client }) => use(client.atLeast('3.0')) })
// @ts-expect-error a release that was not declared
defineRule({ ...producer, needs: { acks: 'acks' }, given: { client: versionOf('kafkaClient', '3.0') }, lint: ({ client }) => use(client.atLeast('4.0')) })
// @ts-expect-error a line of releases that is none
defineRule({ ...producer, needs: { acks: 'acks' }, given: { client: versionOf('kafka', '3.0') }, lint: silent })

/* ── what may be missing ── */
defineRule({ ...producer, needs: { acks: maybe('acks') }, lint: ({ acks }) => use(acks?.value) })
// @ts-expect-error a need that may be unknown
defineRule({ ...producer, needs: { acks: maybe('acks') }, lint: ({ acks }) => use(acks.value) })
// @ts-expect-error a need that may be absent
defineRule({ ...producer, needs: { acks: optional('acks') }, lint: ({ acks }) => use(acks.value) })
// @ts-expect-error a need that the user may not have written
defineRule({ ...producer, needs: { acks: stated('acks') }, lint: ({ acks }) => use(acks.value) })
defineRule({ ...producer, needs: { acks: otherwise('acks', '1') }, lint: ({ acks }) => use(acks.value) })
// @ts-expect-error set, and yet its value may not be known
defineRule({ ...producer, needs: { acks: present('acks') }, lint: ({ acks }) => use(acks.value) })

defineRule({ ...consumer, needs: { time: fact('record-time') }, lint: ({ time }) => use(time.value) })
// @ts-expect-error a fact that nobody may have stated
defineRule({ ...consumer, needs: { time: factIfStated('record-time') }, lint: ({ time }) => use(time.value) })
// @ts-expect-error a fact that there is not
defineRule({ ...consumer, needs: { time: fact('record-tyme') }, lint: silent })

defineRule({ ...base, component: 'spark-query', needs: { query: query() }, lint: (got) => use(got.query.operators) })
// @ts-expect-error a query that may not have been seen
defineRule({ ...base, component: 'spark-query', needs: { query: queryIfSeen() }, lint: (got) => use(got.query.operators) })

/* ── a name that was not asked for ── */
// @ts-expect-error what is neither a need nor given
defineRule({ ...consumer, needs: { session: 'session.timeout.ms' }, lint: ({ heartbeat }) => use(heartbeat) })
