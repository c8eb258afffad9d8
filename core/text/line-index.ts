/** Line and column from 0, in UTF-16 units. */
export interface Position {
  readonly line: number
  readonly character: number
}

/** Offsets to lines and back; built once a text. A line ends at LF, CRLF or CR alone, as in the language server protocol. */
export class LineIndex {
  readonly #starts: number[] = [0]
  readonly #length: number

  constructor(text: string) {
    this.#length = text.length
    for (let i = 0; i < text.length; i++) {
      const c = text.charCodeAt(i)
      if (c === 10 || (c === 13 && text.charCodeAt(i + 1) !== 10)) this.#starts.push(i + 1)
    }
  }

  get lineCount(): number {
    return this.#starts.length
  }

  lineAt(offset: number): number {
    let low = 0
    let high = this.#starts.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.startOf(middle) > offset) high = middle
      else low = middle + 1
    }
    return Math.max(0, low - 1)
  }

  startOf(line: number): number {
    return this.#starts[line] ?? this.#length
  }

  positionAt(offset: number): Position {
    const line = this.lineAt(offset)
    return { line, character: offset - this.startOf(line) }
  }

  offsetAt({ line, character }: Position): number {
    return Math.min(this.startOf(line) + character, this.startOf(line + 1))
  }
}
