import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { CLEAN, CONSUMER, failing, PRODUCER, rules, world } from './world.ts'

describe('exit codes', () => {
  it('0 on nothing, 1 on something at or above --fail-on', async () => {
    const w = world()
    w.put('consumer.properties', CONSUMER)
    w.put('producer.properties', PRODUCER)
    w.put('clean.properties', CLEAN)
    const code = async (...argv: string[]): Promise<number> => (await w.run(['lint', ...argv])).code
    expect(await code('clean.properties')).toBe(0)
    expect(await code('consumer.properties')).toBe(1)
    expect(await code('--fail-on', 'error', 'consumer.properties')).toBe(0)
    expect(await code('--fail-on', 'error', 'producer.properties')).toBe(1)
    expect(await code('--fail-on=hint', 'consumer.properties')).toBe(1)
    expect(await code('--fail-on', 'never', 'producer.properties')).toBe(0)
  })

  it('3 on a file that is not there; the others are judged', async () => {
    const w = world()
    w.put('consumer.properties', CONSUMER)
    const { code, report, err } = await w.json(['nowhere.properties', 'consumer.properties'])
    expect(code).toBe(3)
    expect(report.skipped).toEqual([{ path: 'nowhere.properties', reason: 'no such file or folder' }])
    expect(report.summary).toMatchObject({ files: 1, warning: 1 })
    expect(err).toBe('weir: nowhere.properties: no such file or folder\n')
  })

  it('3 on a file that cannot be read', async () => {
    const w = world()
    w.put('consumer.properties', CONSUMER)
    w.put('clean.properties', CLEAN)
    const { files } = await import('../../cli/files.ts')
    const readFile = (path: string): Uint8Array => {
      if (path.endsWith('clean.properties')) throw Object.assign(new Error('x'), { code: 'EACCES' })
      return files.readFile(path)
    }
    const { code, report } = await w.json(['clean.properties', 'consumer.properties'], { readFile })
    expect([code, report.skipped, report.files.length]).toEqual([3, [{ path: 'clean.properties', reason: 'permission denied' }], 1])
  })

  it('70 where Weir fails over a file: one sentence, the others are judged; the stack only for those who ask', async () => {
    const w = world()
    w.put('job.py', 'from pyspark.sql import SparkSession\nspark.readStream.format("kafka").load().writeStream.start()\n')
    w.put('consumer.properties', CONSUMER)
    const loadPython = (): Promise<never> => Promise.reject(new Error('no grammar'))
    const { code, report, err } = await w.json(['job.py', 'consumer.properties'], {}, { loadPython })
    expect(code).toBe(70)
    expect(report.files.map((f) => f.path)).toEqual(['consumer.properties'])
    expect(err).toMatch(/^weir: internal error over job.py: no grammar \(WEIR_DEBUG=1 shows where\)\n/)
    expect(err).not.toMatch(/\n\s+at /)
    expect((await w.json(['job.py'], { env: { WEIR_DEBUG: '1' } }, { loadPython })).err).toMatch(/\n\s+at /)
  })

  it('a rule that fails is a finding, and the others go on', async () => {
    const w = world()
    w.put('consumer.properties', CONSUMER)
    const { report, err } = await w.json(['consumer.properties'], {}, { rules: [failing, ...rules] })
    expect(report.files[0]?.findings.map((f) => f.rule).sort()).toEqual(['internal-error', 'session-short'])
    expect(err).toMatch(/always-failing failed/)
    expect(err).not.toMatch(/\n\s+at /)
  })
})

