import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

/** Input that no author meant, or that a machine wrote. Each file lies beside a sound one, which must be judged as ever. */
const TOPIC = 'apiVersion: kafka.strimzi.io/v1\nkind: KafkaTopic\nmetadata:\n  name: orders\nspec:\n  partitions: 12\n  replicas: 3\n'
const CLIENT = 'bootstrap.servers=a:9092\ngroup.id=b\nauto.offset.reset=latest\n'
const JOB = 'from pyspark.sql import SparkSession\nspark = SparkSession.builder.getOrCreate()\nspark.readStream.format("rate").load().writeStream.format("console").start()\n'
const lines = (n: number, line: (i: number) => string): string => Array.from({ length: n }, (_, i) => line(i)).join('\n')
const aliasBomb = `a0: &a0 [x, x]\n${lines(30, (i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`)}\n`

const ROUGH: Readonly<Record<string, string | Buffer>> = {
  'empty.properties': '',
  'empty.yaml': '',
  'empty.py': '',
  'many-consumer.properties': CLIENT + lines(50_000, (i) => `acme.key.${i}=${i}`),
  'many-topic.yaml': `${TOPIC}  config:\n${lines(50_000, (i) => `    acme.key.${i}: ${i}`)}\n`,
  'many.py': JOB + lines(50_000, (i) => `x${i} = ${i}`),
  'line-consumer.properties': `${CLIENT}acme.key=${'x'.repeat(10_000_000)}\n`,
  'line-topic.yaml': `${TOPIC}  config: { retention.ms: "${'1'.repeat(3_000_000)}" }\n`,
  'line.py': `${JOB}x = "${'x'.repeat(10_000_000)}"\n`,
  'binary-consumer.properties': Buffer.concat([Buffer.from(CLIENT), Buffer.alloc(4096)]),
  'latin-consumer.properties': Buffer.concat([Buffer.from(CLIENT), Buffer.from([0x23, 0xe9, 0xff, 0xfe, 0x0a])]),
  'latin.py': Buffer.concat([Buffer.from(JOB), Buffer.from([0x23, 0xe9, 0xff, 0xfe, 0x0a])]),
  'bomb-topic.yaml': `${TOPIC}---\n${aliasBomb}`,
  'bomb-inside-topic.yaml': `${aliasBomb}${TOPIC}  config:\n    retention.ms: *a30\n`,
  'deep-topic.yaml': `${TOPIC}  config: ${'['.repeat(1000)}${']'.repeat(1000)}\n`,
  'deep-block-topic.yaml': `${TOPIC}  config:\n${lines(1000, (i) => `${' '.repeat(i + 4)}k:`)}\n`,
  'deep.py': `${JOB}x = ${'('.repeat(1000)}1${')'.repeat(1000)}\n`,
  'deep-indent.py': `${JOB}${lines(1000, (i) => `${' '.repeat(i)}if x:`)}\n`,
  'deep-chain.py': `${JOB}y = x${'.a(1)'.repeat(5000)}\n`,
  'conflict-consumer.properties': `${CLIENT}<<<<<<< HEAD\nfetch.min.bytes=1\n=======\nfetch.min.bytes=2\n>>>>>>> theirs\n`,
  'conflict-topic.yaml': `${TOPIC}<<<<<<< HEAD\n  config: {}\n=======\n>>>>>>> theirs\n`,
  'quote-topic.yaml': `${TOPIC}  config:\n    retention.ms: "1\n`,
  'quote.py': `${JOB}x = "unclosed\ny = """also\n`,
  'escape-consumer.properties': `${CLIENT}client.id=\\u12\n`,
}

/** These have a problem that is told at its place. */
const TOLD = ['conflict-consumer.properties', 'conflict-topic.yaml', 'quote-topic.yaml', 'deep-topic.yaml', 'escape-consumer.properties']

interface Report {
  readonly files: readonly { readonly path: string; readonly findings: readonly { readonly rule: string }[] }[]
}

describe('rough input', () => {
  const folder = mkdtempSync(join(tmpdir(), 'weir-rough-'))
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true })
  })
  beforeAll(() => {
    for (const [name, content] of Object.entries(ROUGH)) writeFileSync(join(folder, name), content)
    writeFileSync(join(folder, 'sound-producer.properties'), 'bootstrap.servers=a:9092\nacks=0\n')
  })

  it.each(Object.keys(ROUGH))('%s', (name) => {
    const { stdout, stderr, status } = spawnSync(process.execPath, [resolve('dist/cli.cjs'), 'lint', '--format', 'json', name, 'sound-producer.properties'], {
      cwd: folder,
      encoding: 'utf8',
      timeout: 20_000,
      maxBuffer: 2 ** 28,
    })
    expect(stderr).not.toMatch(/internal error|failed over/)
    expect([0, 1]).toContain(status)
    const { files } = JSON.parse(stdout) as Report
    const rules = (path: string): string[] => files.find((f) => f.path === path)?.findings.map((f) => f.rule) ?? []
    expect(rules('sound-producer.properties')).toContain('acks-zero')
    expect(rules(name)).not.toContain('internal-error')
    if (TOLD.includes(name)) expect(rules(name)).toContain('syntax-problem')
  })
})
