import { createRequire } from 'node:module'
import { Editor, type Manner, type Server } from './server-client.ts'
import { topicStream } from './inputs.ts'
import { median, type Measured } from './pairs.ts'

const require = createRequire(import.meta.url)

/**
 * The built server against yaml-language-server, over the same file, in turns: each a process of its own, with the debounce that it ships with.
 * Theirs gets no schema and fetches none, which is the least that it can have to do.
 */
const THEIRS: Server = {
  name: 'yaml-language-server',
  script: require.resolve('yaml-language-server/bin/yaml-language-server'),
  settings: { yaml: { validate: true, hover: true, completion: true, schemaStore: { enable: false } } },
}
const OURS: Server = { name: 'weir', script: 'dist/server.cjs', settings: {} }

const ROUNDS = 9
const CHANGES = 12
const URI = 'file:///srv/app/topics.yaml'
/** 2,800 lines. */
const TEXT = topicStream(200)
const LINES = TEXT.split('\n')
/** The setting that changes to and fro, in a topic in the middle: two replicas in sync of three, and four, which is one too many. */
const LINE = LINES.findIndex((line, i) => i > LINES.length / 2 && line.includes('min.insync.replicas'))
const CHARACTER = (LINES[LINE] ?? '').length - 1

interface Lap {
  readonly start: number
  readonly change: number
  readonly memory: number
}

async function timed<T>(work: () => Promise<T>): Promise<readonly [ms: number, result: T]> {
  const began = performance.now()
  const result = await work()
  return [performance.now() - began, result]
}

/** One process from its start to its end. */
async function lap(server: Server, manner: Manner): Promise<Lap> {
  const [start, editor] = await timed(async () => {
    const ready = await Editor.start(server, manner, URI)
    await ready.open('yaml', TEXT)
    return ready
  })
  const times: number[] = []
  for (let i = 0; i < CHANGES; i++) {
    const range = { start: { line: LINE, character: CHARACTER }, end: { line: LINE, character: CHARACTER + 1 } }
    const [ms, found] = await timed(() => editor.change({ range, text: i % 2 === 0 ? '4' : '2' }))
    // What is fast because it says nothing would prove nothing.
    if (server === OURS && found.length !== (i % 2 === 0 ? 1 : 0)) throw new Error(`${found.length} findings after change ${i}`)
    times.push(ms)
  }
  const memory = editor.peakMemory()
  await editor.end()
  return { start, change: median(times), memory }
}

const WHAT: readonly { readonly of: keyof Lap; readonly says: string; readonly bar: number }[] = [
  { of: 'start', says: 'process, initialise, open, first diagnostics', bar: 1 / 2 },
  { of: 'change', says: 'a change until its diagnostics', bar: 1 / 3 },
  { of: 'memory', says: 'peak memory', bar: 1 },
]

/** Each manner of ours against theirs of the same round. */
export async function serverRatios(): Promise<readonly Measured[]> {
  const laps: Record<'theirs' | Manner, Lap[]> = { theirs: [], pull: [], push: [] }
  for (let round = 0; round < ROUNDS; round++) {
    const turns = [
      () => lap(THEIRS, 'pull').then((l) => laps.theirs.push(l)),
      () => lap(OURS, 'pull').then((l) => laps.pull.push(l)),
      () => lap(OURS, 'push').then((l) => laps.push.push(l)),
    ]
    for (const turn of round % 2 === 0 ? turns : turns.reverse()) await turn()
  }
  return (['pull', 'push'] as const).flatMap((manner) =>
    WHAT.map(({ of, says, bar }): Measured => {
      const theirs = laps.theirs.map((l) => l[of])
      const ours = laps[manner].map((l) => l[of])
      return {
        name: `${says} (${manner === 'pull' ? 'the editor asks' : 'the server sends'}), against ${THEIRS.name}`,
        bar,
        ratio: median(ours.map((o, i) => o / (theirs[i] ?? NaN))),
        baseMs: median(theirs),
        oursMs: median(ours),
        ...(of === 'memory' ? { unit: 'MB' } : {}),
      }
    }),
  )
}
