import type { Parsed } from './kafka-values.ts'

const bad = (why: string): Parsed => ({ bad: why })
const fine: Parsed = { value: undefined }

/** `java.time.Duration.parse`: days, then time, of which something must be there. */
const DURATION = /^([+-]?)P(?=[+-]?\d|T)(?:([+-]?\d+)D)?(?:T(?=[+-]?\d)(?:([+-]?\d+)H)?(?:([+-]?\d+)M)?(?:([+-]?\d+(?:[.,]\d{0,9})?)S)?)?$/i
const SECONDS = [86_400, 3600, 60, 1]

/** Each part may have a sign, and the whole another one. */
function isNegative([, sign, ...parts]: readonly (string | undefined)[]): boolean {
  const sum = parts.reduce((total, part, i) => total + Number((part ?? '0').replace(',', '.')) * (SECONDS[i] ?? 0), 0)
  return (sign === '-' ? -sum : sum) < 0
}

/** `AutoOffsetResetStrategy.fromString` (KIP-1106): exact words, or a duration that is not negative. */
const resetStrategy =
  (...words: readonly string[]) =>
  (text: string): Parsed => {
    if (words.includes(text)) return fine
    const [, duration] = /^by_duration:(.*)$/s.exec(text) ?? []
    if (duration === undefined) return bad(`not one of ${words.join(', ')}, by_duration:<ISO 8601 duration>`)
    const parts = DURATION.exec(duration)
    if (!parts) return bad('no ISO 8601 duration behind by_duration, such as by_duration:P7D')
    return isNegative(parts) ? bad('a negative duration') : fine
  }

const gzipLevel = (text: string): Parsed => (/^[+]?0*[1-9]$|^-0*1$/.test(text) ? fine : bad('neither -1 nor 1 to 9'))

/** `ThrottledReplicaListValidator`: all of them, or partition:broker pairs; entries may be empty. */
const throttled = (text: string): Parsed => {
  const entries = text.split(',').map((entry) => entry.trim())
  return entries.join('') === '*' || entries.every((entry) => /^(?:\d+:\d+)?$/.test(entry)) ? fine : bad('neither * nor a list of partition:broker')
}

/** `JoinGroupRequest.validateGroupInstanceId`, which follows the rules for names of topics. */
function instanceId(text: string): Parsed {
  if (text === '' || text === '.' || text === '..') return bad(text === '' ? 'empty' : 'no name')
  if (text.length > 249) return bad('longer than 249 characters')
  return /^[\w.-]+$/.test(text) ? fine : bad('no name of letters, digits, full stops, underscores and hyphens')
}

/** `StreamsConfig.verifyTopologyOptimizationConfigs`: all, none, or some by name; entries that are empty at the end fall away (`String.split`). Up to 3.3 the words of the catalogue decide. */
function optimizations(text: string): Parsed {
  const entries = text.split(/\s*,\s*/)
  while (entries.length > 1 && entries.at(-1) === '') entries.pop()
  if (entries.length === 1 && entries[0] === '' && text !== '') return fine
  const strange = entries.find((entry) => !OPTIMIZATIONS.includes(entry))
  if (strange !== undefined) return bad(`not one of ${OPTIMIZATIONS.join(', ')}`)
  return entries.length > 1 && entries.some((entry) => entry === 'all' || entry === 'none') ? bad('all or none beside something else') : fine
}
const OPTIMIZATIONS: readonly string[] = ['all', 'none', 'reuse.ktable.source.topics', 'merge.repartition.topics', 'single.store.self.join']

/** `Utils.getPort`, which `KafkaStreams` asks in every release; what may stand before it has become less with time, and 4.4 looks at it first. */
const withPort = (text: string): Parsed => (text === '' || /:\d+$/.test(text) ? fine : bad('no host:port'))
const HOST_AND_PORT = /^(?:[\w%.-]*:\/\/)?\[?[\w%.:-]+\]?:\d+$/

const exactly =
  (...words: readonly string[]) =>
  (text: string): Parsed =>
    words.includes(text) ? fine : bad(`not one of ${words.join(', ')}`)