describe('usage', () => {
  const wrong = async (argv: readonly string[]): Promise<string> => {
    const w = world()
    w.put('clean.properties', CLEAN)
    const { code, out, err } = await w.run(argv)
    expect([code, out]).toEqual([2, ''])
    expect(err).not.toMatch(/\n\s+at /)
    return err
  }

  it('an unknown flag, with what was meant', async () => {
    expect(await wrong(['lint', '--fromat', 'json', 'clean.properties'])).toMatch(/no flag --fromat\. Did you mean --format\?/)
    expect(await wrong(['lint', '--failon', 'error', 'clean.properties'])).toMatch(/Did you mean --fail-on\?/)
    expect(await wrong(['lint', '-x', 'clean.properties'])).toMatch(/no flag -x\.\nSee: weir lint --help/)
    expect(await wrong(['lint', '--constructor', 'clean.properties'])).toMatch(/no flag --constructor/)
  })

  it('a word that a flag does not know', async () => {
    expect(await wrong(['lint', '--format', 'jsno', 'clean.properties'])).toMatch(/--format is pretty, json; not jsno\. Did you mean json\?/)
    expect(await wrong(['lint', '--fail-on', 'warn', 'clean.properties'])).toMatch(/--fail-on is error, warning, info, hint, never; not warn\./)
  })

  it('a flag without its value, or with one too many', async () => {
    expect(await wrong(['lint', 'clean.properties', '--format'])).toMatch(/--format needs a value/)
    expect(await wrong(['lint', '--kafka', '--spark', '3.5', 'clean.properties'])).toMatch(/--kafka needs a value/)
    expect(await wrong(['lint', '--stdin=yes'])).toMatch(/--stdin takes no value/)
  })

  it('releases', async () => {
    expect(await wrong(['lint', '--kafka', 'new', 'clean.properties'])).toMatch(/--kafka needs a release such as 3\.7, or a range such as 2\.8\.\.3\.9; not new/)
    expect(await wrong(['lint', '--spark', '3', 'clean.properties'])).toMatch(/--spark needs a release/)
  })

  it('nothing to look at', async () => {
    expect(await wrong(['lint'])).toMatch(/weir lint \. for this folder/)
    expect(await wrong([])).toMatch(/Say what to do[\s\S]*weir lint PATH/)
  })

  it('standard input', async () => {
    expect(await wrong(['lint', '--stdin'])).toMatch(/--stdin needs --stdin-filename/)
    expect(await wrong(['lint', '--stdin', '--stdin-filename', 'a.properties', 'clean.properties'])).toMatch(/cannot be looked at besides/)
    expect(await wrong(['lint', '--stdin-filename', 'a.properties', 'clean.properties'])).toMatch(/goes with --stdin/)
  })

  it('a configuration that is not there', async () =>
    expect(await wrong(['lint', '--config', 'mine.yaml', 'clean.properties'])).toMatch(/There is no configuration file mine\.yaml/))

  it('a command that is not there', async () => {
    expect(await wrong(['lnit', 'x'])).toMatch(/no command lnit\. Did you mean weir lint\?/)
    expect(await wrong(['clean.properties'])).toMatch(/Did you mean weir lint clean\.properties\?/)
    expect(await wrong(['--format', 'json'])).toMatch(/weir lint --format/)
    expect(await wrong(['constructor'])).toMatch(/no command constructor/)
  })
})

