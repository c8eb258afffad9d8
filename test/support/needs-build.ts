import { existsSync } from 'node:fs'

/** The tests of what ships run what was built, and build nothing: a bundle made on the way could not be the one that ships. */
export function setup(): void {
  if (!existsSync('dist/cli.cjs')) throw new Error('dist/cli.cjs is not there: npm run package first')
}