/** `TopicCreationConfig`: -1 leaves it to the broker. */
const countOrBroker = (text: string): Parsed => (/^(?:-0*1|[+]?0*[1-9]\d*)$/.test(text) ? fine : bad('neither -1 (what the broker says) nor above 0'))

const notNegative = (text: string): Parsed => (/^-0*[1-9]/.test(text) ? bad('below 0') : fine)

/** `ConfigDef.NonEmptyStringWithoutControlChars`. */
function printable(text: string): Parsed {
  if (text === '') return bad('empty')
  return /[\x00-\x1f\x7f-\x9f]/.test(text) ? bad('a text with control characters') : fine
}

const listeners = (text: string): Parsed => (text !== '' && text.split(',').some((entry) => entry.trim() === '') ? bad('a list with an empty entry') : fine)
const someListeners = (text: string): Parsed => (text === '' ? bad('empty') : listeners(text))

/** What only Java's expressions know, or read in another way: of those nothing is said. */
const JAVA_ONLY = /\\|\(\?|[*+?}]\+|\}\{|\[\[|&&/
function expression(text: string): Parsed {
  if (JAVA_ONLY.test(text)) return fine
  try {
    new RegExp(text)
    return fine
  } catch {
    return bad('no regular expression')
  }
}

/** `TopicCreationConfig`: each group once. That `default` is among them is refused by old releases (2.8.2, 3.2.3) and not by later ones (3.9.2): it is not judged. */
function creationGroups(text: string): Parsed {
  const groups = text === '' ? [] : text.split(/\s*,\s*/)
  return new Set(groups).size < groups.length ? bad('a list that names a group twice') : fine
}

/** What the validators do that are code of their own in the library, by the name that the catalogue gives them. The oracle asks each. */
const OWN: Readonly<Record<string, (text: string) => Parsed>> = {
  'AutoOffsetResetStrategy.Validator': resetStrategy('earliest', 'latest', 'none'),
  'ShareGroupAutoOffsetResetStrategy.Validator': resetStrategy('earliest', 'latest'),
  'ShareAcknowledgementMode.Validator': exactly('implicit', 'explicit'),
  'ShareAcquireMode.Validator': (text) => exactly('batch_optimized', 'record_limit')(text.toLowerCase()),
  ThrottledReplicaListValidator: throttled,
  ApplicationServerConfigValidator: (text) => (text === '' || HOST_AND_PORT.test(text) ? fine : bad('no host:port')),
  NonEmptyStringWithoutControlChars: printable,
  RegexValidator: expression,
  'WorkerConfig.AdminListenersValidator': listeners,
  'RestServerConfig.AdminListenersValidator': listeners,
  'WorkerConfig.ListenersValidator': someListeners,
  'RestServerConfig.ListenersValidator': someListeners,
}

/** Where the library's validator is a lambda without a name (broker, topic and producer have the same), or where the class checks outside of its ConfigDef. */
const BY_KEY: Readonly<Record<string, (text: string) => Parsed>> = {
  'compression.gzip.level': gzipLevel,
  'group.instance.id': instanceId,
  'topology.optimization': optimizations,
  'application.server': withPort,
  'config.storage.replication.factor': countOrBroker,
  'offset.storage.replication.factor': countOrBroker,
  'offset.storage.partitions': countOrBroker,
  'status.storage.replication.factor': countOrBroker,
  'status.storage.partitions': countOrBroker,
  'topic.creation.groups': creationGroups,
  'transaction.boundary.interval.ms': notNegative,
  'connect.protocol': (text) => (/^(?:eager|compatible|sessioned)$/i.test(text) ? fine : bad('not one of eager, compatible, sessioned')),
}

/** Nothing where the check is not known: it is not judged then. */
export function judgedByOwn(key: string, validator: string | undefined, text: string): Parsed | undefined {
  const judged = [BY_KEY[key], OWN[validator ?? '']].flatMap((judge) => (judge ? [judge(text)] : []))
  return judged.find((j) => 'bad' in j) ?? judged[0]
}
