import { describe, expect, it } from 'vitest'
import { emptyConfig, type FileConfig } from '../../core/engine/file-config.ts'
import { Linter, Store } from '../../core/engine/lint.ts'
import { defineRule } from '../../core/engine/define-rule.ts'
import { languages } from '../../core/dialects/index.ts'
import { recognise } from '../../core/dialects/recognise.ts'
import { targetOf } from '../../core/engine/directives.ts'
import { applyEdits } from '../../core/text/span.ts'
import { configOf, linter, lint, shown } from '../support/linter.ts'

const topic = (name: string, rf: number): string =>
  `apiVersion: kafka.strimzi.io/v1beta2\nkind: KafkaTopic\nmetadata:\n  name: ${name}\nspec:\n  partitions: 12\n  replicas: ${rf}\n  config:\n    min.insync.replicas: 2 # two of them\n    retention.ms: 604800000\n`
const path = 'topics.yaml'
const config36 = configOf({ kafka: '3.6' })
const ranged = (text: string): FileConfig => ({ ...emptyConfig, target: targetOf(['kafkaClient', 'kafkaBroker'], text, 'the test'), key: text })

describe('parts', () => {
  it('equal documents are judged once and found twice; a line above moves them unread; a changed one is read alone', () => {
    const text = [topic('orders', 1), topic('orders', 1), topic('refunds', 3)].join('---\n')
    const store = new Store()
    const first = linter.lint({ path, text }, config36, store).findings
    expect(first.map((f) => [f.rule, text.slice(f.start, f.end)])).toEqual([
      ['min-isr-exceeds-rf', '2'],
      ['min-isr-exceeds-rf', '2'],
    ])
    expect(store.read).toBe(3)
    const above = linter.lint({ path, text: `# hello\n---\n${text}` }, config36, store).findings
    expect(above.map((f) => f.start - 12)).toEqual(first.map((f) => f.start))
    expect(store.read).toBe(4)
    const below = linter.lint({ path, text: `# hello\n---\n${text}---\n${topic('orders', 1)}` }, config36, store).findings
    expect(store.read).toBe(4)
    expect(below).toHaveLength(3)
    linter.lint({ path, text: `# hello\n---\n${text.replace('604800000\n---', '604800001\n---')}` }, config36, store)
    expect(store.read).toBe(5)
  })

  it('a fix of a moved part edits the moved place', () => {
    const text = [topic('a', 3), topic('b', 1)].join('---\n')
    const [finding] = linter.lint({ path, text }, config36).findings
    const edits = finding?.fixes[0]?.edits()
    expect(edits && !('refused' in edits) && applyEdits(text, edits)).toBe([topic('a', 3), topic('b', 3)].join('---\n'))
  })

  it('new conditions judge again without reading again', () => {
    const store = new Store()
    const text = topic('orders', 3)
    linter.lint({ path, text }, config36, store)
    linter.lint({ path, text }, configOf({ kafka: '3.9' }), store)
    expect([store.read, store.judged]).toEqual([1, 2])
  })
})

describe('facts', () => {
  const docs = [topic('a', 3), topic('b', 3)].join('---\n')
  const rules = (text: string): string[] => linter.lint({ path, text }, emptyConfig).findings.map((f) => `${f.severity} ${f.rule}`)
  it('at the head hold for the whole file', () =>
    expect(rules(`# weir: worst-lag=5d\n---\n${docs}`)).toEqual(['warning retention-below-worst-lag', 'warning retention-below-worst-lag']))
  it('above a document hold for that one', () => expect(rules(docs.replace('---\n', '---\n# weir: worst-lag=8d\n'))).toEqual(['error retention-below-worst-lag']))
  it('the nearest wins', () => expect(rules(`# weir: worst-lag=8d\n---\n${docs.replace('---\n', '---\n# weir: worst-lag=1d\n')}`)).toEqual(['error retention-below-worst-lag']))
  it('what cannot be read is said at its place', () => {
    const text = '# weir: worst-lag=12parsecs colour=red\nacks=all\nlinger.ms=5\n'
    const found = linter.lint({ path: 'producer.properties', text }, emptyConfig).findings
    expect(shown(text, found)).toEqual(['warning fact-unreadable «worst-lag=12parsecs»', 'warning fact-unreadable «colour=red»'])
  })
})

