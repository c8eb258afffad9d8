import { describe, expect, test } from 'vitest'
import { pyspark } from '../../core/dialects/pyspark/index.ts'

const recognise = (text: string, path = 'job.py', languageId?: string): string | undefined =>
  pyspark.recognise({ path, text, ...(languageId === undefined ? {} : { languageId }) })?.because

describe('which Python files are jobs', () => {
  test.each<[string, string, string | undefined]>([
    ['a reader', 'df = spark.readStream.load()', 'it uses readStream'],
    ['a writer', 'df.writeStream.start()', 'it uses writeStream'],
    ['behind a comment of its own', '# writeStream comes later\ndf.writeStream.start()', 'it uses writeStream'],
    ['only in a comment', 'x = 1\n    # df = spark.readStream.load()\n#writeStream', undefined],
    ['a batch', 'spark.read.parquet("x").write.parquet("y")', undefined],
    ['part of a word', 'my_readStreams = 1\nwriteStreamer()', undefined],
    ['DStreams', 'ssc = StreamingContext(sc, 1)', 'it uses StreamingContext'],
    ['nothing', '', undefined],
  ])('%s', (_, text, because) => expect(recognise(text)).toBe(because))

  test('by extension or language', () => {
    const text = 'df.writeStream.start()'
    expect(recognise(text, 'job.PY')).toBeDefined()
    expect(recognise(text, 'job.pyi')).toBeDefined()
    expect(recognise(text, 'Untitled-1', 'python')).toBeDefined()
    expect(recognise(text, 'job.scala')).toBeUndefined()
    expect(recognise(text, 'notes.md')).toBeUndefined()
  })

  test('a long file is looked at in its first part only', () => {
    expect(recognise(`${'x = 1\n'.repeat(200_000)}df.writeStream.start()`)).toBeUndefined()
  })
})
