import { describe, expect, test } from 'vitest'
import { isRefusal } from '../../core/components/change.ts'
import { applyEdits } from '../../core/text/span.ts'
import { lint, shown } from '../support/linter.ts'

/* What is told to a session that runs, and to one that is still to be made. */

const file = (...lines: string[]): string =>
  ['from pyspark import SparkConf, SparkContext', 'from pyspark.sql import SparkSession', ...lines, 'spark.readStream.format("rate").load()', ''].join('\n')
const RULE = 'conf-refused-at-runtime'
const found = (text: string, spark?: string, path = 'job.py'): string[] =>
  shown(text, lint({ file: path, text, ...(spark ? { spark } : {}) }).findings).filter((f) => f.includes(RULE) || f.includes('conf-value-invalid'))

describe('refused by a session that runs', () => {
  const NAMED = '«spark.executor.memory»'
  const SET = '.conf.set("spark.executor.memory", "4g")'
  test.each([
    [`spark${SET}`],
    [`session = SparkSession.builder.getOrCreate()\nsession${SET}`],
    [`SparkSession.builder.appName("a").getOrCreate()${SET}`],
    [`s = SparkSession(SparkContext())\ns${SET}`],
    [`s = SparkSession.getActiveSession()\ns${SET}`],
    [`s = spark.newSession()\ns${SET}`],
    ['conf = spark.conf\nconf.set("spark.executor.memory", "4g")'],
    ['spark.conf.set(key="spark.executor.memory", value=memory)'],
    [`def tune(session: SparkSession):\n    session${SET}`],
    [`def tune(spark):\n    spark${SET}`],
    [`class Job:\n    def __init__(self):\n        self.s = SparkSession.builder.getOrCreate()\n    def run(self):\n        self.s${SET}`],
    ['spark.sql("SET spark.executor.memory = 4g")'],
    ['for k, v in {"spark.executor.memory": "4g"}.items():\n    spark.conf.set(k, v)'],
    [`if big:\n    spark${SET}`],
    [`def main():\n    spark${SET}\ntry:\n    main()\nexcept Exception:\n    raise SystemExit(1)`],
    [`try:\n    pass\nexcept Exception:\n    spark${SET}`],
    [`try:\n    pass\nfinally:\n    spark${SET}`],
  ])('%s', (lines) => expect(found(file(lines))).toEqual([`error ${RULE} ${NAMED}`]))

  test.each([
    ['conf = SparkConf()\nconf.set("spark.executor.memory", "4g")'],
    ['conf = SparkContext().getConf()\nconf.set("spark.executor.memory", "4g")'],
    ['spark._conf.set("spark.executor.memory", "4g")'],
    ['settings.conf.set("spark.executor.memory", "4g")'],
    ['conf = SparkConf() if cluster else spark.conf\nconf.set("spark.executor.memory", "4g")'],
    ['s = SparkSession.builder.config("spark.executor.memory", "4g").getOrCreate()'],
    [`try:\n    spark${SET}\nexcept Exception:\n    pass`],
    [`with pytest.raises(Exception):\n    spark${SET}`],
    [`if spark.conf.isModifiable("spark.executor.memory"):\n    spark${SET}`],
    [`dbutils.widgets.get("a")\nspark${SET}`],
    [`# Databricks notebook source\nspark${SET}`],
    [`spark.conf.set("spark.sql.legacy.setCommandRejectsSparkCoreConfs", flag)\nspark${SET}`],
    ['spark.conf.get("spark.executor.memory")\nspark.conf.unset("spark.executor.memory")'],
    ['spark.conf.set("spark.executor.memory.of.mine", "4g")'],
    ['spark.conf.set(name, "4g")'],
    ['spark.conf.set("spark.yarn.executor.memoryOverhead", "1g")'],
    ['spark.conf.set("spark.streaming.blockInterval", "1s")'],
    ['spark.conf.set("spark.default.parallelism", "eight")'],
  ])('not: %s', (lines) => expect(found(file(lines))).toEqual([]))

  test('whatever the switch says of the core, what is static stays refused', () => {
    const text = file('spark.conf.set("spark.sql.legacy.setCommandRejectsSparkCoreConfs", "false")', 'spark.conf.set("spark.sql.warehouse.dir", "/x")')
    expect(found(text)).toEqual([`error ${RULE} «spark.sql.warehouse.dir»`])
  })

  test('only what the release has heard of', () => {
    const text = file('spark.conf.set("spark.eventLog.excludedPatterns", "a")')
    expect(found(text, '4.0')).toEqual([])
    expect(found(text, '4.3')).toEqual([`error ${RULE} «spark.eventLog.excludedPatterns»`])
  })

  test('and nothing more of its value', () => {
    expect(found(file('spark.conf.set("spark.speculation", "yes")'))).toEqual([`error ${RULE} «spark.speculation»`])
    expect(found(file('spark.conf.set("spark.sql.adaptive.enabled", "yes")'))).toEqual(['error conf-value-invalid «yes»'])
  })

  test.each([[`spark${SET}`], ['spark.sql("SET spark.executor.memory = 4g")']])('the fix takes it out: %s', (line) => {
    const text = file(line)
    const edits = lint({ file: 'job.py', text })
      .findings.find((f) => f.rule === RULE)
      ?.fixes[0]?.edits()
    expect(edits && !isRefusal(edits) && applyEdits(text, edits)).toBe(file())
  })
})
