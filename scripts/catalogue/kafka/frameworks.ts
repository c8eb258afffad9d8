import { isServed } from './releases.ts'
import type { Fate, PutRow, ReleaseDump } from './dump-rows.ts'
import { historyOf, type History } from './history.ts'

type Dumps = ReadonlyMap<string, ReleaseDump>

/** One fate where it is the same wherever the user sets the key, else one by prefix. */
export interface Put {
  readonly value: string | null
  readonly user: Fate | Readonly<Record<string, Fate>>
}

/** Protocol → key → where it is refused. */
export function refusedUnder(dumps: Dumps): Record<string, Record<string, History<boolean>>> {
  const ways = new Set([...dumps.values()].flatMap(({ refused }) => [...refused.keys()]))
  return Object.fromEntries([...ways].sort().flatMap((way) => entryOf(way, refusedThere(way, dumps))))
}

/** A way that refuses nothing is left out. */
const entryOf = (way: string, keys: Record<string, History<boolean>>): [string, Record<string, History<boolean>>][] => (Object.keys(keys).length === 0 ? [] : [[way, keys]])

function refusedThere(way: string, dumps: Dumps): Record<string, History<boolean>> {
  const keys = new Set([...dumps.values()].flatMap(({ refused }) => refused.get(way) ?? []))
  const releases = [...dumps.keys()]
  const of = (key: string): History<boolean> =>
    historyOf(
      releases,
      [...dumps.values()].map(({ refused }) => refused.get(way)?.includes(key) === true),
    )
  return Object.fromEntries([...keys].sort().map((key) => [key, of(key).slice(of(key)[0]?.[1] === false ? 1 : 0)]))
}

const artifacts: Readonly<Record<string, string>> = { connect: 'connect-runtime', 'mirror-maker': 'connect-mirror' }

/** `framework mode client` → key → what is put there; null: nothing in those releases. */
export function frameworkPuts(dumps: Dumps): Record<string, Record<string, History<Put | null>>> {
  const clients = new Map<string, PutRow>()
  for (const { puts } of dumps.values()) for (const row of puts) clients.set(nameOf(row), row)
  return Object.fromEntries([...clients].map(([name, { framework }]) => [name, putsOf(name, framework, dumps)]))
}

const nameOf = ({ framework, mode, client }: PutRow): string => `${framework} ${mode} ${client}`

function putsOf(name: string, framework: string, dumps: Dumps): Record<string, History<Put | null>> {
  const releases = [...dumps.keys()].filter((release) => isServed(artifacts[framework] ?? 'kafka-streams', release))
  const tables = releases.map(
    (release) =>
      new Map(
        dumps
          .get(release)
          ?.puts.filter((row) => nameOf(row) === name && !isRefusedAnyway(row, dumps.get(release)))
          .map((row) => [row.key, row]),
      ),
  )
  const keys = [...new Set(tables.flatMap((table) => [...table.keys()]))].sort()
  const of = (key: string): History<Put | null> =>
    historyOf(
      releases,
      tables.map((table) => putOf(table.get(key))),
    )
  return Object.fromEntries(keys.map((key) => [key, of(key).slice(of(key)[0]?.[1] === null ? 1 : 0)]))
}

/** What the client itself refuses is no work of the framework. */
const isRefusedAnyway = ({ key }: PutRow, dump: ReleaseDump | undefined): boolean => dump?.refused.get('classic')?.includes(key) === true

function putOf(row: PutRow | undefined): Put | null {
  if (row === undefined) return null
  const fates = [...new Set(Object.values(row.user))]
  const [only = 'kept'] = fates
  return { value: named(row.value), user: fates.length > 1 ? row.user : only }
}

/** Names that the dumper chose in the place of a user: `weir.app` → `${app}`. */
const named = (value: string | null): string | null => value?.replace(/weir\.([a-z]+)/g, '$${$1}').replaceAll('127.0.0.1:9', '${bootstrap}') ?? null
