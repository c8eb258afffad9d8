import { classPathOf } from '../../scripts/catalogue/kafka/class-path.ts'
import { cache } from '../../scripts/catalogue/kafka/dump.ts'
import { whySkipped } from './jvm.ts'
import { releasesOf } from './scale.ts'

/** Test files run beside each other, and Maven's own store is not made for that: what it has to fetch is fetched before. */
export function setup(): void {
  if (whySkipped(['java', 'javac', 'mvn']) === undefined) for (const release of releasesOf()) classPathOf(release, cache)
}
