import type { FileInput, Recognition } from '../dialect.ts'
import { baseName } from '../shared/key-scan.ts'
import { CONSUMER, DESERIALIZERS, GROUP, isAnchor, isConnectionOnly, isShared, PRODUCER, SERIALIZERS, SHARE, tellsOf, WITHOUT_DIALECT } from '../shared/kafka-evidence.ts'
import { evidenceOf } from '../shared/recognise-flat.ts'

export const ID = 'kafka-client-properties'
export type Role = 'consumer' | 'share-consumer' | 'producer' | 'both' | 'admin' | 'client'

const NAMED = /(?:^|[-_.])(?:producer|consumer|client|kafka|admin|command-config)s?(?:[-_.]|$)/
/** Files of Kafka's command line tools, and of programs that manage topics. */
const ADMIN_NAMED = /^(?:admin|command)/
/** What only one client has. */
const IDENTITY = ['group.id', 'transactional.id', ...SERIALIZERS, ...DESERIALIZERS]
/** The keys of both kinds of consumer are the same but for a few, so only the name can tell. */
const SHARE_NAMED = /(?:^|[-_.])share[-_.]?consumers?(?:[-_.]|$)/
/** Only these endings are looked at without a name that speaks of Kafka. */
const FLAT = /\.(?:properties|delta)$/

/** Told by keys first; the name breaks ties. */
export function recogniseClient(file: FileInput): Recognition | undefined {
  const name = baseName(file.path)
  if (!FLAT.test(name) && !NAMED.test(name) && file.languageId === undefined) return undefined
  const found = evidenceOf(file)
  if (!found) return undefined
  const { keys, other } = found
  if (other?.kind === 'librdkafka') return { dialect: null, because: 'it has keys of librdkafka and does not show that librdkafka reads it' }
  const isAdmin = other?.kind === 'admin'
  const evidence = isAdmin ? `the key ${other.tell}` : evidenceIn(keys, name)
  const unread = other && WITHOUT_DIALECT[other.kind]
  if (unread !== undefined) return { dialect: null, because: `it configures ${unread}, for which there is no dialect yet` }
  if ((other && !isAdmin) || !evidence) return undefined
  const role = roleOf(keys, name, isAdmin)
  return { dialect: ID, because: evidence, as: `${ID} ${role}${isFragment(keys, name) ? ' fragment' : ''}` }
}

/** One key that only a client has, or two shared ones with an anchor among them, or an anchor and a name. */
function evidenceIn(keys: ReadonlySet<string>, name: string): string | undefined {
  for (const key of keys) if (PRODUCER.has(key) || CONSUMER.has(key) || SHARE.has(key)) return `the key ${key}`
  const shared = [...keys].filter(isShared)
  const anchor = shared.find(isAnchor)
  if (anchor === undefined || (shared.length < 2 && !NAMED.test(name))) return undefined
  return `the key ${anchor}`
}

/** A role is shown in earnest by its own (de)serializers or by two keys that only it has; a single stray key of the other one makes no second role. */
function roleOf(keys: ReadonlySet<string>, name: string, isAdmin: boolean): Role {
  const role = plainRole(keys, name)
  if (role === 'client' && (isAdmin || ADMIN_NAMED.test(name))) return 'admin'
  return role === 'consumer' && SHARE_NAMED.test(name) ? 'share-consumer' : role
}

function plainRole(keys: ReadonlySet<string>, name: string): Role {
  const produces = tellsOf(keys, PRODUCER)
  const consumes = tellsOf(keys, CONSUMER) + tellsOf(keys, SHARE)
  const inEarnest = (tells: number, own: ReadonlySet<string>): boolean => tells >= 2 || tellsOf(keys, own) > 0
  if (inEarnest(produces, SERIALIZERS) && inEarnest(consumes, DESERIALIZERS)) return 'both'
  if (produces > 0 && consumes + tellsOf(keys, GROUP) > 0 && isForAll(keys, name)) return 'both'
  if (produces > 0 || consumes > 0) return stronger(keys, name, produces, consumes)
  if ([...keys].every(isConnectionOnly)) return 'client'
  if (tellsOf(keys, GROUP) > 0 || /consumer/.test(name)) return 'consumer'
  return /producer/.test(name) ? 'producer' : 'client'
}

/** What a template for all clients of a cluster looks like: `acks` beside `session.timeout.ms`, and nothing that makes it one client's own. */
function isForAll(keys: ReadonlySet<string>, name: string): boolean {
  return !IDENTITY.some((key) => keys.has(key)) && !/producer|consumer/.test(name)
}

function stronger(keys: ReadonlySet<string>, name: string, produces: number, consumes: number): Role {
  const asConsumer = consumes + tellsOf(keys, GROUP)
  if (produces === asConsumer) return /consumer/.test(name) ? 'consumer' : 'producer'
  return produces > asConsumer ? 'producer' : 'consumer'
}

/** A few keys that are laid over others: neither an address nor anything that says who this client is. */
function isFragment(keys: ReadonlySet<string>, name: string): boolean {
  const address = ['bootstrap.servers', 'bootstrap.controllers', 'client.id']
  return !address.some((k) => keys.has(k)) && isForAll(keys, name)
}
