import type { PythonReader } from '../core/readers/python.ts'

/** What the server needs of the machine that it runs on: Node has one, tests have another, a browser can have one too. */
export interface Host {
  /** The text of a file by its address; nothing where it is not there or cannot be read. */
  readFile(uri: string): Promise<string | undefined>
  /** Whether the file on disk begins with a byte order mark: editors take it off before they show the text, Java does not. */
  hasByteOrderMark(uri: string): Promise<boolean>
  /** The reader for Python, whose grammar is loaded when the first such file is met. */
  loadPython(): Promise<PythonReader>
  /** The address of the folder with the packaged pages, `file:///…/docs`; nothing where no pages are packaged. */
  readonly docs: string | undefined
}