describe('what is looked at', () => {
  it('a named file always appears, whatever it is; one met in a folder only where it is ours', async () => {
    const w = world()
    w.put('a/log4j.properties', 'log4j.rootLogger=INFO\n')
    w.put('a/notes.txt', 'hello')
    w.put('a/consumer.properties', CONSUMER)
    const named = await w.json(['a/log4j.properties', 'a/notes.txt', 'a/consumer.properties'])
    expect(named.report.files.map((f) => [f.path, f.dialect])).toEqual([
      ['a/log4j.properties', null],
      ['a/notes.txt', null],
      ['a/consumer.properties', 'kafka-client-properties'],
    ])
    expect((await w.json(['a', 'a/log4j.properties'])).report.files.map((f) => f.path).sort()).toEqual(['a/consumer.properties', 'a/log4j.properties'])
    const met = await w.json(['a'])
    expect(met.report.files.map((f) => f.path)).toEqual(['a/consumer.properties'])
    expect(met.report.summary.files).toBe(1)
    const pretty = await w.run(['lint', 'a/notes.txt'])
    expect(pretty).toMatchObject({ code: 0, out: '' })
    expect(pretty.err).toMatch(/^weir: a\/notes\.txt: no configuration of Kafka or Spark that Weir reads/)
  })

  it('paths are as the user would write them, each once', async () => {
    const w = world()
    w.put('a/consumer.properties', CONSUMER)
    const paths = async (...argv: string[]): Promise<string[]> => (await w.json(argv)).report.files.map((f) => f.path)
    expect(await paths('.')).toEqual(['a/consumer.properties'])
    expect(await paths('./a/')).toEqual(['a/consumer.properties'])
    expect(await paths('./a/consumer.properties', 'a', 'a//consumer.properties')).toEqual(['a/consumer.properties'])
    expect(await paths(join(w.folder, 'a'))).toEqual([`${w.folder}/a/consumer.properties`])
    const inner = { cwd: join(w.folder, 'a') }
    expect((await w.json(['../a'], inner)).report.files.map((f) => f.path)).toEqual(['../a/consumer.properties'])
    expect((await w.json(['..'], inner)).report.files.map((f) => f.path)).toEqual(['../a/consumer.properties'])
  })

  it('a folder without what others made', async () => {
    const w = world()
    for (const folder of ['node_modules/x', 'target', '.venv/lib', '.git', 'src', '.config']) w.put(`${folder}/consumer.properties`, CONSUMER)
    expect((await w.json(['.'])).report.files.map((f) => f.path)).toEqual(['.config/consumer.properties', 'src/consumer.properties'])
    expect((await w.json(['target'])).report.files).toHaveLength(1)
    expect((await w.json(['node_modules/x/consumer.properties'])).report.files).toHaveLength(1)
  })

  it('.gitignore, also nested ones and those above', async () => {
    const w = world()
    w.put('.git/HEAD', '')
    w.put('.gitignore', 'out/\n*.local.properties\n/top.properties\n')
    w.put('a/.gitignore', '!keep.local.properties\nInner.properties\n')
    w.put('out/.gitignore', '!*.properties\n')
    for (const path of ['out/consumer', 'x.local', 'top', 'a/top', 'a/keep.local', 'a/other.local', 'a/Inner', 'a/inner']) w.put(`${path}.properties`, CONSUMER)
    const paths = async (...argv: string[]): Promise<string[]> => (await w.json(argv)).report.files.map((f) => f.path)
    expect(await paths('.')).toEqual(['a/inner.properties', 'a/keep.local.properties', 'a/top.properties'])
    expect(await paths('a')).toEqual(['a/inner.properties', 'a/keep.local.properties', 'a/top.properties'])
    expect(await paths('out')).toEqual(['out/consumer.properties'])
    expect(await paths('x.local.properties')).toEqual(['x.local.properties'])
  })

  it('links: to files they are followed, to folders not, so that no circle hangs', async () => {
    const w = world()
    w.put('real/consumer.properties', CONSUMER)
    symlinkSync(w.folder, join(w.folder, 'real', 'loop'))
    symlinkSync(join(w.folder, 'real', 'consumer.properties'), join(w.folder, 'linked.properties'))
    symlinkSync(join(w.folder, 'gone'), join(w.folder, 'broken.properties'))
    symlinkSync('self.properties', join(w.folder, 'self.properties'))
    const { code, report } = await w.json(['.'])
    expect([code, report.files.map((f) => f.path)]).toEqual([1, ['linked.properties', 'real/consumer.properties']])
    expect((await w.json(['real/loop/real'])).report.files.map((f) => f.path)).toEqual(['real/loop/real/consumer.properties'])
  })

  it('patterns that no shell has filled in', async () => {
    const w = world()
    w.put('a/b/consumer.properties', CONSUMER)
    w.put('a/consumer.yaml', 'x: 1\n')
    w.put('odd[1].properties', CONSUMER)
    const paths = async (...argv: string[]): Promise<string[]> => (await w.json(argv)).report.files.map((f) => f.path)
    expect(await paths('a/**/*.properties')).toEqual(['a/b/consumer.properties'])
    expect(await paths('*/b/{consumer,producer}.properties')).toEqual(['a/b/consumer.properties'])
    expect(await paths(`${w.folder}/a/*`)).toEqual(['a/b/consumer.properties'])
    expect(await paths('odd[1].properties')).toEqual(['odd[1].properties'])
    const nothing = await w.json(['b/*.properties'])
    expect([nothing.code, nothing.report.skipped]).toEqual([3, [{ path: 'b/*.properties', reason: 'no file matches' }]])
  })

  it('a folder that cannot be listed is said, and the rest goes on', async () => {
    const w = world()
    w.put('a/consumer.properties', CONSUMER)
    w.put('b/consumer.properties', CONSUMER)
    const { files } = await import('../../cli/files.ts')
    const list: typeof files.list = (folder) => {
      if (folder.endsWith('/a')) throw Object.assign(new Error('x'), { code: 'EACCES' })
      return files.list(folder)
    }
    const { code, report } = await w.json(['.'], { list })
    expect([code, report.skipped, report.files.map((f) => f.path)]).toEqual([3, [{ path: 'a', reason: 'permission denied' }], ['b/consumer.properties']])
  })

  it('a device is no file', async () => expect((await world().json(['/dev/null'])).report.skipped[0]?.reason).toMatch(/not a regular file/))
})

