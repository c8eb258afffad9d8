/** JSON with a line for each property, and in the property `opened` a line for each entry: a diff shows what changed. */
export function print(content: object, opened: string): string {
  const lines = Object.entries(content).map(([name, value]: [string, unknown]) =>
    name === opened ? `  "${name}": ${printEntries(value)}` : `  "${name}": ${JSON.stringify(value)}`,
  )
  return `{\n${lines.join(',\n')}\n}\n`
}

function printEntries(value: unknown): string {
  if (Array.isArray(value)) return JSON.stringify(value)
  const lines = Object.entries(value as object).map(([key, entry]) => `    ${JSON.stringify(key)}: ${JSON.stringify(entry)}`)
  return `{\n${lines.join(',\n')}\n  }`
}
