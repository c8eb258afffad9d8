import { defineRule, everyKey, identity, maybe, type WrittenKey } from '../../core/engine/define-rule.ts'
import { chain, job, sparkDefaults, toKafka, visits } from '../shared/spark-example.ts'

const CONF = 'spark.sql.streaming.checkpointLocation'

type Place = 'temporary' | 'local' | 'relative'
interface Data {
  readonly begins: string
  readonly isLocal: boolean
}

export default defineRule({
  id: 'checkpoint-not-durable',
  summary: 'The checkpoint lies where it goes with the machine',
  scenario: 8,
  component: ['spark-query', 'spark-session'],
  severity: 'warning',
  since: '0.1.0',
  needs: { location: maybe('checkpointLocation'), conf: maybe(CONF) },
  given: { keys: everyKey(), master: maybe('spark.master'), self: identity() },
  fix: 'none',
  messages: {
    temporary: ({ begins, isLocal }: Data) =>
      `A checkpoint under ${begins} lies where files are thrown away: after a clean-up, or a restart of the machine or pod, offsets and state are gone.${scope(isLocal)}`,
    local: ({ begins, isLocal }: Data) =>
      `A checkpoint under ${begins} lies on one machine's own disk: it goes with the pod or the node, and on a cluster each executor has another one.${scope(isLocal)}`,
    relative: ({ isLocal }: Data) =>
      `A relative checkpoint lies below the directory in which the JVM happened to start: the next start may look for it elsewhere, and begins anew.${scope(isLocal)}`,
  },
  lint({ location, conf, keys, master, self }, report) {
    if (self.isTest) return
    const setting = location ?? conf
    const begun = setting ? undefined : keys.find((k) => k.origin === 'explicit' && (k.key === 'checkpointLocation' || k.key === CONF))
    const path = setting?.value ?? (begun && beginningOf(begun))
    const place = path === undefined ? undefined : placeOf(path, begun !== undefined)
    if (path === undefined || !place) return
    const isLocal = /^local(?:$|\[|-cluster)/.test(master?.value ?? '')
    const said = { data: { begins: beginningWord(path), isLocal }, at: [setting, begun?.value.text], severity: isLocal ? ('info' as const) : ('warning' as const) }
    // What a query takes over from the session is one finding with that of the session itself.
    report(place, { ...said, key: setting?.origin === 'inherited' || conf ? CONF : (begun?.key ?? 'checkpointLocation') })
  },
  page: {
    why: 'Spark accepts any path for a checkpoint without a word, and a local one works until the pod is moved or the machine is restarted. Then the query is a new one: it begins at `startingOffsets`, its windows and deduplication are empty, and a file sink skips batches whose numbers it believes to have written. A relative path is worse than it looks: it hangs on the directory in which the JVM was started, whatever `os.chdir` the script does.',
    whatToDo:
      'Use a directory on an object store or HDFS (`s3a://…`, `abfss://…`, `gs://…`, `hdfs://…`), one for each query. Move an existing checkpoint along with the query rather than starting a new one.',
    staysSilent:
      'For a bare absolute path such as `/data/checkpoints`, since the default file system may be HDFS; for a path that is not in sight. With a `local[…]` master in the same file it is advice; in tests nothing is said.',
  },
  examples: {
    bad: [
      {
        about: 'Temporary',
        ...job(
          visits(),
          chain('query', 'visits.writeStream.format("kafka")', [
            '.option("kafka.bootstrap.servers", "broker:9092")',
            '.option("topic", "out")',
            '.option("checkpointLocation", "/tmp/checkpoints/visits")',
            '.start()',
          ]),
        ),
        severity: 'warning',
      },
      {
        about: 'A disk of one machine',
        ...job(visits(), 'query = visits.writeStream.toTable("bronze.visits", checkpointLocation="file:///var/spark/visits")'),
        severity: 'warning',
      },
      { about: 'Relative', ...job(visits(), 'query = visits.writeStream.option("checkpointLocation", "checkpoints/visits").toTable("bronze.visits")'), severity: 'warning' },
      {
        about: 'How it begins is enough',
        ...job('import sys', visits(), 'query = visits.writeStream.option("checkpointLocation", f"/tmp/{sys.argv[1]}").toTable("bronze.visits")'),
        severity: 'warning',
      },
      {
        about: 'On one’s own machine',
        ...job(
          'spark = SparkSession.builder.master("local[*]").getOrCreate()',
          visits(),
          'query = visits.writeStream.option("checkpointLocation", "/tmp/visits").toTable("bronze.visits")',
        ),
        severity: 'info',
      },
      {
        about: 'A job of DStreams',
        file: 'sockets.py',
        text: 'from pyspark import SparkContext\nfrom pyspark.streaming import StreamingContext\n\nssc = StreamingContext(SparkContext(appName="sockets"), 10)\nssc.checkpoint("/tmp/checkpoints/sockets")\nssc.socketTextStream("gateway", 9999).count().pprint()\nssc.start()\n',
        severity: 'warning',
      },
      { about: 'For all queries', ...sparkDefaults('spark.master yarn', `${CONF} dbfs:/tmp/checkpoints`), severity: 'warning' },
    ],
    good: [
      { about: 'HDFS', ...job(visits(), toKafka('visits')) },
      {
        about: 'The default file system may be HDFS',
        ...job(visits(), 'query = visits.writeStream.option("checkpointLocation", "/data/checkpoints/visits").toTable("bronze.visits")'),
      },
      {
        about: 'A root that is joined with a literal',
        ...job('import os', visits(), 'query = visits.writeStream.option("checkpointLocation", os.path.join("s3a://lake", "visits")).toTable("bronze.visits")'),
      },
      {
        about: 'Not in sight',
        ...job('import os', visits(), 'query = visits.writeStream.option("checkpointLocation", os.environ["CHECKPOINTS"] + "/visits").toTable("bronze.visits")'),
      },
      { about: 'An object store for all queries', ...sparkDefaults('spark.master yarn', `${CONF} s3a://lake/checkpoints`) },
    ],
  },
  sources: ['ResolveWriteToStream; executed on pyspark 3.3.4 to 4.3.0 (local and relative paths start), 3.3.4 and 4.3.0 (a relative one lies under the directory of the JVM)'],
})

const scope = (isLocal: boolean): string => (isLocal ? ' The master is local: fine for trying out, not for what must be resumed.' : '')

const TEMPORARY = /^(?:\/tmp|\/var\/tmp|dbfs:\/+tmp|\/dbfs\/tmp)(?=\/|$)/
const OF_ONE_MACHINE = /^(?:file:|\/local_disk\w*(?=\/|$)|[A-Za-z]:(?=[\\/]))/
const SCHEME = /^[A-Za-z][A-Za-z0-9+.-]+:/

/** Of a path that is known only in part, what stands before it may make it absolute. */
function placeOf(written: string, inPart: boolean): Place | undefined {
  const path = withScheme(written)
  if (TEMPORARY.test(path)) return 'temporary'
  if (OF_ONE_MACHINE.test(path)) return /^file:\/*(?:var\/)?tmp(?:\/|$)/.test(path) ? 'temporary' : 'local'
  return path !== '' && !inPart && isRelative(path) ? 'relative' : undefined
}
/** Quotes of a conf file belong to the path, and no path begins so. */
const isRelative = (path: string): boolean => !/^[/\\"']/.test(path) && !SCHEME.test(path)
const beginningWord = (path: string): string => path.slice(0, (TEMPORARY.exec(withScheme(path)) ?? OF_ONE_MACHINE.exec(withScheme(path)))?.[0].length ?? 0)
/** `FILE:/x` is taken as `file:/x` (executed on 4.3). */
const withScheme = (path: string): string => path.replace(SCHEME, (scheme) => scheme.toLowerCase())

/** A text with holes, or one that something is added to: how it begins is known, and nothing else of it. */
const BEGINNING = /^(?:(?:f|rf|fr)(["'])((?:(?!\1)[^\\{])*)|(["'])((?:(?!\3)[^\\])*)\3\s*\+(?!.*\bif\b))/i

function beginningOf({ value: { text, unknown } }: WrittenKey): string | undefined {
  const m = unknown === undefined ? null : BEGINNING.exec(text.text)
  return m?.[2] ?? m?.[4]
}
