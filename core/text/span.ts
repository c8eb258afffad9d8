/** Half open, in UTF-16 units. Inside a part it counts from the part's start; only the last step of the engine makes places in the file of it. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** Replace what lies in the span by the text. An insertion has an empty span. */
export interface Edit extends Span {
  readonly text: string
}

export const spanOf = ({ start, end }: Span): Span => ({ start, end })
export const moved = <S extends Span>(span: S, by: number): S => (by === 0 ? span : { ...span, start: span.start + by, end: span.end + by })
export const contains = (outer: Span, offset: number): boolean => outer.start <= offset && offset <= outer.end
export const sameSpan = (a: Span, b: Span): boolean => a.start === b.start && a.end === b.end

/** Applies edits that do not overlap. Two insertions at one place keep their order. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const ordered = [...edits].sort((a, b) => a.start - b.start || a.end - b.end)
  let out = ''
  let at = 0
  for (const { start, end, text: replacement } of ordered) {
    out += text.slice(at, start) + replacement
    at = end
  }
  return out + text.slice(at)
}
