import { file, MODES, started, type OperatorQuestion } from './question-file.ts'

/* Joins, set operations, functions of one's own, and what else keeps state or asks for all rows. */

const OUTER = ['left', 'right', 'full', 'semi']
const BASES = ['rate', 'marked']
const OTHERS = ['second', 'other']
const SAME = 'col("k") == col("value")'
/** Each is one that Spark can use for a range on any side, or none that it can use on either. */
const CONDITIONS = [SAME, `(${SAME}) & (col("at") == col("timestamp"))`, `[${SAME}, col("at") == col("timestamp")]`, 'expr("k = value")', 'expr("k = value AND at = timestamp")']
const joins = OUTER.flatMap((how) => BASES.flatMap((left) => OTHERS.flatMap((right) => CONDITIONS.map((on) => started(`${left}.join(${right}, ${on}, "${how}")`, 'append')))))
const byNames = OUTER.flatMap((how) =>
  ['"value"', '["value", "timestamp"]'].flatMap((on) => BASES.map((left) => started(`${left}.join(rate.select("*"), ${on}, "${how}")`, 'append'))),
)
const pairs = [
  'marked.join(other)',
  'marked.join(other, col("k") > col("value"))',
  'marked.join(other, how="left")',
  'marked.crossJoin(names)',
  'marked.join(other, expr("k <=> value"))',
]

const sets = ['intersect', 'intersectAll', 'subtract', 'exceptAll'].flatMap((call) =>
  ['rate.CALL(marked)', 'marked.CALL(old)', 'old.CALL(rate)'].map((frame) => frame.replace('CALL', call)),
)

const pivots = ['marked.groupBy(window("timestamp", "5 seconds"))', 'rate.groupBy("value")'].flatMap((groups) =>
  ['count()', 'sum("value")', 'agg(F.max("timestamp"))', 'max("value")'].flatMap((call) => MODES.map((mode) => started(`${groups}.pivot("value", [1, 2]).${call}`, mode))),
)

const FUNCTION = 'def keep(key, rows, state):\n    yield from rows'
const PROCESSOR = `from pyspark.sql.streaming import StatefulProcessor
class Keep(StatefulProcessor):
    def init(self, handle):
        pass
    def handleInputRows(self, key, rows, timers):
        yield from rows
    def close(self):
        pass`
const COLUMNS = '"timestamp TIMESTAMP, value LONG"'
const apply = (frame: string, mode: string, timeout: string): string => `${frame}.groupBy("value").applyInPandasWithState(keep, ${COLUMNS}, "n LONG", "${mode}", "${timeout}")`
const transform = (mode: string, time: string): string => `marked.groupBy("value").transformWithStateInPandas(Keep(), ${COLUMNS}, "${mode}", "${time}")`
const COUNTED = 'marked.groupBy(window("timestamp", "5 seconds"), "value").count().selectExpr("window.start AS timestamp", "value")'
const WIDE = 'join(other, expr("k = value AND at BETWEEN timestamp AND timestamp + INTERVAL 1 MINUTE"))'
const applied = ['append', 'update'].flatMap((mode) => [
  ...MODES.flatMap((of) => [
    started(apply('marked', mode, 'NoTimeout'), of, FUNCTION),
    started(`${apply('marked', mode, 'NoTimeout')}.groupBy("value").count()`, of === 'append' ? 'update' : of, FUNCTION),
    started(apply(COUNTED, mode, 'NoTimeout'), of, FUNCTION),
  ]),
  ...['NoTimeout', 'EventTimeTimeout'].flatMap((timeout) => [
    started(`${apply('marked', mode, timeout)}.dropDuplicates(["value"])`, mode, FUNCTION),
    started(`${apply('marked', mode, timeout)}.limit(3)`, mode, FUNCTION),
    started(`${apply('marked', mode, timeout)}.join(other, ${SAME})`, mode, FUNCTION),
    started(apply('marked.dropDuplicates(["value", "timestamp"])', mode, timeout), mode, FUNCTION),
    started(apply(`marked.${WIDE}.select("timestamp", "value")`, mode, timeout), mode, FUNCTION),
  ]),
])
const functions = [
  ...applied,
  ...['rate', 'marked', 'marked.select("value")', 'marked.filter("value > 1")'].flatMap((frame) =>
    ['NoTimeout', 'ProcessingTimeTimeout', 'EventTimeTimeout', 'eventtimetimeout', 'None'].map((timeout) => started(apply(frame, 'append', timeout), 'append', FUNCTION)),
  ),
  ...['complete', 'APPEND', 'upsert'].map((mode) => started(apply('rate', mode, 'NoTimeout'), 'append', FUNCTION)),
  started(apply(apply('marked', 'append', 'NoTimeout'), 'append', 'NoTimeout'), 'append', FUNCTION),
  ...['Append', 'update', 'Complete', 'x'].flatMap((mode) => ['None', 'eventtime', 'x'].map((time) => started(transform(mode, time), 'append', PROCESSOR))),
]

const VIEW = 'marked.createOrReplaceTempView("seen")'
const commands = [
  ...['CREATE TABLE weir_t USING parquet AS SELECT * FROM seen', "INSERT OVERWRITE DIRECTORY 'file:///weir/rows' USING parquet SELECT value FROM seen", 'CACHE TABLE seen'],
  ...['CACHE TABLE kept AS SELECT * FROM seen', 'CREATE OR REPLACE TEMP VIEW rows AS SELECT * FROM seen', 'SELECT * FROM seen', 'EXPLAIN SELECT * FROM seen', 'DESCRIBE seen'],
].map((sql) => file(sql, VIEW, `spark.sql("""${sql}""")`, 'rate.writeStream.format("noop").start()'))

const AVRO = 'spark.conf.set("spark.sql.streaming.stateStore.encodingFormat", "avro")'
const PLAIN = 'spark.conf.unset("spark.sql.streaming.stateStore.encodingFormat")'
const AVROS = [
  ...['marked', 'marked.limit(3)', 'rate.dropDuplicates(["value"])', 'marked.dropDuplicatesWithinWatermark(["value"])', 'marked.groupBy("timestamp").count()'],
  ...[`rate.join(second, ${SAME})`, 'names.dropDuplicates(["value"]).join(rate, "value")', apply('marked', 'append', 'NoTimeout')],
]
const encoded = AVROS.map((frame) =>
  file(`avro ${frame}`, FUNCTION, AVRO, 'try:', `    frame = ${frame}`, '    query = frame.writeStream.format("noop").start()', 'finally:', `    ${PLAIN}`),
)

export const stateQuestions = (): OperatorQuestion[] => [
  ...joins,
  ...byNames,
  ...pairs.map((frame) => started(frame, 'append')),
  ...sets.flatMap((frame) => ['append', 'complete'].map((mode) => started(frame, mode))),
  ...pivots,
  ...functions,
  ...commands,
  ...encoded,
]
