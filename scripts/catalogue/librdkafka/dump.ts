import { execFileSync } from 'node:child_process'
import { compiled } from './libraries.ts'
import { parseDump, type Dump } from './dump-rows.ts'

/** What the library at that place says of its properties; throws where it cannot be opened. */
export const dumpOf = (library: string): Dump => parseDump(execFileSync(compiled(new URL('dump.c', import.meta.url)), [library], { encoding: 'utf8' }))
