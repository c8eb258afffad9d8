import { basename, resolve } from 'node:path'
import { pathGlobs } from '../core/engine/globs.ts'
import type { SkippedFile } from '../core/present/report.ts'
import type { Io } from './io.ts'
import { shown, slashed, within } from './paths.ts'
import { walk } from './walk.ts'

/** A file to be looked at. */
export interface Input {
  readonly absolute: string
  /** As the user would write it. */
  readonly path: string
  /** Named on the command line: it appears in the report whatever it is. */
  readonly named: boolean
}
export interface Inputs {
  readonly inputs: readonly Input[]
  readonly skipped: readonly SkippedFile[]
}

/** The files behind the paths of a command line: files, folders, and patterns that no shell has filled in. Each once, in this order. */
export async function inputsOf(paths: readonly string[], io: Io, takes: (name: string) => boolean): Promise<Inputs> {
  const found = new Map<string, Input>()
  const skipped: SkippedFile[] = []
  const add = (input: Input): void => {
    const held = found.get(input.absolute)
    if (!held || (input.named && !held.named)) found.set(input.absolute, input)
  }
  for (const path of paths) {
    const absolute = resolve(io.cwd, path)
    const kind = io.kind(absolute)
    if (kind === 'file') add({ absolute, path: tidy(path), named: true })
    else if (kind === 'other') skipped.push({ path: tidy(path), reason: 'not a regular file; to read standard input, use --stdin --stdin-filename NAME' })
    else {
      const met = kind === 'folder' ? await metIn(absolute, path, io, takes) : await matching(path, io, takes)
      for (const input of met.inputs) add(input)
      skipped.push(...met.skipped)
    }
  }
  return { inputs: [...found.values()], skipped }
}

/** `./a//b` is `a/b`. */
function tidy(path: string): string {
  const plain = slashed(path)
    .replace(/\/{2,}/g, '/')
    .replace(/\/\.(?=\/|$)/g, '')
  return plain.replace(/^(?:\.\/)+(?=.)/, '')
}

async function metIn(folder: string, path: string, io: Io, takes: (name: string) => boolean): Promise<Inputs> {
  const { files, unreadable } = await walk(folder, io, takes)
  const lead = tidy(path)
  const display = (file: string): string => {
    const steps = within(folder, file) ?? basename(file)
    return lead === '.' || lead === '' ? steps : `${lead.replace(/\/$/, '')}/${steps}`
  }
  return {
    inputs: files.map((absolute) => ({ absolute, path: display(absolute), named: false })),
    skipped: unreadable.map((u) => ({ path: u.path === folder ? lead : display(u.path), reason: reasonOf(u.error) })),
  }
}

/** What a pattern means that the shell handed on as it is, as shells of Windows do. Folders that it names are looked through. */
async function matching(path: string, io: Io, takes: (name: string) => boolean): Promise<Inputs> {
  const nothing = (reason: string): Inputs => ({ inputs: [], skipped: [{ path: slashed(path), reason }] })
  const steps = tidy(path).split('/')
  const first = steps.findIndex((step) => /[*?[{]/.test(step))
  if (first < 0) return nothing('no such file or folder')
  const folder = resolve(io.cwd, steps.slice(0, first).join('/') || (path.startsWith('/') ? '/' : '.'))
  if (io.kind(folder) !== 'folder') return nothing('no file matches')
  const wanted = pathGlobs([steps.slice(first).join('/')])
  const { files } = await walk(folder, io, takes)
  const inputs = files.filter((f) => wanted.matches(within(folder, f) ?? '')).map((absolute) => ({ absolute, path: shown(io.cwd, absolute), named: false }))
  return inputs.length === 0 ? nothing('no file matches') : { inputs, skipped: [] }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'a folder',
  ELOOP: 'a link that leads back to itself',
  ERR_FS_FILE_TOO_LARGE: 'larger than what can be read',
}

/** Why something could not be read, without a path that the user did not write. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return REASONS[code] ?? (code === '' ? 'cannot be read' : `cannot be read (${code})`)
}

/** Whether a path names a configuration file of Weir. */
export const isConfigName = (path: string): boolean => basename(path) === CONFIG_NAME
export const CONFIG_NAME = 'weir.yaml'