describe('a range of releases', () => {
  const on = (text: string, range: string): string[] =>
    linter.lint({ path: 'producer.properties', text }, ranged(range)).findings.map((f) => `${f.severity} ${f.rule} ${f.message.split(':')[0] ?? ''}`)
  it('says from where on, one level down, also where a verdict flips twice', () => {
    const found = on('bootstrap.servers=b:9092\nmax.in.flight.requests.per.connection=10\n', '2.8..4.1')
    expect(found).toContain('warning idempotence-inflight-4x From 4.0')
    expect(found).toContain('info idempotence-silently-disabled From 3.0.1 until before 3.1 and from 3.1.1 until before 4.0')
  })
  it('says nothing of releases where it holds in all of them', () => expect(on('bootstrap.servers=b:9092\nacks=0\n', '3.3..4.1')).toEqual(['warning acks-zero acks=0']))
})

describe('severity', () => {
  const producer = (line: string): string => `bootstrap.servers=b:9092\n${line}\n`
  const severities = (text: string, at: Partial<Parameters<typeof lint>[0]> = {}, over: Partial<FileConfig> = {}): string[] =>
    linter.lint({ path: at.file ?? 'producer.properties', text }, { ...configOf(at), ...over, key: JSON.stringify([at, over]) }).findings.map((f) => `${f.severity} ${f.rule}`)

  it('an error that hangs on an assumed release is a warning and says so', () => {
    const [found] = linter.lint({ path: 'producer.properties', text: producer('max.in.flight.requests.per.connection=12') }, emptyConfig).findings
    expect([found?.severity, found?.rule]).toEqual(['warning', 'idempotence-inflight-4x'])
    expect(found?.message).toMatch(/judged for Kafka 4\.\d, since no version is stated/)
  })
  it('an error that holds in every release stays one', () => expect(severities(producer('enable.idempotence=true\nretries=0'))).toEqual(['error idempotence-conflict']))
  it('a stated release makes the error one', () =>
    expect(severities(producer('max.in.flight.requests.per.connection=12'), { kafka: '4.1' })).toEqual(['error idempotence-inflight-4x']))
  it('a path that speaks of development lowers advice, not a refusal', () => {
    expect(severities(producer('acks=1'), { file: 'deploy/dev/producer.properties', kafka: '3.9' })).toEqual(['info acks-one'])
    expect(severities(producer('enable.idempotence=true\nretries=0'), { file: 'dev/producer.properties' })).toEqual(['error idempotence-conflict'])
  })
  it('what the user says about the environment is stronger than the path', () =>
    expect(severities(producer('acks=1'), { file: 'dev/producer.properties', kafka: '3.9' }, { environment: 'production' })).toEqual(['warning acks-one']))
  it('what the user sets for a rule is final', () =>
    expect(
      severities(producer('# on purpose\nacks=1'), { file: 'dev/p-producer.properties', kafka: '3.9' }, { rules: { severity: { 'acks-one': 'error' }, options: {} } }),
    ).toEqual(['error acks-one']))
  it.each([
    ['a reason above', '# acks=1 on purpose: samples come again\nacks=1', 'info acks-one'],
    ['a reason with ! ', '! because a loss does no harm\nacks=1', 'info acks-one'],
    ['a setting that is commented out is no reason', '#acks=all\nacks=1', 'warning acks-one'],
    ['any other comment is none', '# settings of the team\nacks=1', 'warning acks-one'],
  ])('%s', (_, lines, expected) => expect(severities(producer(lines), { kafka: '3.9' })).toEqual([expected]))
  it('a placeholder with a default is judged by it, and capped', () => {
    expect(severities(producer('enable.idempotence=true\nretries=${RETRIES:0}'))).toEqual(['warning idempotence-conflict'])
    expect(severities(producer('acks=${ACKS}\nretries=${RETRIES}'))).toEqual([])
    expect(severities(producer('acks=${env:ACKS}'))).toEqual([])
  })
})

