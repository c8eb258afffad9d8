import { describe, expect, it } from 'vitest'
import { CONSUMER, PRODUCER, world, type Ran } from './world.ts'

interface JsonSetting {
  readonly key: string
  readonly value?: unknown
  readonly shown?: string
  readonly origin: string
  readonly changed: boolean
  readonly line?: number
}
interface JsonEffective {
  readonly version: number
  readonly path: string
  readonly dialect: string | null
  readonly target?: object
  readonly components: readonly {
    readonly kind: string
    readonly name?: string
    readonly target: object
    readonly settings: readonly JsonSetting[]
    readonly idle: readonly object[]
    readonly strangers: readonly object[]
  }[]
}
const parsed = ({ out }: Ran): JsonEffective => JSON.parse(out) as JsonEffective

describe('what holds', () => {
  it('for people: the changed ones first, then the defaults', async () => {
    const w = world()
    w.put('producer.properties', PRODUCER)
    const { code, out, err } = await w.run(['effective', '--kafka', '3.7', 'producer.properties'])
    expect([code, err]).toEqual([0, ''])
    expect(out).toMatch(/^producer\.properties {2}Kafka client properties\n\nThe producer {2}Kafka client 3\.7 \(--kafka\)\n\n {2}Set here, or changed by what is\n/)
    expect(out).toMatch(/\n {4}acks +1 +explicit, line 3; default all\n/)
    expect(out).toMatch(/\n {4}enable\.idempotence +false +derived, switched off by acks \(acks=1, line 3\); default true\n/)
    expect(out).toMatch(/\n {2}Defaults \(\d+\)\n[\s\S]*\n {4}batch\.size +16384 \(16 KiB\)\n/)
  })

  it('--changed only counts the defaults', async () => {
    const w = world()
    w.put('producer.properties', PRODUCER)
    const { out } = await w.run(['effective', '--changed', 'producer.properties'])
    expect(out).toMatch(/\n {2}Left out: \d+ defaults\n$/)
    expect(out).not.toContain('batch.size')
  })

  it('--json for programs, in a shape that stays', async () => {
    const w = world()
    w.put('weir.yaml', 'kafka: "3.7"\n')
    w.put('consumer.properties', `${CONSUMER}my.own.key=1\n`)
    const ran = await w.run(['effective', '--json', '--changed', './consumer.properties'])
    expect([ran.code, ran.err]).toEqual([0, ''])
    expect(parsed(ran)).toEqual({
      version: 1,
      path: 'consumer.properties',
      dialect: 'kafka-client-properties',
      target: { kafkaClient: { version: '3.7', from: 'weir.yaml' }, kafkaBroker: { version: '3.7', from: 'weir.yaml' } },
      components: [
        {
          kind: 'consumer',
          name: 'billing',
          target: { line: 'kafkaClient', version: '3.7', from: 'weir.yaml' },
          settings: [
            { key: 'bootstrap.servers', value: ['broker:9092'], shown: 'broker:9092', origin: 'explicit', changed: true, line: 1, default: { value: [], shown: '(empty)' } },
            { key: 'group.id', value: 'billing', shown: 'billing', origin: 'explicit', changed: true, line: 2 },
            { key: 'session.timeout.ms', value: 6000, shown: '6000 (6 s)', origin: 'explicit', changed: true, line: 3, default: { value: 45000, shown: '45000 (45 s)' } },
          ],
          idle: [],
          strangers: [{ key: 'my.own.key', line: 4 }],
        },
      ],
    })
    const all = await w.run(['effective', '--json', 'consumer.properties'])
    expect(all.out).not.toContain('null')
    expect(parsed(all).components[0]?.settings.length).toBeGreaterThan(80)
    expect(parsed(all).components[0]?.settings.find((s) => s.key === 'max.poll.records')).toEqual({
      key: 'max.poll.records',
      value: 500,
      shown: '500',
      origin: 'default',
      changed: false,
    })
  })

  it('of standard input, by the name that it is given', async () => {
    const w = world()
    w.put('conf/weir.yaml', 'kafka: "2.8"\n')
    const stdin = (): Promise<Uint8Array> => Promise.resolve(new TextEncoder().encode(PRODUCER))
    const ran = await w.run(['effective', '--json', '--stdin', '--stdin-filename', 'conf/producer.properties'], { stdin })
    expect(parsed(ran)).toMatchObject({ path: 'conf/producer.properties', components: [{ kind: 'producer', target: { version: '2.8' } }] })
  })

  it('colours only on a terminal, and as wide as that', async () => {
    const w = world()
    w.put('producer.properties', PRODUCER)
    const run = async (over: object): Promise<string> => (await w.run(['effective', '--changed', 'producer.properties'], over)).out
    expect(await run({})).not.toContain('\u001b')
    expect(await run({ isTTY: true, columns: 80 })).toContain('\u001b[')
    expect(await run({ isTTY: true, env: { NO_COLOR: '1' } })).not.toContain('\u001b')
    const lines = (await run({ isTTY: true, columns: 80, env: { NO_COLOR: '1' } })).split('\n')
    expect(lines.filter((l) => l.length > 80 && l.includes('enable'))).toEqual([])
    expect(lines.length).toBeGreaterThan((await run({})).split('\n').length)
  })
})

