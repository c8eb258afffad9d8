/** What Java's expressions know and JavaScript's do not, or read in another way. */
const JAVA_ONLY = /\\(?![.\\\-_dwDWsS])|\(\?|[*+?}]\+|\}\{|\[\[|&&|\[\]/

/** Whether `Pattern.matches` takes the whole text; no where that cannot be said. */
export function matches(pattern: string, text: string): boolean {
  if (JAVA_ONLY.test(pattern)) return false
  try {
    return new RegExp(`^(?:${pattern})$`).test(text)
  } catch {
    return false
  }
}
