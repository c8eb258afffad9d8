import { readFileSync, writeFileSync } from 'node:fs'

/** A file about which Weir and a released library once did not agree, as small as it gets, with the library's verdict. */
export interface Regression {
  /** The program under `test/oracle/java` that asks, and the component that it asks about. */
  readonly judge: 'Judge' | 'StreamsJudge'
  readonly component: string
  readonly release: string
  /** Told by its name and its keys what it is. */
  readonly file: string
  readonly text: string
  readonly refused: boolean
}

const FILE = new URL('kept.json', import.meta.url)

export const regressions = (): readonly Regression[] => JSON.parse(readFileSync(FILE, 'utf8')) as readonly Regression[]

/** `npm run oracle -- --keep`: what was found is written down, and asked again in every run from then on; `npm test` fails until our side agrees. */
export function keep(found: Regression): void {
  if (process.env['WEIR_ORACLE_KEEP'] !== '1') return
  const all = new Map([...regressions(), found].map((r) => [nameOf(r), r]))
  const sorted = [...all].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, r]) => r)
  writeFileSync(FILE, `${JSON.stringify(sorted, null, 2)}\n`)
}

export const nameOf = ({ component, release, text }: Regression): string => `${component} ${release} ${JSON.stringify(text)}`
