import { describe, expect, it } from 'vitest'
import { CONSUMER, PRODUCER, world } from './world.ts'

const severities = (report: { files: readonly { path: string; findings: readonly { severity: string }[] }[] }): Record<string, string[]> =>
  Object.fromEntries(report.files.map((f) => [f.path, f.findings.map((x) => x.severity)]))

describe('weir.yaml', () => {
  it('is found upwards from each file, the nearest one', async () => {
    const w = world()
    w.put('weir.yaml', 'rules: { session-short: error }\n')
    w.put('a/b/consumer.properties', CONSUMER)
    w.put('c/weir.yaml', 'rules: { session-short: hint }\n')
    w.put('c/d/consumer.properties', CONSUMER)
    expect(severities((await w.json(['a', 'c'])).report)).toEqual({ 'a/b/consumer.properties': ['error'], 'c/d/consumer.properties': ['hint'] })
    expect(severities((await w.json(['b/consumer.properties'], { cwd: `${w.folder}/a` })).report)).toEqual({ 'b/consumer.properties': ['error'] })
  })

  it('counts its patterns from its own folder', async () => {
    const w = world()
    w.put('conf/weir.yaml', 'ignore: [old]\noverrides: [{ files: ["live/**"], rules: { session-short: error } }]\n')
    for (const path of ['conf/live', 'conf/old', 'conf/other', 'live']) w.put(`${path}/consumer.properties`, CONSUMER)
    expect(severities((await w.json(['.'])).report)).toEqual({
      'conf/live/consumer.properties': ['error'],
      'conf/other/consumer.properties': ['warning'],
      'live/consumer.properties': ['warning'],
    })
    expect(severities((await w.json(['conf/old/consumer.properties'])).report)).toEqual({ 'conf/old/consumer.properties': ['warning'] })
  })

  it('states the release; a flag is stronger, and both are named in the report', async () => {
    const w = world()
    w.put('weir.yaml', 'kafka: "3.7"\n')
    w.put('consumer.properties', CONSUMER)
    const target = async (...argv: string[]): Promise<unknown> => (await w.json([...argv, 'consumer.properties'])).report.files[0]?.target
    expect(await target()).toEqual({ kafkaClient: { version: '3.7', from: 'weir.yaml' }, kafkaBroker: { version: '3.7', from: 'weir.yaml' } })
    expect(await target('--kafka', '2.8..3.9')).toEqual({ kafkaClient: { version: '2.8..3.9', from: '--kafka' }, kafkaBroker: { version: '2.8..3.9', from: '--kafka' } })
    const beyond = await w.run(['lint', '--kafka', '99.0', 'consumer.properties'])
    expect(beyond).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^weir: --kafka: Weir knows Kafka 2\.8 to \d\.\d+: 99\.0 is judged as the nearest of these\.\n/) as unknown,
    })
  })

  it('takes options of rules', async () => {
    const w = world()
    w.put('weir.yaml', 'rules: { session-short: { minimum: 5s } }\n')
    w.put('consumer.properties', CONSUMER)
    expect(severities((await w.json(['consumer.properties'])).report)).toEqual({ 'consumer.properties': [] })
  })

  it('sets the severity of what Weir says of itself', async () => {
    const w = world()
    w.put('weir.yaml', 'rules: { session-short: off, syntax-problem: hint, suppression-unused: off }\n')
    w.put('consumer.properties', `\ufeff${CONSUMER}# weir-disable-line acks-one\n`)
    expect(severities((await w.json(['consumer.properties'])).report)).toEqual({ 'consumer.properties': ['hint'] })
  })

  it('--config holds for every file instead', async () => {
    const w = world()
    w.put('weir.yaml', 'rules: { session-short: error }\n')
    w.put('ci/strict.yaml', 'kafka: "3.9"\nrules: { session-short: info }\n')
    w.put('consumer.properties', CONSUMER)
    const { report } = await w.json(['--config', 'ci/strict.yaml', 'consumer.properties'])
    expect(severities(report)).toEqual({ 'consumer.properties': ['info'] })
    expect(report.files[0]?.target?.['kafkaClient']?.from).toBe('strict.yaml')
  })

  it('what is wrong in it is said once, as a file of its own, and ends with 2', async () => {
    const w = world()
    w.put('weir.yaml', 'kafka: "3.9"\nrules:\n  session-shrot: off\n')
    w.put('a/consumer.properties', CONSUMER)
    w.put('b/consumer.properties', CONSUMER)
    const { code, report } = await w.json(['--fail-on', 'never', 'a', 'b'])
    expect(code).toBe(2)
    expect(report.files.map((f) => [f.path, f.dialect, f.findings.length])).toEqual([
      ['weir.yaml', null, 1],
      ['a/consumer.properties', 'kafka-client-properties', 1],
      ['b/consumer.properties', 'kafka-client-properties', 1],
    ])
    expect(report.files[0]?.findings[0]).toMatchObject({
      rule: 'config-problem',
      severity: 'error',
      message: 'There is no rule session-shrot; did you mean session-short?',
      start: { line: 3, column: 3, offset: 22 },
      fixes: [{ title: 'Write session-short' }],
    })
    expect(report.summary).toMatchObject({ error: 1, warning: 2 })
    const { out } = await w.run(['lint', 'a'])
    expect(out).toMatch(/^weir\.yaml:3:3 {2}error {2}config-problem\n.*\n.*\n {2}3 │ {3}session-shrot: off\n {4}│ {3}\^{13}\n/)
  })

  it('a release that the catalogue does not know is only a warning', async () => {
    const w = world()
    w.put('weir.yaml', 'kafka: "99.1"\n')
    w.put('consumer.properties', CONSUMER)
    const { code, report } = await w.json(['--fail-on', 'error', 'consumer.properties'])
    expect([code, report.files[0]?.findings[0]?.severity]).toEqual([0, 'warning'])
  })

  it('named itself it appears in its own place, once', async () => {
    const w = world()
    w.put('weir.yaml', 'colour: red\n')
    w.put('consumer.properties', CONSUMER)
    const paths = async (...argv: string[]): Promise<[string, number][]> => (await w.json(argv)).report.files.map((f) => [f.path, f.findings.length])
    expect(await paths('consumer.properties', './weir.yaml')).toEqual([
      ['consumer.properties', 1],
      ['weir.yaml', 1],
    ])
    expect(await paths(`${w.folder}/weir.yaml`)).toEqual([[`${w.folder}/weir.yaml`, 1]])
    w.put('weir.yaml', 'kafka: "3.9"\n')
    expect(await paths('weir.yaml')).toEqual([['weir.yaml', 0]])
  })

  it('extends another file within the repository, and nothing outside of it', async () => {
    const w = world()
    w.put('outside.yaml', 'rules: { session-short: error }\n')
    w.put('repo/.git/HEAD', '')
    w.put('repo/base.yaml', 'rules: { session-short: info, acks-one: off, nonsense: off }\n')
    w.put('repo/app/weir.yaml', 'extends: ../base.yaml\n')
    w.put('repo/app/consumer.properties', CONSUMER)
    w.put('repo/app/producer.properties', PRODUCER)
    const { report, code } = await w.json(['repo/app'])
    expect([code, severities(report)]).toEqual([2, { 'repo/base.yaml': ['error'], 'repo/app/consumer.properties': ['info'], 'repo/app/producer.properties': [] }])
    w.put('repo/app/weir.yaml', 'extends: ../../outside.yaml\n')
    const outside = await w.json(['repo/app/consumer.properties'])
    expect(outside.report.files[0]).toMatchObject({
      path: 'repo/app/weir.yaml',
      findings: [{ message: 'There is no file ../../outside.yaml here, or it lies outside of the workspace' }],
    })
    expect(severities(outside.report)['repo/app/consumer.properties']).toEqual(['warning'])
  })

  it('that cannot be read is a mistake of the configuration', async () => {
    const w = world()
    w.put('weir.yaml', 'x: 1')
    w.put('consumer.properties', CONSUMER)
    const { files } = await import('../../cli/files.ts')
    const readFile = (path: string): Uint8Array => {
      if (path.endsWith('weir.yaml')) throw Object.assign(new Error('x'), { code: 'EACCES' })
      return files.readFile(path)
    }
    expect(await w.run(['lint', 'consumer.properties'], { readFile })).toMatchObject({
      code: 2,
      out: '',
      err: 'weir: The configuration weir.yaml cannot be read: permission denied.\n',
    })
  })
})

describe('the path that a file is judged by', () => {
  const severity = async (path: string, argv: readonly string[], cwd: string, config?: string): Promise<string | undefined> => {
    const w = world()
    w.put(path, PRODUCER)
    if (config !== undefined) w.put(config, 'rules: {}\n')
    const { report } = await w.json(
      argv.map((a) => a.replace('$', w.folder)),
      { cwd: `${w.folder}${cwd}` },
    )
    return report.files.find((f) => f.path.endsWith('producer.properties'))?.findings[0]?.severity
  }

  it('counts from the folder of weir.yaml, else from the working folder, else it is the name', async () => {
    expect(await severity('dev/producer.properties', ['.'], '')).toBe('warning')
    expect(await severity('dev/live/producer.properties', ['.'], '/dev')).toBe('error')
    expect(await severity('dev/live/producer.properties', ['.'], '', 'dev/weir.yaml')).toBe('error')
    expect(await severity('repo/dev/producer.properties', ['.'], '/repo/dev', 'repo/weir.yaml')).toBe('warning')
    expect(await severity('dev/other/producer.properties', ['$/dev/other/producer.properties'], '/dev')).toBe('error')
  })
})
