/** The assignors that the Java client brings, each with the name that it gives itself in the group (`ConsumerPartitionAssignor.name`), which is what other clients are configured with. */
const PACKAGE = 'org.apache.kafka.clients.consumer'
export const ASSIGNORS: Readonly<Record<string, string>> = {
  range: `${PACKAGE}.RangeAssignor`,
  roundrobin: `${PACKAGE}.RoundRobinAssignor`,
  sticky: `${PACKAGE}.StickyAssignor`,
  'cooperative-sticky': `${PACKAGE}.CooperativeStickyAssignor`,
}
const CLASSES = new Set(Object.values(ASSIGNORS))
const lastName = (className: string): string => className.slice(className.lastIndexOf('.') + 1).toLowerCase()
const BY_CLASS = new Map(Object.entries(ASSIGNORS).map(([name, className]) => [lastName(className), name]))

/**
 * The name of the assignor that an entry means without naming its class: a name of the group's, a class without its package or in other letters.
 * A class of another package may be anybody's.
 */
export function nameMeant(entry: string): string | undefined {
  if (CLASSES.has(entry)) return undefined
  const lower = entry.toLowerCase().replaceAll('_', '-')
  if (ASSIGNORS[lower] !== undefined) return lower
  return !entry.includes('.') || lower.startsWith('org.apache.kafka.clients.') ? BY_CLASS.get(lastName(lower)) : undefined
}

/** The name of an entry in either spelling. */
export const nameOf = (entry: string): string | undefined => (CLASSES.has(entry) ? BY_CLASS.get(lastName(entry)) : nameMeant(entry))

/** What librdkafka has built in (rd_kafka_assignors_init), with the class of the Java client that does the same. */
const BUILT_IN: Readonly<Record<string, string>> = { RangeAssignor: 'range', RoundRobinAssignor: 'roundrobin', CooperativeStickyAssignor: 'cooperative-sticky' }
export const LIBRDKAFKA_ASSIGNORS: readonly string[] = Object.values(BUILT_IN)

/** The name that librdkafka has for an assignor, however it is named. */
export function ownAssignor(name: string): string | undefined {
  const simple = name.slice(name.lastIndexOf('.') + 1)
  return LIBRDKAFKA_ASSIGNORS.includes(name) ? name : Object.hasOwn(BUILT_IN, simple) ? BUILT_IN[simple] : undefined
}
