import { at } from '../../core/catalogue/record.ts'
import { tables } from '../../core/catalogue/tables.ts'
import { defineRule, everyKey, identity, release } from '../../core/engine/define-rule.ts'
import { isSet, worker, workerWithout } from '../shared/connect.ts'
import { WORKERS } from '../shared/kinds.ts'
import type { Version } from '../../core/text/version.ts'

export default defineRule({
  id: 'connect-worker-incomplete',
  summary: 'A key that a worker cannot do without is missing: it refuses to start',
  scenario: 12,
  component: WORKERS,
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { keys: everyKey() },
  given: { self: identity(), release: release() },
  fix: 'none',
  messages: {
    missing: ({ missing }: { missing: readonly string[] }) => `${missing.join(', ')} ${missing.length > 1 ? 'are' : 'is'} not there, and the worker refuses to start without.`,
  },
  lint({ keys, self: { kind, place }, release: v }, report) {
    if (!isWhole(keys.map(({ key }) => key)) || keys.some(({ open }) => open)) return
    const missing = requiredOf(kind, v).filter((key) => !isSet(keys, key))
    const [first] = missing
    if (first !== undefined) report('missing', { data: { missing }, at: [place], key: first })
  },
  page: {
    why: 'A worker needs its converters and a place for its state: three topics and a group in a cluster, a file where it stands alone; from 4.2 on the address of the brokers too, which was `localhost:9092` before. What is missing shows at the start.',
    whatToDo: 'Write what is missing.',
    staysSilent: 'In fragments that are laid over other files: those without an address and a converter; in templates.',
  },
  examples: {
    bad: [
      { about: 'One of the three topics', ...workerWithout('status.storage.topic'), severity: 'error' },
      {
        about: 'No address, from 4.2',
        file: 'connect-distributed.properties',
        text: workerWithout('bootstrap.servers').text,
        kafka: '4.2',
        severity: 'error',
      },
    ],
    good: [
      { about: 'All of it', ...worker() },
      { about: 'Up to 4.1 an address is known', ...workerWithout('bootstrap.servers'), kafka: '4.1' },
      { about: 'A fragment', file: 'worker-tuning.properties', text: 'scheduled.rebalance.max.delay.ms=60000\nconsumer.max.poll.records=100\n' },
    ],
  },
  sources: ['ConfigDefs of DistributedConfig and StandaloneConfig: keys without a default; executed on 2.8.2 to 4.4.0'],
})

/** Whoever writes a converter and says where the brokers or the state are, writes a worker's file and no fragment of one. */
const isWhole = (keys: readonly string[]): boolean =>
  keys.some((key) => key === 'key.converter' || key === 'value.converter') &&
  keys.some((key) => key === 'bootstrap.servers' || /^(?:config|offset|status)\.storage\.(?:topic|file\.filename)$/.test(key))

const requiredOf = (kind: keyof typeof tables, v: Version): string[] =>
  [...tables[kind]()].filter(([, record]) => at(record.required, v) === true && (record.known === undefined || at(record.known, v) === true)).map(([key]) => key)
