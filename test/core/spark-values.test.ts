import { describe, expect, it } from 'vitest'
import { parseByteSize, parseInterval, parseSparkBoolean, parseTimeString, type ByteUnit, type TimeUnit } from '../../core/catalogue/spark-values.ts'
import { beyond, table, type Row } from '../oracle/spark/texts.ts'

const msOf = (parsed: { readonly ms: number } | { readonly bad: string }): number | 'no' => ('ms' in parsed ? parsed.ms : 'no')

function answers(text: string): Row {
  return {
    text,
    trigger: msOf(parseInterval(text, 'trigger')),
    watermark: msOf(parseInterval(text, 'watermark')),
    window: msOf(parseInterval(text, 'window')),
    time: msOf(parseTimeString(text, 'ms')),
  }
}

describe('the table of grammars', () => {
  it.each(table)('$text', (row) => {
    expect(answers(row.text)).toEqual(row)
  })
})

describe('beyond the table', () => {
  it.each(beyond)('$text', (row) => {
    expect(answers(row.text)).toEqual(row)
  })
})

describe('why an interval is refused', () => {
  it.each([
    ['10s', 'no blank between number and unit'],
    ['10seconds', 'no blank between number and unit'],
    ['10', 'unit missing'],
    ['', 'empty'],
    ['interval', 'empty'],
    ['10 sec', 'unknown unit "sec"'],
    ['10 constructor', 'unknown unit "constructor"'],
    ['1.5 minutes', 'only seconds may have a fraction'],
    ['ten seconds', 'not a number: "ten"'],
    ['1 hour, 2 minutes', 'unknown unit "hour,"'],
    ['-5 seconds', 'negative'],
    ['1 month', 'months and years have no fixed length'],
    ['9999999999 days', 'too large'],
    ["INTERVAL '10' SECOND", 'not a number: "\'10\'"'],
  ])('%j', (text, bad) => {
    expect(parseInterval(text, 'trigger')).toEqual({ bad })
  })

  it('asks windows to be longer than nothing', () => {
    expect(parseInterval('0 seconds', 'window')).toEqual({ bad: 'not positive' })
  })
})

describe('time strings', () => {
  it.each<[string, TimeUnit, number]>([
    ['120', 's', 120_000],
    ['120s', 's', 120_000],
    ['1500ms', 's', 1000],
    ['500ms', 's', 0],
    ['-1500ms', 's', -1000],
    ['2', 'min', 120_000],
    ['90s', 'min', 60_000],
    ['1', 'h', 3_600_000],
    ['36h', 'd', 86_400_000],
    ['1s', 'ns', 1000],
    ['10', 'ns', 0.00001],
    ['10', 'us', 0.01],
    ['10us', 'ms', 0],
    ['\t7d\n', 'ms', 604_800_000],
  ])('%j under a key in %s is %d ms', (text, unit, ms) => {
    expect(parseTimeString(text, unit)).toEqual({ ms })
  })

  it.each([
    ['10 s', 'blank between number and unit'],
    ['1.5h', 'not a whole number'],
    ['1w', 'unknown unit "w"'],
    ['1constructor', 'unknown unit "constructor"'],
    ['', 'empty'],
    ['9223372036854775808', 'too large'],
    ['10\u00a0s', 'blank between number and unit'],
  ])('%j is refused: %s', (text, bad) => {
    expect(parseTimeString(text, 's')).toEqual({ bad })
  })
})

describe('byte sizes', () => {
  it.each<[string, ByteUnit, number]>([
    ['10', 'bytes', 10],
    ['10', 'KiB', 10_240],
    ['1', 'MiB', 1_048_576],
    ['0', 'bytes', 0],
    ['1b', 'bytes', 1],
    ['10k', 'bytes', 10_240],
    ['10kb', 'bytes', 10_240],
    ['128m', 'bytes', 134_217_728],
    ['1g', 'bytes', 2 ** 30],
    ['1gb', 'bytes', 2 ** 30],
    ['1GB', 'bytes', 2 ** 30],
    ['2t', 'bytes', 2 ** 41],
    ['1p', 'bytes', 2 ** 50],
    [' 1g ', 'bytes', 2 ** 30],
    ['1023b', 'KiB', 0],
    ['2047k', 'MiB', 1_048_576],
    ['8388608p', 'GiB', 2 ** 73],
  ])('%j under a key in %s is %d bytes', (text, unit, bytes) => {
    expect(parseByteSize(text, unit)).toEqual({ bytes })
  })

  it.each(['1gib', '1GiB', '1Gi'])('%j is read from Spark 4.2 on', (text) => {
    expect(parseByteSize(text, 'bytes')).toEqual({ bytes: 2 ** 30, since: '4.2' })
  })

  it.each([
    ['1.5g', 'not a whole number'],
    ['1 g', 'not a number with a unit'],
    ['-1', 'not a number with a unit'],
    ['-1m', 'not a number with a unit'],
    ['', 'empty'],
    ['1e', 'unknown unit "e"'],
    ['1ib', 'unknown unit "ib"'],
    ['1bytes', 'unknown unit "bytes"'],
    ['8192p', 'too large'],
    ['9223372036854775808', 'too large'],
  ])('%j is refused: %s', (text, bad) => {
    expect(parseByteSize(text, 'bytes')).toEqual({ bad })
  })
})

describe('booleans', () => {
  it.each([
    ['true', true],
    ['TRUE', true],
    [' False ', false],
  ])('%j', (text, value) => {
    expect(parseSparkBoolean(text)).toEqual({ value })
  })

  it.each(['yes', 'on', '1', '0', '', 't', '"true"', '\u00a0true'])('%j is neither', (text) => {
    expect(parseSparkBoolean(text)).toEqual({ bad: 'neither true nor false' })
  })
})
