#!/usr/bin/env node
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { Script } from 'node:vm'

/** The build says which program it is for: V8 itself compares no more of a text than its length. */
declare const __programHash: string

/**
 * Starts the program beside it (`cli/index.ts`) with the code that V8 compiled in an earlier run: more than half of what a lint of one file costs is compiling.
 * Node has this itself from 22.1 on (`module.enableCompileCache`). What cannot be read or written is done without.
 */
const program = join(import.meta.dirname, 'weir.cjs')
const cache = join(import.meta.dirname, `weir-${__programHash}-${process.version}-${process.arch}.cache`)

const earlier = orNothing(() => readFileSync(cache))
const script = new Script(`(function (require, __filename, __dirname) {${readFileSync(program, 'utf8')}\n})`, {
  filename: program,
  ...(earlier ? { cachedData: earlier } : {}),
})
const run = script.runInThisContext() as (require: NodeJS.Require, file: string, folder: string) => void
run(createRequire(program), program, import.meta.dirname)

// At the end, so that it holds what the run needed; and of a lint, which is what people wait for.
if ((!earlier || script.cachedDataRejected) && process.argv[2] === 'lint') process.once('exit', () => orNothing(() => keep(script.createCachedData())))

/** Whole or not at all, since another run may read it meanwhile. */
function keep(code: Buffer): void {
  const half = `${cache}.${process.pid}`
  writeFileSync(half, code)
  renameSync(half, cache)
}

function orNothing<T>(get: () => T): T | undefined {
  try {
    return get()
  } catch {
    return undefined
  }
}
