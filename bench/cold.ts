import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sparkJob, topicStream } from './inputs.ts'
import { median, type Measured } from './pairs.ts'

/** The built command over one file, process and all, against a Node process that does nothing; in turns, since what else the machine does hits both alike. */
const PAIRS = 25
const BAR = 1.5

const FILES: Readonly<Record<string, string>> = {
  'one.properties': 'bootstrap.servers=broker-1:9092\ngroup.id=billing\nsession.timeout.ms=6000\n',
  'one.yaml': topicStream(1),
  'one.py': sparkJob(60),
}

interface Cold {
  readonly file: string
  readonly bar: number
  /** The first run after an installation, which has nothing to build on that an earlier one may have kept. */
  readonly isFirst?: true
}
const RUNS: readonly Cold[] = [
  { file: 'one.properties', bar: BAR },
  { file: 'one.properties', bar: Infinity, isFirst: true },
  { file: 'one.yaml', bar: Infinity },
  { file: 'one.py', bar: Infinity },
]

export function coldRatios(): readonly Measured[] {
  const folder = mkdtempSync(join(tmpdir(), 'weir-cold-'))
  try {
    return RUNS.map((run) => measured(run, installed(folder)))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A copy of what was built: what a run leaves beside the program stays out of what is packaged, and a build meanwhile disturbs nothing. */
function installed(folder: string): string {
  mkdirSync(join(folder, 'dist'), { recursive: true })
  cpSync('dist', join(folder, 'dist'), { recursive: true, filter: (from) => !/\.(?:vsix|cache)$/.test(from) })
  cpSync('package.json', join(folder, 'package.json'))
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(folder, name), text)
  return folder
}

function measured({ file, bar, isFirst }: Cold, folder: string): Measured {
  const empty = (): number => timed(['-e', '0'], folder, [0])
  const ours = (): number => {
    if (isFirst) forget(folder)
    return timed([join(folder, 'dist', 'cli.cjs'), 'lint', file], folder, [0, 1])
  }
  empty()
  ours()
  const pairs = Array.from({ length: PAIRS }, (_, i) => (i % 2 === 0 ? { base: empty(), ours: ours() } : ((o) => ({ base: empty(), ours: o }))(ours())))
  return {
    name: `weir lint ${file}${isFirst ? ' for the first time' : ''}, against an empty Node process`,
    bar,
    ratio: median(pairs.map((p) => p.ours / p.base)),
    baseMs: median(pairs.map((p) => p.base)),
    oursMs: median(pairs.map((p) => p.ours)),
  }
}

/** Node's own cache, where somebody switched it on, would be measured along. */
const { NODE_COMPILE_CACHE: _, ...env } = process.env

function timed(args: readonly string[], cwd: string, codes: readonly number[]): number {
  const began = performance.now()
  const { status, stderr } = spawnSync(process.execPath, args, { cwd, env, encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] })
  const took = performance.now() - began
  if (!codes.includes(status ?? -1)) throw new Error(`node ${args.join(' ')} ended with ${String(status)}: ${stderr}`)
  return took
}

function forget(folder: string): void {
  for (const name of readdirSync(join(folder, 'dist'))) if (name.endsWith('.cache')) rmSync(join(folder, 'dist', name))
}