describe('bytes', () => {
  it('a byte order mark is taken off, and told', async () => {
    const w = world()
    w.put('consumer.properties', `\ufeff${CONSUMER}`)
    const { report } = await w.json(['consumer.properties'])
    const session = report.files[0]?.findings.find((f) => f.rule === 'session-short')
    expect(session?.start).toEqual({ line: 3, column: 20, offset: CONSUMER.indexOf('6000') })
    expect(report.files[0]?.findings.map((f) => f.rule)).toContain('syntax-problem')
  })

  it('a properties file that is no UTF-8 is ISO-8859-1', async () => {
    const w = world()
    w.put('consumer.properties', Buffer.concat([Buffer.from('client.id=caf'), Buffer.from([0xe9, 0x0a]), Buffer.from(CONSUMER)]))
    const { report } = await w.json(['consumer.properties'])
    expect(report.files[0]?.findings[0]?.start.offset).toBe('client.id=café\n'.length + CONSUMER.indexOf('6000'))
    w.put(
      'latin.properties',
      Buffer.concat([
        Buffer.from(CONSUMER.replace('billing', 'caf')).subarray(0, CONSUMER.indexOf('billing') + 3),
        Buffer.from([0xe9, 0x0a]),
        Buffer.from('session.timeout.ms=6000\n'),
      ]),
    )
    expect((await w.run(['lint', '--format', 'json', 'latin.properties'])).out).toContain('"name": "café"')
    expect((await w.run(['lint', 'consumer.properties'])).out).toContain('4 │ session.timeout.ms=6000')
  })

  it('any other that is no UTF-8 is read with replacement', async () => {
    const w = world()
    w.put('topic.yaml', Buffer.concat([Buffer.from('# caf'), Buffer.from([0xe9, 0x0a]), Buffer.from('a: 1\n')]))
    expect(await w.json(['topic.yaml'])).toMatchObject({ code: 0, report: { files: [{ path: 'topic.yaml', dialect: null }] } })
  })

  it('a binary is none of ours', async () => {
    const w = world()
    w.put('consumer.properties', Buffer.concat([Buffer.from(CONSUMER), Buffer.from([0])]))
    w.put('utf16/consumer.properties', Buffer.from(`\ufeff${CONSUMER}`, 'utf16le'))
    expect((await w.json(['consumer.properties', 'utf16/consumer.properties'])).report.files.map((f) => [f.dialect, f.findings.length])).toEqual([
      [null, 0],
      [null, 0],
    ])
  })

  it('standard input gives what the file gives', async () => {
    const w = world()
    w.put('apps/consumer.properties', CONSUMER)
    w.put('weir.yaml', 'overrides: [{ files: [apps], rules: { session-short: error } }]\n')
    const stdin = (): Promise<Uint8Array> => Promise.resolve(Buffer.from(`\ufeff${CONSUMER}`.slice(1)))
    const fromStdin = await w.json(['--stdin', '--stdin-filename', 'apps/consumer.properties'], { stdin })
    expect(fromStdin.report.files[0]?.findings[0]?.severity).toBe('error')
    expect(fromStdin.out).toBe((await w.json(['apps/consumer.properties'])).out)
  })
})

