import { readdirSync, readFileSync, statSync, type Dirent } from 'node:fs'
import type { FolderEntry, Io, Kind } from './io.ts'

/** The file system of Node as the command sees it. */
export const files: Pick<Io, 'readFile' | 'kind' | 'list'> = {
  readFile: (path) => readFileSync(path),
  kind(path) {
    try {
      const stat = statSync(path, { throwIfNoEntry: false })
      return stat && kindOf(stat)
    } catch (error) {
      // A link in a circle leads to nothing; what may not be looked at is there, and reading it will say why it cannot be read.
      return error instanceof Error && 'code' in error && error.code === 'EACCES' ? 'file' : undefined
    }
  },
  list: (folder) => readdirSync(folder, { withFileTypes: true }).map((e) => ({ name: e.name, kind: entryKind(e) })),
}

const kindOf = (stat: Pick<Dirent, 'isFile' | 'isDirectory'>): Kind => (stat.isFile() ? 'file' : stat.isDirectory() ? 'folder' : 'other')
const entryKind = (entry: Dirent): FolderEntry['kind'] => (entry.isSymbolicLink() ? 'link' : kindOf(entry))
