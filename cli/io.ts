/** A thing in the file system: links are followed by `kind`, and named by `list`. */
export type Kind = 'file' | 'folder' | 'other'
export interface FolderEntry {
  readonly name: string
  readonly kind: Kind | 'link'
}

/** All that the command touches of the world: nothing below `index.ts` asks `process` for anything. Paths are absolute, in the system's own spelling. */
export interface Io {
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** Standard output is a terminal. */
  readonly isTTY: boolean
  readonly columns?: number | undefined
  stdout(text: string): void
  stderr(text: string): void
  stdin(): Promise<Uint8Array>
  readFile(path: string): Uint8Array
  /** Nothing where nothing is. */
  kind(path: string): Kind | undefined
  list(folder: string): readonly FolderEntry[]
}
