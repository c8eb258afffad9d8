import type { Known } from '../../core/components/settings.ts'
import { defaultAt } from '../../core/catalogue/lookup.ts'
import { newest } from '../../core/catalogue/releases.ts'
import { optional } from '../../core/engine/define-rule.ts'

/** An address that a broker or controller binds or advertises; `name` as Kafka compares it. */
export interface Listener {
  readonly name: string
  readonly host: string
  readonly port: number
  /** As it is written. */
  readonly text: string
}

/** What the addresses of a server hang on; unknown parts stop a rule that asks for them. */
export const LISTENING = {
  listeners: optional('listeners'),
  advertised: optional('advertised.listeners'),
  controllers: optional('controller.listener.names'),
  map: optional('listener.security.protocol.map'),
  roles: optional('process.roles'),
} as const

type Names = Known<readonly string[]> | undefined
export interface Listening {
  readonly listeners: Names
  readonly advertised: Names
  readonly controllers: Names
  readonly map: Known<string> | undefined
  readonly roles: Names
}

/** Nothing where an entry is malformed: that is refused by itself, and nothing can be concluded. */
export function listenersIn(setting: Names): readonly Listener[] | undefined {
  const found = (setting?.value ?? []).filter(Boolean).map(listenerOf)
  return found.every((l) => l !== undefined) ? found : undefined
}

function listenerOf(text: string): Listener | undefined {
  const [, name, host, port] = /^(.*):\/\/\[?([0-9a-zA-Z\-%._:]*)\]?:(-?\d+)$/.exec(text) ?? []
  return name === undefined || host === undefined ? undefined : { name: name.toUpperCase(), host, port: Number(port), text }
}

const byDefault = (): Listener[] => (defaultAt('broker', 'listeners', newest('kafkaBroker')) ?? '').split(',').flatMap((text) => listenerOf(text) ?? [])

/** The addresses that are bound: where nothing is said, one. */
export const boundBy = ({ listeners }: Listening): readonly Listener[] | undefined => (listeners ? listenersIn(listeners) : byDefault())

/** The addresses that clients are told: where nothing is said, those that are bound and are no controller's. */
export function advertisedBy(all: Listening): readonly Listener[] | undefined {
  if (all.advertised) return listenersIn(all.advertised)
  return boundBy(all)?.filter(({ name }) => !controllerNames(all).includes(name))
}

export const controllerNames = ({ controllers }: Listening): readonly string[] => (controllers?.value ?? []).filter(Boolean)

export type Role = 'broker' | 'controller' | 'combined' | 'zookeeper'
/** What the file says it is. Without a role it is a broker of ZooKeeper's, up to 3.9. */
export function roleIn(roles: Names): Role {
  const words = (roles?.value ?? []).filter(Boolean)
  if (words.length === 0) return 'zookeeper'
  const isBroker = words.includes('broker')
  return isBroker && words.includes('controller') ? 'combined' : isBroker ? 'broker' : 'controller'
}

const SECURE = ['SSL', 'SASL_PLAINTEXT', 'SASL_SSL']
/** The protocol of each name. A KRaft server to which nobody says otherwise takes its controllers' for PLAINTEXT, as long as nothing secure is among the names. */
export function protocolsBy(all: Listening): ReadonlyMap<string, string> {
  const map = all.map?.written ? entriesIn(all.map.value) : ['PLAINTEXT', ...SECURE].map((p): readonly [string, string] => [p, p])
  if (all.map?.written || roleIn(all.roles) === 'zookeeper') return new Map(map)
  // Added as they are written, and looked for in capitals.
  const controllers = controllerNames(all)
  const names = [...controllers, ...(all.listeners?.value ?? []).map((text) => text.slice(0, text.indexOf('://')).toUpperCase())]
  return new Map([...map, ...(names.some((n) => SECURE.includes(n)) ? [] : controllers.map((n): readonly [string, string] => [n, 'PLAINTEXT']))])
}

function entriesIn(value: string): (readonly [string, string])[] {
  const entries = value.split(',').filter((entry) => entry.includes(':'))
  return entries.map((entry) => {
    const colon = entry.lastIndexOf(':')
    return [
      entry.slice(0, colon).trim().toUpperCase(),
      entry
        .slice(colon + 1)
        .trim()
        .toUpperCase(),
    ]
  })
}
