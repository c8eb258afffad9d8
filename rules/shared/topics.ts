/** Topics that Kafka, Connect, Streams and MirrorMaker keep for themselves: rules about the user's own data do not hold for them (rules-kafka.md §0, q-int). */
const INTERNAL =
  /^(?:__.*|.*-(?:changelog|repartition)|(?:.*[-_.])?connect-(?:configs|offsets|status)|_schemas|_confluent.*|mm2-.*|heartbeats|.*\.checkpoints\.internal|.*\.heartbeats|ATLAS_.*)$/

export const isInternalTopic = (name: string | undefined): boolean => name !== undefined && INTERNAL.test(name)

/** Compaction keeps the last record of every key, whatever its age: nothing is deleted for being old. */
const isCompactedOnly = (policy: readonly string[]): boolean => policy.includes('compact') && !policy.includes('delete')
/** An empty policy deletes nothing at all (executed on 2.8.2 to 4.4.0). */
export const keepsForEver = (policy: readonly string[]): boolean => isCompactedOnly(policy) || policy.every((p) => p === '')
