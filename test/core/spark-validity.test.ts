import { describe, expect, it } from 'vitest'
import { recordOf } from '../../core/catalogue/lookup.ts'
import { invalidInSpark } from '../../core/catalogue/spark-validity.ts'
import { version } from '../../core/text/version.ts'

function judged(key: string, text: string, spark = '4.3'): string {
  const record = recordOf('spark-session', `spark.${key}`)
  if (!record) throw new Error(`no key spark.${key}`)
  const found = invalidInSpark(record, text, version(spark))
  return found ? `${found.why}${found.meant === undefined ? '' : ` → ${found.meant}`}` : 'fine'
}

describe('what an entry of Spark refuses', () => {
  it.each([
    ['network.timeout', '300 s', 'no time such as 10s or 500ms (blank between number and unit) → 5m'],
    ['network.timeout', '2 minutes', 'no time such as 10s or 500ms (blank between number and unit) → 2m'],
    ['network.timeout', '90.5 seconds', 'no time such as 10s or 500ms (not a whole number)'],
    ['sql.streaming.pollingDelay', '1.5s', 'no time such as 10s or 500ms (not a whole number) → 1500ms'],
    ['sql.streaming.pollingDelay', '10', 'fine'],
    ['eventLog.rolling.maxFileSize', '1.5g', 'no size such as 512k or 1g (not a whole number) → 1536m'],
    ['eventLog.rolling.maxFileSize', '1m', 'below 2097152 bytes'],
    ['executor.memory', '4 GB', 'no size such as 512k or 1g (not a number with a unit) → 4g'],
    ['executor.memory', '0.5k', 'no size such as 512k or 1g (not a whole number)'],
    ['sql.autoBroadcastJoinThreshold', '-1', 'fine'],
    ['sql.autoBroadcastJoinThreshold', '--1', 'no size such as 512k or 1g (not a number with a unit)'],
    ['sql.shuffle.partitions', '1_000', 'not a whole number → 1000'],
    ['sql.shuffle.partitions', '0', 'below 1'],
    ['sql.shuffle.partitions', '3000000000', 'too large for its type'],
    ['sql.shuffle.partitions', '٣', 'fine'],
    ['memory.storageFraction', '1', 'not below 1'],
    ['memory.storageFraction', '50%', 'not a number'],
    ['speculation', 'yes', 'neither true nor false → true'],
    ['speculation', '"true"', 'neither true nor false → true'],
    ['sql.streaming.multipleWatermarkPolicy', 'MAX', 'fine'],
    ['sql.streaming.multipleWatermarkPolicy', 'maxx', 'not one of max, min → max'],
    ['app.name', '', 'fine'],
  ])('%s=%s: %s', (key, text, expected) => {
    expect(judged(key, text)).toBe(expected)
  })

  it('reads a suffix from the release on that has it', () => {
    expect(judged('executor.memory', '1gib', '4.1')).toBe('no size such as 512k or 1g (its suffix is read from 4.2 on) → 1g')
    expect(judged('executor.memory', '1gib', '4.2')).toBe('fine')
  })

  it('is not asked of a release without the key', () => {
    expect(judged('sql.streaming.stateStore.encodingFormat', 'none', '4.0')).toContain('not one of')
    expect(judged('sql.streaming.stateStore.encodingFormat', 'none', '3.5')).toBe('fine')
  })

  it('is not asked where the converter was another one', () => {
    expect(judged('sql.streaming.minBatchesToRetain', '0', '4.3')).toBe('below 1')
    expect(judged('sql.streaming.minBatchesToRetain', '0', '4.1')).toBe('fine')
  })
})
