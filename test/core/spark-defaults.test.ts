import { describe, expect, it } from 'vitest'
import { isRefusal, type Change } from '../../core/components/change.ts'
import type { Component } from '../../core/components/component.ts'
import { recognise } from '../../core/dialects/recognise.ts'
import { sparkDefaults } from '../../core/dialects/spark-defaults/index.ts'
import { readProperties } from '../../core/readers/properties.ts'
import { Secret } from '../../core/text/secret.ts'
import { SourceText } from '../../core/text/source-text.ts'
import { applyEdits } from '../../core/text/span.ts'
import { lint, shown } from '../support/linter.ts'

const dialectOf = (path: string, text: string, languageId?: string): string | null | undefined => recognise({ path, text, ...(languageId ? { languageId } : {}) })?.dialect
const read = (text: string): Component => {
  const [component] = sparkDefaults.read(readProperties(new SourceText(text)), 'spark-defaults session')
  if (!component) throw new Error('nothing was read')
  return component
}
const values = (text: string): Record<string, string[]> => Object.fromEntries([...(read(text).layers[0]?.values ?? [])].map(([key, held]) => [key, held.map((v) => v.text.text)]))

describe('recognise', () => {
  it.each([
    ['conf/spark-defaults.conf', 'spark.master yarn\n'],
    ['deploy/nightly.properties', 'spark.master=yarn\nspark.executor.memory=8g\n'],
    ['cluster.cfg', '# head\n! more\nspark.master: yarn\n'],
    ['job.conf', 'spark.master yarn\nlog.level=INFO\n'],
    ['packages.conf', 'spark.jars.packages a:b:1,\\\n  c:d:2,\\\n  e:f:3\n'],
  ])('%s is ours', (path, text) => {
    expect(dialectOf(path, text)).toBe('spark-defaults')
  })

  it('an editor may say that a file without an ending is one', () => {
    expect(dialectOf('spark-defaults.conf.template', 'spark.master yarn\n', 'properties')).toBe('spark-defaults')
    expect(dialectOf('notes.txt', 'spark.master yarn\n')).toBeUndefined()
  })

  it.each([
    ['no key of Spark', 'application.conf', 'http.port=80\nhttp.host=web\n'],
    ['too few of them', 'application.properties', 'spark.master=yarn\nhttp.port=80\nhttp.host=web\n'],
    ['only in a comment', 'spark-defaults.conf', '# spark.master yarn\n'],
    ['case counts', 'spark-defaults.conf', 'Spark.master yarn\nspark-x.y 1\n'],
    ['sections', 'jobs.conf', '[prod]\nspark.master=yarn\n'],
    ['HOCON', 'application.conf', 'spark {\n  master = "yarn"\n}\nspark.app.name = x\n'],
    ['HOCON with an include', 'application.conf', 'include "base.conf"\nspark.master = yarn\n'],
    ['JAAS', 'jaas.conf', 'KafkaClient {\n  spark.x required;\n};\n'],
    ['a shell script', 'spark-env.conf', 'export SPARK_HOME=/opt\nspark.master yarn\n'],
  ])('not ours: %s', (_, path, text) => {
    expect(dialectOf(path, text)).toBeUndefined()
  })

  it('reads nothing in a file that was recognised as something else', () => {
    expect(sparkDefaults.read(readProperties(new SourceText('spark.master yarn\n')), 'topic-properties x')).toEqual([])
    expect(sparkDefaults.read(readProperties(new SourceText('spark.master yarn\n')), undefined)).toEqual([])
  })
})

