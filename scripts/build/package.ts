import { mkdirSync, readFileSync } from 'node:fs'
import { createVSIX } from '@vscode/vsce'
import { vsixPath } from './vsix.ts'

/** `npm run package`: the extension as one file, of what was built just before. */
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
mkdirSync('dist', { recursive: true })
// Bundled, so no dependencies; nowhere published yet, so links stay as they are.
await createVSIX({ dependencies: false, allowMissingRepository: true, rewriteRelativeLinks: false, packagePath: vsixPath(version) })
