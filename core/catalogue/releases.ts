import { minorOf, showVersion, version, type Version } from '../text/version.ts'
import { kafkaReleases } from './kafka-tables.ts'
import { librdkafkaReleases } from './librdkafka.ts'
import type { Line } from './kinds.ts'

/** Spark lines that the catalogue judges for; the facts behind the rules were executed on the last patch of each. */
const SPARK: readonly string[] = ['3.3', '3.4', '3.5', '4.0', '4.1', '4.2', '4.3']

/** Which Kafka client each Spark line brings (the connector's own dependency). */
const CLIENT_IN_SPARK: readonly (readonly [spark: string, client: string])[] = [
  ['3.3', '2.8.1'],
  ['3.4', '3.3.2'],
  ['3.5', '3.4.1'],
  ['4.0', '3.9.0'],
  ['4.1', '3.9.1'],
  ['4.2', '3.9.2'],
]

const kept: Partial<Record<Line, readonly Version[]>> = {}
const releasesOf = (line: Line): readonly string[] => (line === 'spark' ? SPARK : line === 'librdkafka' ? librdkafkaReleases() : kafkaReleases())
const known = (line: Line): readonly Version[] => (kept[line] ??= releasesOf(line).map(version))

export function newest(line: Line): Version {
  return known(line).at(-1) ?? 0
}

export function oldest(line: Line): Version {
  return known(line)[0] ?? 0
}

/** `3.9` means the last patch of that minor that the catalogue knows; a patch means itself. A release beyond the catalogue is judged by the nearest one that it knows. */
export function release(line: Line, text: string): Version {
  const stated = version(text)
  const wantsMinor = text.split('.').length < 3
  const patches = wantsMinor ? known(line).filter((v) => minorOf(v) === stated) : []
  const found = patches.at(-1) ?? stated
  return Math.min(Math.max(found, oldest(line)), newest(line))
}

/** Of a line of which only few releases are known, the known one on that side; else the release itself. */
export function nearest(line: Line, v: Version, side: 'below' | 'above'): Version {
  if (line !== 'librdkafka') return v
  return (side === 'below' ? known(line).findLast((k) => k <= v) : known(line).find((k) => k >= v)) ?? v
}

/** Whether the catalogue has data for the minor. */
export const covers = (line: Line, text: string): boolean => known(line).some((v) => minorOf(v) === minorOf(version(text)))

export const minors = (line: Line): string[] => [...new Set(known(line).map((v) => showVersion(minorOf(v))))]

export function clientInSpark(spark: Version): Version {
  const row = CLIENT_IN_SPARK.findLast(([line]) => version(line) <= spark) ?? CLIENT_IN_SPARK[0]
  return version(row?.[1] ?? '2.8.1')
}