describe('read', () => {
  it('takes each separator, trims values and keeps quotes and what looks like a comment', () => {
    expect(values('spark.a   1  \nspark.b=2\nspark.c: 3\t\nspark.d\t"true"\nspark.e 4 # four\nspark.f\n')).toEqual({
      'spark.a': ['1'],
      'spark.b': ['2'],
      'spark.c': ['3'],
      'spark.d': ['"true"'],
      'spark.e': ['4 # four'],
      'spark.f': [''],
    })
  })

  it('leaves out what Spark drops', () => {
    expect(Object.keys(values('spark.a 1\nkafka.bootstrap.servers b:9092\nSpark.b 2\nexportspark.c 3\n'))).toEqual(['spark.a'])
  })

  it('the last of two equal keys holds, also through an escape', () => {
    expect(values('spark.a 1\nspark\\u002ea=2\n')).toEqual({ 'spark.a': ['2', '1'] })
  })

  it('decodes escapes, as Java does', () => {
    expect(values('spark.a C:\\temp\n')).toEqual({ 'spark.a': ['C:\temp'] })
  })

  it('knows no value behind a placeholder, with a default or without', () => {
    const layer = read('spark.a ${X:1000}\nspark.b ${env:Y}\n').layers[0]
    expect([...(layer?.values.values() ?? [])].map(([v]) => v?.placeholder)).toEqual([{}, {}])
  })

  it('locks secrets away', () => {
    expect(read('spark.hadoop.fs.s3a.secret.key c4n4ry\n').layers[0]?.values.get('spark.hadoop.fs.s3a.secret.key')?.[0]?.text).toBeInstanceOf(Secret)
  })

  it('is one session, named by the application, which may be anybody’s', () => {
    expect(read('# head\nspark.app.name nightly\n')).toMatchObject({ kind: 'spark-session', name: 'nightly', uncertain: true, at: { start: 7, end: 21 } })
    expect(read('spark.app.name ${NAME}\n').name).toBeUndefined()
    expect(read('spark.master yarn\n').name).toBeUndefined()
  })
})

describe('write', () => {
  const CHECKPOINT = 'spark.sql.streaming.checkpointLocation'
  const written = (text: string, change: Change): string => {
    const edits = read(text).write(change)
    if (isRefusal(edits)) throw new Error(edits.refused)
    return applyEdits(text, edits)
  }

  it('adds a line in the column of its neighbours', () => {
    expect(written('spark.master          yarn\nspark.executor.cores  4', { do: 'set', key: CHECKPOINT, value: 's3a://b/c' })).toBe(
      `spark.master          yarn\nspark.executor.cores  4\n${CHECKPOINT} s3a://b/c`,
    )
    expect(written('spark.sql.streaming.minBatchesToRetain   100\r\n', { do: 'set', key: 'spark.sql.streaming.metricsEnabled', value: true })).toBe(
      'spark.sql.streaming.minBatchesToRetain   100\r\nspark.sql.streaming.metricsEnabled       true\r\n',
    )
  })

  it('changes and removes a line', () => {
    expect(written('spark.a=1\nspark.b 2\n', { do: 'set', key: 'spark.b', value: 3 })).toBe('spark.a=1\nspark.b 3\n')
    expect(written('spark.a=1\nspark.b 2\n', { do: 'remove', key: 'spark.a' })).toBe('spark.b 2\n')
  })
})

describe('lint', () => {
  const found = (text: string): string[] => shown(text, lint({ file: 'conf/spark-defaults.conf', text }).findings)

  it('a key written twice', () => {
    expect(found('spark.master yarn\nspark.sql.shuffle.partitions 200\nspark.sql.shuffle.partitions=48\n')).toEqual(['warning duplicate-key «spark.sql.shuffle.partitions»'])
  })

  it('what Spark drops, unregistered families and near misses elsewhere are left alone', () => {
    expect(found('spark.master yarn\nspark.hadoop.fs.s3a.endpont x\nspark.executor.memoryy 8g\nspark.sql.catalog.mine.tpye hive\nmaxOffsetsPerTrigger 5\n')).toEqual([])
  })

  it('a near miss under a prefix whose registry is complete', () => {
    expect(found('spark.master yarn\nspark.sql.streaming.checkpointLocaton s3a://b/c\n')).toEqual(['warning unknown-key «spark.sql.streaming.checkpointLocaton»'])
  })
})
