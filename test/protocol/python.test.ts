import { afterEach, describe, expect, it } from 'vitest'
import { defineRule, query, type Rule } from '../../core/engine/define-rule.ts'
import { python } from '../support/linter.ts'
import { Talk } from '../support/protocol.ts'

let talk: Talk
afterEach(() => talk.end())
const uri = 'file:///srv/app/job.py'

/** Speaks of every aggregation. */
const aggregate: Rule = defineRule({
  id: 'test-aggregate',
  summary: 'There is an aggregation',
  scenario: 6,
  component: 'spark-query',
  severity: 'warning',
  since: '0.1.0',
  needs: { query: query() },
  fix: 'none',
  messages: { found: () => 'an aggregation stands here' },
  lint({ query: { operators } }, report) {
    for (const operator of operators) if (operator.name === 'aggregate') report('found', { data: undefined, at: [operator] })
  },
  page: { why: 'It keeps state.', whatToDo: 'Nothing.', staysSilent: 'Elsewhere.' },
  examples: { bad: [], good: [] },
  sources: [],
})

const head = `#!/usr/bin/env python3
from pyspark.sql import SparkSession
spark = SparkSession.builder.getOrCreate()
events = spark.readStream.format("kafka").option("subscribe", "a").load()
`
const tail = 'counts.writeStream.format("console").start()\n'
const start = (): Promise<Talk> => Talk.start({ rules: [aggregate], python: () => Promise.resolve(python) })

describe('a job in Python', () => {
  it('is judged and explained', async () => {
    talk = await start()
    await talk.open(uri, 'python', `${head}counts = events.groupBy("key").count()\n${tail}`)
    expect(await talk.found(uri)).toEqual(['test-aggregate «groupBy»'])
    expect(await talk.hoverText(uri, 'groupBy')).toContain('**There is an aggregation**\n\n**What to do:** Nothing.\n\nIt keeps state.')
  })
})

describe('silence in Python', () => {
  it.each([
    ['in a line', 'counts = events.groupBy("key").count()\n', 'counts = events.groupBy("key").count()  # weir-disable-line test-aggregate\n'],
    [
      'in a chain in brackets',
      'counts = (events\n    .groupBy("key")\n    .count())\n',
      'counts = (events\n    .groupBy("key")  # weir-disable-line test-aggregate\n    .count())\n',
    ],
    [
      'above a line that has a comment',
      'counts = (events\n    .groupBy("key")  # noqa\n    .count())\n',
      'counts = (events\n    # weir-disable-next-line test-aggregate\n    .groupBy("key")  # noqa\n    .count())\n',
    ],
    [
      'above the first line of a chain of backslashes',
      'counts = events.groupBy("key") \\\n    .count()\n',
      '# weir-disable-next-line test-aggregate\ncounts = events.groupBy("key") \\\n    .count()\n',
    ],
  ])('%s', async (_, body, silenced) => {
    talk = await start()
    await talk.open(uri, 'python', `${head}${body}${tail}`)
    expect(await talk.found(uri)).toEqual(['test-aggregate «groupBy»'])
    await talk.apply((await talk.actions(uri, 'groupBy')).find((a) => a.title === 'Ignore test-aggregate here')?.edit)
    expect(talk.text(uri)).toBe(`${head}${silenced}${tail}`)
    expect(await talk.found(uri)).toEqual([])
  })

  it('is refused between backslashes, with the reason', async () => {
    talk = await start()
    await talk.open(uri, 'python', `${head}counts = events \\\n    .groupBy("key") \\\n    .count()\n${tail}`)
    const actions = await talk.actions(uri, 'groupBy')
    expect(actions.find((a) => a.title === 'Ignore test-aggregate here')?.disabled?.reason).toContain('backslash')
  })

  it('for a whole file stands below the line that starts Python', async () => {
    talk = await start()
    await talk.open(uri, 'python', `${head}counts = events.groupBy("key").count()\n${tail}`)
    await talk.apply((await talk.actions(uri, 'groupBy')).find((a) => a.title === 'Ignore test-aggregate in this file')?.edit)
    expect(talk.text(uri)).toMatch(/^#!\/usr\/bin\/env python3\n# weir-disable-file test-aggregate\nfrom /)
    expect(await talk.found(uri)).toEqual([])
  })
})
