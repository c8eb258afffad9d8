import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach } from 'vitest'
import type { Deps } from '../../cli/deps.ts'
import { files } from '../../cli/files.ts'
import type { Io } from '../../cli/io.ts'
import { main } from '../../cli/main.ts'
import { defineRule, present, safe, set, unsafe } from '../../core/engine/define-rule.ts'
import { duration } from '../../core/engine/options.ts'

export interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}
export interface World {
  readonly folder: string
  put(path: string, content: string | Uint8Array): void
  run(argv: readonly string[], over?: Partial<Io>, deps?: Partial<Deps>): Promise<Ran>
  /** The report of `lint --format json`. */
  json(argv: readonly string[], over?: Partial<Io>, deps?: Partial<Deps>): Promise<Ran & { readonly report: JsonReport }>
}

export interface JsonFinding {
  readonly rule: string
  readonly severity: string
  readonly message: string
  readonly docs?: string
  readonly start: { readonly line: number; readonly column: number; readonly offset: number }
  readonly fixes: readonly { readonly title: string }[]
}
export interface JsonReport {
  readonly files: readonly {
    readonly path: string
    readonly dialect: string | null
    readonly target?: Readonly<Record<string, { readonly version: string; readonly from: string }>>
    readonly findings: readonly JsonFinding[]
  }[]
  readonly skipped: readonly { readonly path: string; readonly reason: string }[]
  readonly summary: Readonly<Record<string, number>>
}

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** A folder of its own with a command that works in it; only rules of these tests, so that no real rule can change what they say. */
export function world(): World {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'weir-cli-')))
  folders.push(folder)
  const put: World['put'] = (path, content) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  const run: World['run'] = async (argv, over = {}, deps = {}) => {
    let out = ''
    let err = ''
    const io: Io = {
      ...files,
      cwd: folder,
      env: {},
      isTTY: false,
      stdout: (text) => void (out += text),
      stderr: (text) => void (err += text),
      stdin: () => Promise.resolve(new Uint8Array()),
      ...over,
    }
    return { code: await main(argv, io, { rules, ...deps }), out, err }
  }
  const json: World['json'] = async (argv, over, deps) => {
    const ran = await run(['lint', '--format', 'json', ...argv], over, deps)
    return { ...ran, report: JSON.parse(ran.out === '' ? 'null' : ran.out) as JsonReport }
  }
  return { folder, put, run, json }
}

const page = { why: 'Because of this.', whatToDo: 'Do that.', staysSilent: 'Elsewhere.' }

export const short = defineRule({
  id: 'session-short',
  summary: 'The session is short',
  scenario: 2,
  component: 'consumer',
  severity: 'warning',
  since: '0.1.0',
  needs: { session: 'session.timeout.ms' },
  given: { group: present('group.id') },
  options: { minimum: duration(10_000, 'The least that is fine.') },
  fix: 'safe',
  messages: { short: ({ session }: { session: number }) => `A session of ${session} ms is short.` },
  lint({ session }, report, { minimum }) {
    if (session.written && session.value < minimum)
      report('short', { data: { session: session.value }, fixes: [safe('Set the session to 45000', set('session.timeout.ms', 45_000))] })
  },
  page,
  examples: { bad: [{ file: 'consumer.properties', text: 'bootstrap.servers=b:9092\ngroup.id=a\nsession.timeout.ms=2000\n' }], good: [] },
  sources: ['A source.'],
})

const acksOne = defineRule({
  id: 'acks-one',
  summary: 'Acknowledged by the leader alone',
  scenario: 11,
  component: 'producer',
  severity: 'error',
  since: '0.1.0',
  needs: { acks: 'acks' },
  fix: 'unsafe',
  messages: { one: (_: Record<never, never>) => 'Only the leader acknowledges.' },
  lint({ acks }, report) {
    if (acks.value === '1') report('one', { data: {}, fixes: [unsafe('Set acks to all', set('acks', 'all'))] })
  },
  page,
  examples: { bad: [], good: [] },
  sources: [],
})

export const failing = defineRule({
  id: 'always-failing',
  summary: 'Fails',
  scenario: 1,
  component: 'consumer',
  severity: 'hint',
  since: '0.1.0',
  needs: { session: 'session.timeout.ms' },
  fix: 'none',
  messages: {},
  lint() {
    throw new Error('this rule is broken')
  },
  page,
  examples: { bad: [], good: [] },
  sources: [],
})

export const rules = [short, acksOne]

export const CONSUMER = 'bootstrap.servers=broker:9092\ngroup.id=billing\nsession.timeout.ms=6000\n'
export const PRODUCER = 'bootstrap.servers=broker:9092\nkey.serializer=org.apache.kafka.common.serialization.StringSerializer\nacks=1\n'
export const CLEAN = 'bootstrap.servers=broker:9092\nkey.serializer=org.apache.kafka.common.serialization.StringSerializer\n'