describe('suppression', () => {
  const rules = (text: string): string[] =>
    linter.lint({ path: 'producer.properties', text: `bootstrap.servers=b:9092\n${text}` }, configOf({ kafka: '3.9' })).findings.map((f) => f.rule)
  it('of the next line reaches the next entry, over blanks and comments, with its continuation', () => {
    expect(rules('# weir-disable-next-line acks-one -- why\n\n# note\nacks=1\n')).toEqual([])
    expect(rules('# weir-disable-next-line idempotence-silently-disabled\nmax.in.flight.requests.per.connection=\\\n   12\n')).toEqual([])
    expect(rules('# weir-disable-next-line acks-one\nlinger.ms=1\nacks=1\n')).toEqual(['suppression-unused', 'acks-one'])
  })
  it('of the next line reaches a whole statement of Python, however many lines it has', () => {
    const job = (above: string): string =>
      `from pyspark.sql import SparkSession\nspark = SparkSession.builder.getOrCreate()\n${above}\n(spark.readStream.format("rate").load()\n  .groupBy("value")\n  .count()\n  .writeStream.format("console")\n  .option("checkpointLocation", "s3a://b/c").outputMode("append")\n  .start())\n`
    const said = (above: string): string[] => lint({ file: 'job.py', text: job(above), spark: '3.5' }).findings.map((f) => `${f.severity} ${f.rule}`)
    expect(said('# the job')).toEqual(['error aggregation-without-watermark'])
    expect(said('# weir-disable-next-line aggregation-without-watermark -- why')).toEqual([])
  })
  it('from here on, to the end or to weir-enable', () => {
    expect(rules('# weir-disable\nacks=1\nfetch.min.byte=1\n')).toEqual([])
    expect(rules('# weir-disable acks-zero\n# weir-enable\nacks=0\n')).toEqual(['suppression-unused', 'acks-zero'])
  })
  it('of the file, all or by name', () => {
    expect(rules('acks=0\n# weir-disable-file\n')).toEqual([])
    expect(rules('# weir-disable-file acks-one\nacks=0\n')).toEqual(['suppression-unused', 'acks-zero'])
  })
  it('of a rule that does not exist suggests one', () => {
    const text = 'bootstrap.servers=b:9092\n# weir-disable-next-line acks-onne\nacks=1\n'
    const found = linter.lint({ path: 'producer.properties', text }, configOf({ kafka: '3.9' })).findings
    expect(found.map((f) => f.rule)).toEqual(['unknown-rule', 'acks-one'])
    expect(found[0]?.message).toContain('did you mean acks-one?')
  })
})

describe('a rule that fails', () => {
  const failing = defineRule({
    id: 'fails-here',
    summary: 's',
    scenario: 1,
    component: 'producer',
    severity: 'warning',
    since: '0.1.0',
    needs: { acks: 'acks' },
    messages: {},
    fix: 'none',
    lint() {
      throw new Error('boom')
    },
    page: { why: '', whatToDo: '', staysSilent: '' },
    examples: { bad: [], good: [] },
    sources: [],
  })
  it('is reported by its name, with the stack in the log, and the others go on', () => {
    const log: string[] = []
    const acksOne = linter.index.byId.get('acks-one')
    const broken = new Linter({ rules: [failing, ...(acksOne ? [acksOne] : [])], languages: languages(), log: (m) => log.push(m) })
    const found = broken.lint({ path: 'producer.properties', text: 'bootstrap.servers=b:9092\nacks=1\n' }, configOf({ kafka: '3.9' })).findings
    expect(found.map((f) => f.rule)).toEqual(['internal-error', 'acks-one'])
    expect(found[0]?.message).toContain('fails-here')
    expect(log.join()).toContain('boom')
  })
})

describe('files that are none of ours', () => {
  it('are told in the same way with and without the readers', () => {
    const files = ['a.properties', 'consumer.properties', 'spark-defaults.conf', 'x.yaml', 'x.py', 'x.txt']
    const texts = ['bootstrap.servers=b:9092\ngroup.id=g\n', 'cleanup.policy=compact\n', 'spark.master yarn\n', topic('a', 1), 'spark.readStream\n', 'application.id=x\n', '']
    for (const path of files) for (const text of texts) expect(recognise({ path, text }), `${path} ${text}`).toEqual(linter.recognise({ path, text })?.recognition)
  })

  it.each([
    ['server.properties', '#Minecraft\ngamemode=survival\nserver-port=25565\nmax-players=20\n'],
    ['log4j.properties', 'log4j.logger.org.apache.kafka=WARN\nlog4j.rootLogger=INFO, out\n'],
    ['gradle.properties', 'kafkaVersion=3.9.1\norg.gradle.parallel=true\n'],
    ['kafka-rest.properties', 'id=k\nschema.registry.url=http://r:8081\nzookeeper.connect=z:2181\nbootstrap.servers=PLAINTEXT://b:9092\nlisteners=http://0.0.0.0:8082\n'],
    ['node.properties', 'node.environment=production\nnode.id=1\nnode.data-dir=/var/trino/data\n'],
    ['server.properties', 'listeners=http://0.0.0.0:8082\nlog.dir=/var/log/proxy\n'],
    ['application.properties', 'log.message.pattern=%d %m\nlog.roll.size=10MB\nlog.flush.interval=5\n'],
    ['deployment.yaml', 'apiVersion: apps/v1\nkind: Deployment\nspec: {replicas: 1}\n'],
    ['tool.py', 'print("readStream is only a word here")\n'],
    ['binary.properties', 'acks=1\0\nbootstrap.servers=b\n'],
    ['notes.txt', 'acks=1\nbootstrap.servers=b:9092\n'],
  ])('%s', (file, text) => {
    const report = linter.lint({ path: file, text }, emptyConfig)
    expect([report.dialect, report.findings]).toEqual([null, []])
  })
})
