import { parseTimeString, type TimeUnit } from '../../core/catalogue/spark-values.ts'
import type { Known } from '../../core/components/settings.ts'
import { defineRule, optional } from '../../core/engine/define-rule.ts'
import { job, sparkDefaults, toKafka, visits } from '../shared/spark-example.ts'

interface Data {
  readonly timeout: string
  readonly key: string
  readonly other: string
}

export default defineRule({
  id: 'network-timeout-below-heartbeat',
  summary: 'spark.network.timeout leaves no room for the heartbeats of executors, or for the look at who has sent none: Spark refuses to start',
  scenario: 12,
  component: 'spark-session',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: {
    timeout: 'spark.network.timeout',
    heartbeat: 'spark.executor.heartbeatInterval',
    interval: 'spark.network.timeoutInterval',
    held: optional('spark.storage.blockManagerHeartbeatTimeoutMs'),
    heldBefore: optional('spark.storage.blockManagerSlaveTimeoutMs'),
  },
  fix: 'none',
  messages: {
    heartbeat: ({ timeout, key, other }: Data) =>
      `Executors send a heartbeat each ${other} (spark.executor.heartbeatInterval) and are lost after ${timeout} without one (${key}): that has to be longer, and the application does not start.`,
    interval: ({ timeout, key, other }: Data) =>
      `Executors are lost after ${timeout} without a heartbeat (${key}), and it is only looked for them each ${other} (spark.network.timeoutInterval): that must not be longer, and the application does not start.`,
  },
  lint({ timeout, heartbeat, interval, held = timeout, heldBefore = timeout }, report) {
    const kept = held === timeout ? heldBefore : held
    // What a session is told that runs already reaches nobody.
    if ([timeout, heartbeat, interval, kept].some(({ written }) => written?.live)) return
    const said = (limit: Known<string>, other: Known<string>) => ({ data: { timeout: shown(limit), key: limit.key, other: shown(other) }, at: [limit, other] })
    const [limit, beat, look, keep] = [millis(timeout, 's'), millis(heartbeat, 'ms'), millis(interval, 'ms'), millis(kept, kept === timeout ? 's' : 'ms')]
    if (limit <= beat) report('heartbeat', said(timeout, heartbeat))
    else if (keep < beat) report('heartbeat', said(kept, heartbeat))
    else if (keep < look) report('interval', said(kept, interval))
  },
  page: {
    why: 'An executor that sends no heartbeat for `spark.network.timeout` (120 s) is given up. So a context starts only where that is longer than `spark.executor.heartbeatInterval` (10 s), and not shorter than `spark.network.timeoutInterval` (60 s), the time between two looks at who has been silent. Whoever wants to notice lost executors sooner and writes 30 s runs into the second, which hardly anybody has heard of. The timeout counts in whole seconds (`61500ms` are 61), and a bare number is seconds there and milliseconds for the other two: `spark.executor.heartbeatInterval=120000` is two minutes.',
    whatToDo: 'Keep the heartbeat at a fraction of the timeout. For a timeout below a minute set `spark.network.timeoutInterval` as well, to a fraction of it.',
    staysSilent: 'Where one of the values cannot be known. `spark.storage.blockManagerHeartbeatTimeoutMs`, where it is set, is what the look at the silent ones goes by.',
  },
  examples: {
    bad: [
      { about: 'To notice lost executors sooner', ...sparkDefaults('spark.master yarn', 'spark.network.timeout 30s'), severity: 'error' },
      { about: 'Longer than the timeout', ...sparkDefaults('spark.master yarn', 'spark.executor.heartbeatInterval 200s'), severity: 'error' },
      {
        about: 'As long as the heartbeat',
        ...sparkDefaults('spark.network.timeout 61500ms', 'spark.executor.heartbeatInterval 61s'),
        severity: 'error',
      },
      {
        about: 'In the builder',
        ...job('spark = SparkSession.builder.config("spark.network.timeout", "5s").getOrCreate()', visits(), toKafka('visits')),
        severity: 'error',
      },
    ],
    good: [
      { about: 'Looked for more often too', ...sparkDefaults('spark.network.timeout 30s', 'spark.network.timeoutInterval 10s') },
      { about: 'Both raised', ...sparkDefaults('spark.network.timeout 300s', 'spark.executor.heartbeatInterval 60s') },
      { about: 'A bare number is milliseconds here', ...sparkDefaults('spark.master yarn', 'spark.executor.heartbeatInterval 30000') },
      { about: 'Another timeout in its place', ...sparkDefaults('spark.network.timeout 30s', 'spark.storage.blockManagerHeartbeatTimeoutMs 120s') },
    ],
  },
  sources: ['SparkConf.validateSettings, HeartbeatReceiver; contexts with these settings on pyspark 3.3.4 to 4.3.0'],
})

/** What is no time is neither above nor below anything. */
function millis({ value }: Known<string>, unit: TimeUnit): number {
  const parsed = parseTimeString(value, unit)
  return 'bad' in parsed ? Number.NaN : parsed.ms
}

/** Where nothing is written the default holds. */
const shown = ({ value, written }: Known<string>): string => (written ? value : `${value} by default`)