describe('how it ends', () => {
  it('0 on a file that is none of ours, with a word about it', async () => {
    const w = world()
    w.put('notes.txt', 'hello\n')
    expect(await w.run(['effective', 'notes.txt'])).toEqual({ code: 0, out: '', err: 'weir: notes.txt: no configuration of Kafka or Spark that Weir reads\n' })
    const json = await w.run(['effective', '--json', 'notes.txt'])
    expect([json.code, parsed(json)]).toEqual([0, { version: 1, path: 'notes.txt', dialect: null, components: [] }])
  })

  it('3 on a file that is not there or cannot be read', async () => {
    const w = world()
    w.put('consumer.properties', CONSUMER)
    expect(await w.run(['effective', 'nowhere.properties'])).toEqual({ code: 3, out: '', err: 'weir: nowhere.properties: no such file or folder\n' })
    const readFile = (): Uint8Array => {
      throw Object.assign(new Error('x'), { code: 'EACCES' })
    }
    expect(await w.run(['effective', 'consumer.properties'], { readFile })).toEqual({ code: 3, out: '', err: 'weir: consumer.properties: permission denied\n' })
  })

  it('2 on a weir.yaml that cannot be used, which is told; 0 whatever else would be found', async () => {
    const w = world()
    w.put('producer.properties', PRODUCER)
    expect((await w.run(['effective', 'producer.properties'])).code).toBe(0)
    w.put('weir.yaml', 'kafka: new\n')
    const { code, out, err } = await w.run(['effective', 'producer.properties'])
    expect(code).toBe(2)
    expect(err).toMatch(/^weir: weir\.yaml:1: /)
    expect(out).toContain('The producer')
  })

  it('70 where Weir fails over it', async () => {
    const w = world()
    w.put('job.py', 'from pyspark.sql import SparkSession\nspark.readStream.format("kafka").load().writeStream.start()\n')
    expect((await w.run(['effective', 'job.py'], {}, { loadPython: () => Promise.reject(new Error('no grammar')) })).code).toBe(70)
  })

  it('what could not be read is told beside it', async () => {
    const w = world()
    w.put('consumer.properties', `# weir: worst-lag=oops\n${CONSUMER}`)
    expect(await w.run(['effective', 'consumer.properties'])).toMatchObject({
      code: 0,
      err: expect.stringMatching(/^weir: consumer\.properties:1: This is not taken into account/) as unknown,
    })
  })
})

describe('usage', () => {
  const wrong = async (...argv: string[]): Promise<string> => {
    const w = world()
    w.put('consumer.properties', CONSUMER)
    w.put('conf/consumer.properties', CONSUMER)
    const { code, out, err } = await w.run(argv)
    expect([code, out], argv.join(' ')).toEqual([2, ''])
    return err
  }

  it('one file, and what was meant instead', async () => {
    expect(await wrong('effective')).toMatch(/Say which file: weir effective consumer\.properties/)
    expect(await wrong('effective', 'consumer.properties', 'b.properties')).toMatch(/shows one file; b\.properties is one too many/)
    expect(await wrong('effective', 'conf')).toMatch(/conf is a folder; .* weir lint conf/)
    expect(await wrong('efective', 'consumer.properties')).toMatch(/Did you mean weir effective\?/)
  })

  it('flags as those of the other commands', async () => {
    expect(await wrong('effective', '--chnaged', 'consumer.properties')).toMatch(/weir effective has no flag --chnaged\. Did you mean --changed\?/)
    expect(await wrong('effective', '--kafka', 'new', 'consumer.properties')).toMatch(/--kafka needs a release such as 3\.7/)
    expect(await wrong('effective', '--config', 'mine.yaml', 'consumer.properties')).toMatch(/There is no configuration file mine\.yaml/)
    expect(await wrong('effective', '--stdin')).toMatch(/--stdin needs --stdin-filename/)
    expect(await wrong('effective', '--stdin-filename', 'x', 'consumer.properties')).toMatch(/goes with --stdin/)
  })

  it('help names every flag', async () => {
    const { EFFECTIVE_FLAGS } = await import('../../cli/effective.ts')
    const { out } = await world().run(['effective', '--help'])
    for (const name of Object.keys(EFFECTIVE_FLAGS).filter((f) => f !== 'help')) expect(out, name).toContain(`--${name}`)
  })
})

it('no secret, in neither form', async () => {
  const CANARY = 'c4n4ry-s3cr3t'
  const w = world()
  const secrets = [
    `sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username="u" password="${CANARY}";`,
    `ssl.keystore.password=${CANARY}`,
    `ssl.keystore.password=${CANARY}`,
    `ssl.keystore.passwrod=${CANARY}`,
    `ssl.key.password=${CANARY}\\`,
    `   ${CANARY}`,
    `ssl.truststore.password=\${TRUST:${CANARY}}`,
    `client.id=\${X:password=${CANARY}}`,
    `client.rack=token=${CANARY}`,
    `basic.auth.user.info=user:${CANARY}`,
    `schema.registry.url=http://user:${CANARY}@registry:8081`,
    `session.timeout.ms=password=${CANARY}`,
    `acme.licence=${CANARY}`,
  ]
  w.put('consumer.properties', `${CONSUMER}${secrets.join('\n')}\n`)
  w.put(
    'spark-defaults.conf',
    `spark.sql.streaming.checkpointLocation /c\nspark.hadoop.fs.s3a.secret.key ${CANARY}\nspark.ssl.keyPassword ${CANARY}\nspark.executor.extraJavaOptions -Djavax.net.ssl.keyStorePassword=${CANARY}\n`,
  )
  for (const file of ['consumer.properties', 'spark-defaults.conf'])
    for (const flags of [[], ['--json'], ['--changed']]) {
      const { code, out, err } = await w.run(['effective', ...flags, file])
      expect([code, out.includes('‹secret›')], file).toEqual([0, true])
      expect(out + err, `${file} ${flags.join(' ')}`).not.toContain(CANARY)
    }
})
