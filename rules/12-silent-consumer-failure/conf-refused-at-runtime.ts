import { isKnown } from '../../core/catalogue/lookup.ts'
import { defineRule, everyKey, release, remove, unsafe } from '../../core/engine/define-rule.ts'
import { job, toKafka, visits } from '../shared/spark-example.ts'

interface Data {
  readonly key: string
}

const SWITCH = 'spark.sql.legacy.setCommandRejectsSparkCoreConfs'

export default defineRule({
  id: 'conf-refused-at-runtime',
  summary: 'A setting given to a session that runs already, which refuses it: it is read when the application starts, and never again',
  scenario: 12,
  component: 'spark-session',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { keys: everyKey() },
  given: { release: release() },
  fix: 'unsafe',
  messages: {
    core: ({ key }: Data) => `${key} is read when the application starts: a session that runs already refuses it, and the call raises.`,
    static: ({ key }: Data) => `${key} is a static setting of SQL, which holds for all sessions: one that runs already refuses it, and the call raises.`,
  },
  lint({ keys, release: v }, report) {
    const live = keys.filter(({ value, repeats }) => value.live || repeats.some((r) => r.live))
    if (live.length === 0) return
    const takesCore = keys.some(({ key, value, repeats }) => key === SWITCH && [value, ...repeats].some((r) => r.unknown !== undefined || !/^\s*true\s*$/i.test(r.text.text)))
    for (const { key, record, value, repeats } of live) {
      const as = record?.whenLive
      if (!record || as === undefined || as === 'read' || !isKnown(record, v) || (as === 'core' && takesCore)) continue
      for (const { key: at } of [value, ...repeats].filter((r) => r.live)) {
        report(as, { data: { key }, at: [at], key, fixes: [unsafe(`Remove it here, and give ${key} to spark-submit or to the builder`, remove(key, at))] })
      }
    }
  },
  page: {
    why: 'Executors, their memory, the event log, the serializer, timeouts of the network: all of that is fixed when the application starts, and so are the static settings of SQL. From 3.0 on a session that runs refuses to be told of them: `spark.conf.set("spark.executor.memory", "4g")` raises, and so does `SET` in SQL, whatever the value is, even the one that holds already. A job that was moved from a notebook or from Spark 2 stops here.',
    whatToDo:
      'Give the setting to whatever starts the application: `--conf` of `spark-submit`, `spark-defaults.conf`, or `SparkSession.builder.config(…)` in front of the first `getOrCreate()`. The builder of a second session takes it without a word, and it changes nothing there.',
    staysSilent:
      'Where the exception is caught on the spot; where it cannot be told that a session is meant, and not the configuration of one that is still to be made; for keys that a session takes although nobody reads them there: those of parts that are not loaded (`spark.streaming.`, `spark.kafka.`, `spark.yarn.`, `spark.kubernetes.`) and those that no registry lists (`spark.master`, `spark.app.name`); for core keys where `spark.sql.legacy.setCommandRejectsSparkCoreConfs` is switched off; in files that speak of Databricks, whose sessions have rules of their own, or that ask `isModifiable`.',
  },
  examples: {
    bad: [
      { about: 'Memory of executors that run already', ...job('spark.conf.set("spark.executor.memory", "4g")', visits(), toKafka('visits')), severity: 'error' },
      { about: 'The same in SQL', ...job('spark.sql("SET spark.task.maxFailures=8")', visits(), toKafka('visits')), severity: 'error' },
      { about: 'Static', ...job('spark.conf.set("spark.sql.streaming.ui.retainedQueries", "20")', visits(), toKafka('visits')), severity: 'error' },
      {
        about: 'Several at once',
        ...job('for key, value in {"spark.speculation": "false", "spark.sql.shuffle.partitions": "64"}.items():', '    spark.conf.set(key, value)', visits(), toKafka('visits')),
        severity: 'error',
      },
    ],
    good: [
      { about: 'Before the session', ...job('spark = SparkSession.builder.config("spark.executor.memory", "4g").getOrCreate()', visits(), toKafka('visits')) },
      { about: 'A setting of the session', ...job('spark.conf.set("spark.sql.shuffle.partitions", "64")', visits(), toKafka('visits')) },
      { about: 'Taken, and read by nobody', ...job('spark.conf.set("spark.yarn.maxAppAttempts", "4")', visits(), toKafka('visits')) },
      {
        about: 'Whoever catches it knows',
        ...job('try:', '    spark.conf.set("spark.executor.memory", "4g")', 'except Exception:', '    pass', visits(), toKafka('visits')),
      },
      { about: 'Switched off', ...job(`spark.conf.set("${SWITCH}", "false")`, 'spark.conf.set("spark.executor.memory", "4g")', visits(), toKafka('visits')) },
    ],
  },
  sources: ['RuntimeConfig.requireNonStaticConf; spark.conf.set and SET of every registered key on pyspark 3.3.4, 3.4.4, 3.5.9, 4.0.5, 4.1.4, 4.2.1 and 4.3.0'],
})