describe('what is printed', () => {
  it('findings on standard output, everything else on standard error', async () => {
    const w = world()
    w.put('consumer.properties', CONSUMER)
    const { out, err } = await w.run(['lint', 'consumer.properties'])
    expect(out).toBe(
      [
        'consumer.properties:3:20  warning  session-short',
        '  A session of 6000 ms is short.',
        '    │',
        '  3 │ session.timeout.ms=6000',
        '    │                    ^^^^',
        '  → 2. Rebalancing storms stop processing  (weir explain 2)',
        '  fix: Set the session to 45000',
        '',
        '',
      ].join('\n'),
    )
    expect(err).toBe('1 warning in 1 file; 1 can be fixed by a quick fix in the editor.\n')
  })

  it('colours on a terminal only, and not with NO_COLOR or a dumb one', async () => {
    const w = world()
    w.put('consumer.properties', CONSUMER)
    const out = async (isTTY: boolean, env: Readonly<Record<string, string>>): Promise<string> => (await w.run(['lint', 'consumer.properties'], { isTTY, env })).out
    expect(await out(true, {})).toContain('\u001b[')
    expect(await out(false, {})).not.toContain('\u001b')
    expect(await out(true, { NO_COLOR: '1' })).not.toContain('\u001b')
    expect(await out(true, { TERM: 'dumb' })).not.toContain('\u001b')
  })

  it('two runs give the same bytes, and docs lead to the page of the incident', async () => {
    const w = world()
    w.put('b/consumer.properties', CONSUMER)
    w.put('a/producer.properties', PRODUCER)
    const deps = { scenarioAddress: (slug: string) => `pages/${slug}.md` }
    const [first, second] = [await w.json(['.'], {}, deps), await w.json(['.'], {}, deps)]
    expect(first.out).toBe(second.out)
    expect(first.report.files.flatMap((f) => f.findings.map((x) => x.docs))).toEqual(['pages/11-broker-overload.md', 'pages/02-rebalancing-storms.md'])
  })

  it('no secret, in neither format', async () => {
    const CANARY = 'c4n4ry-s3cr3t'
    const w = world()
    const secrets = [
      'sasl.mechanism=PLAIN',
      `sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username="u" password="${CANARY}";`,
      `ssl.keystore.passwrod=${CANARY}`,
      `ssl.key.password=${CANARY}\\`,
      `   ${CANARY}`,
      `basic.auth.user.info=user:${CANARY}`,
    ]
    w.put('consumer.properties', `${CONSUMER}${secrets.join('\n')}\n`)
    w.put('broken.properties', `${CONSUMER}ssl.key.password=${CANARY}\\u00zz\n# weir: worst-lag=oops password=${CANARY}\n`)
    for (const format of ['pretty', 'json'])
      for (const file of ['consumer.properties', 'broken.properties']) {
        const { out, err, code } = await w.run(['lint', '--format', format, file], { env: { WEIR_DEBUG: '1' } }, { rules: [failing, ...rules] })
        expect(code).toBe(1)
        expect(out + err, `${format} ${file}`).not.toContain(CANARY)
      }
  })
})
