import { describe, expect, test } from 'vitest'
import { lint, shown } from '../support/linter.ts'
import { job } from './pyspark-support.ts'

/* Checkpoints: paths that are put together, and those of DStreams. */

const found = (text: string): string[] => shown(text, lint({ file: 'job.py', text }).findings).filter((f) => f.includes('checkpoint'))

describe('paths that are put together of literals', () => {
  const said = (path: string, ...lines: string[]): string[] =>
    found(job('import os.path', 'import pathlib', 'from pathlib import Path', ...lines, `raw.writeStream.format("kafka").option("checkpointLocation", ${path}).start()`))

  test.each([
    'os.path.join("/tmp", "a")',
    'os.path.join("/data", "/tmp/a")',
    'Path("/tmp") / "a"',
    'str(Path("/tmp", "a"))',
    'str(pathlib.PurePosixPath("/tmp//a/") / "b")',
    'Path("/tmp").joinpath("a", "b").as_posix()',
    'Path("checkpoints")',
    '"FILE:///data/a"',
    '"File:/tmp/a"',
    '"DBFS:/tmp/a"',
  ])('%s does not last', (path) => expect(said(path)).toEqual([`warning checkpoint-not-durable «${path.startsWith('"') ? path.slice(1, -1) : path}»`]))

  test('a root under a name', () => expect(said('f"{ROOT}/a"', 'ROOT = Path("/tmp") / "x"')).toEqual(['warning checkpoint-not-durable «f"{ROOT}/a"»']))

  // A part that is not in sight may begin at the root, and takes the place of what stands before it.
  test.each([
    'os.path.join("/tmp", name)',
    'Path("/tmp") / name',
    'Path("/data/a")',
    'os.path.join("s3a://lake", "a")',
    'Path.home() / "a"',
    'Path(__file__).parent / "a"',
    'os.path.join("/tmp", "/data/a")',
    'Path("a").joinpath(name)',
    '"S3A://tmp/a"',
  ])('of %s nothing is said', (path) => expect(said(path)).toEqual([]))
})

describe('the checkpoint of DStreams', () => {
  const HEAD = 'from pyspark import SparkConf, SparkContext\nfrom pyspark.streaming import StreamingContext\n'
  const said = (...lines: string[]): string[] => found(`${HEAD}${lines.join('\n')}\n`)
  test.each<[string[], string[]]>([
    [['ssc = StreamingContext(sc, 1)', 'ssc.checkpoint("/tmp/x")'], ['warning checkpoint-not-durable «/tmp/x»']],
    [['ssc = StreamingContext(sc, 1)', 'ssc.checkpoint(directory="x")'], ['warning checkpoint-not-durable «x»']],
    [
      [
        'def create():',
        '    ssc = StreamingContext(SparkContext(appName="a"), 1)',
        '    ssc.checkpoint("file:///x")',
        '    return ssc',
        'StreamingContext.getOrCreate("hdfs://x", create)',
      ],
      ['warning checkpoint-not-durable «file:///x»'],
    ],
    [['ssc = StreamingContext.getOrCreate("hdfs://x", create)', 'ssc.checkpoint("/tmp/x")'], ['warning checkpoint-not-durable «/tmp/x»']],
    [['ssc = StreamingContext(SparkContext("local[2]", "a"), 1)', 'ssc.checkpoint("/tmp/x")'], ['info checkpoint-not-durable «/tmp/x»']],
    [['sc = SparkContext(conf=SparkConf().setMaster("local[*]"))', 'ssc = StreamingContext(sc, 1)', 'ssc.checkpoint("/tmp/x")'], ['info checkpoint-not-durable «/tmp/x»']],
    [['ssc = StreamingContext(sc, 1)', 'ssc.checkpoint("hdfs://nn/x")'], []],
    [['ssc = StreamingContext(sc, 1)', 'ssc.checkpoint(path)'], []],
    [['ssc = StreamingContext(sc, 1)', 'ssc.checkpoint("")'], []],
    [['ssc = StreamingContext(sc, 1)', 'rdd.checkpoint("/tmp/x")', 'ssc.remember("/tmp/y")'], []],
    [['import pytest', 'ssc = StreamingContext(sc, 1)', 'ssc.checkpoint("/tmp/x")'], []],
  ])('%j', (lines, expected) => expect(said(...lines)).toEqual(expected))

  test('beside a query each is judged by itself', () => {
    const text = job('from pyspark.streaming import StreamingContext', 'ssc = StreamingContext(sc, 1)', 'ssc.checkpoint("/tmp/x")', 'raw.writeStream.format("kafka").start()')
    expect(found(text)).toEqual(['warning checkpoint-not-durable «/tmp/x»', 'error checkpoint-missing «kafka»'])
  })
})
