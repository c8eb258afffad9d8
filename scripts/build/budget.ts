import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { PackageManager, listFiles } from '@vscode/vsce'

/** What may grow before somebody must say so by updating the table. */
const SLACK = 1.1
const TABLE = 'scripts/budget.json'

/** What the packager adds of its own. */
export const ENVELOPE = ['[Content_Types].xml', 'extension.vsixmanifest']

/** What only the npm package holds, for its command: the extension starts the server and needs none of it. */
export const COMMAND = ['dist/cli.cjs', 'dist/weir.cjs']

/** Folders whose files come and go with rules and scenarios: counted together. */
const TOGETHER = ['docs/rules/', 'docs/scenarios/', 'media/']

/** Bytes for each shipped file; a row that ends in `/` stands for all in that folder. */
export type Budget = Readonly<Record<string, number>>

export const readBudget = (): Budget => JSON.parse(readFileSync(TABLE, 'utf8')) as Budget

/** What goes into the extension's package, by path from the root. */
export async function shippedSizes(): Promise<Map<string, number>> {
  return sizesOf(await listFiles({ packageManager: PackageManager.None }))
}

/** What goes into either package, by path from the root: all that the table has rows for, but the envelope. */
export async function weighedSizes(): Promise<Map<string, number>> {
  return sizesOf([...(await listFiles({ packageManager: PackageManager.None })), ...COMMAND])
}

const sizesOf = (files: readonly string[]): Map<string, number> => new Map(files.map((f): [string, number] => [f, statSync(f).size]).sort(([a], [b]) => (a < b ? -1 : 1)))

/** The row that a file is counted in: its own, else that of its folder. */
const rowOf = (budget: Budget, file: string): string | undefined => (file in budget ? file : Object.keys(budget).find((row) => row.endsWith('/') && file.startsWith(row)))

/** Where what is shipped and what the table allows do not agree. */
export function overruns(budget: Budget, sizes: ReadonlyMap<string, number>): string[] {
  const problems: string[] = []
  const used = new Map<string, number>()
  for (const [file, size] of sizes) {
    const row = rowOf(budget, file)
    if (row === undefined) problems.push(`${file} (${size} bytes) is shipped and has no row`)
    else used.set(row, (used.get(row) ?? 0) + size)
  }
  for (const [row, allowed] of Object.entries(budget)) {
    const size = used.get(row)
    if (size === undefined) problems.push(`${row} has a row and is not shipped`)
    else if (size > allowed * SLACK) problems.push(`${row} is ${size} bytes; ${allowed} are allowed, and a tenth more`)
  }
  return problems
}

/** The table without these rows: what is not there to be weighed. */
export const without = (budget: Budget, rows: readonly string[]): Budget => Object.fromEntries(Object.entries(budget).filter(([row]) => !rows.includes(row)))

export function updateBudget(sizes: ReadonlyMap<string, number>): void {
  const budget: Record<string, number> = Object.fromEntries(ENVELOPE.map((file) => [file, 4000]))
  for (const [file, size] of sizes) {
    const row = TOGETHER.find((folder) => file.startsWith(folder)) ?? file
    budget[row] = (budget[row] ?? 0) + size
  }
  writeFileSync(TABLE, `${JSON.stringify(budget, null, 2)}\n`)
}
