import { isServed, releases } from './releases.ts'

/** Every component that the catalogue has, by the name that `Components.java` gives it, with the artifact that is needed to ask for it. */
const artifacts = {
  consumer: 'kafka-clients',
  producer: 'kafka-clients',
  'share-consumer': 'kafka-clients',
  admin: 'kafka-clients',
  streams: 'kafka-streams',
  topic: 'kafka_2.13',
  broker: 'kafka_2.13',
  group: 'kafka_2.13',
  'client-metrics': 'kafka_2.13',
  'client-quota': 'kafka_2.13',
  'ip-quota': 'kafka_2.13',
  'connect-distributed': 'connect-runtime',
  'connect-standalone': 'connect-runtime',
  'source-connector': 'connect-runtime',
  'sink-connector': 'connect-runtime',
  'mirror-maker': 'connect-mirror',
  'mirror-source': 'connect-mirror',
  'mirror-checkpoint': 'connect-mirror',
  'mirror-heartbeat': 'connect-mirror',
} as const

export type Component = keyof typeof artifacts

export const components = Object.keys(artifacts) as Component[]

/** What a release is asked for, as Maven names it. */
export const artifactsOf = (release: string): string[] => [...new Set(Object.values(artifacts))].filter((artifact) => isServed(artifact, release))

/** The releases that could be asked for a component, whether it was there yet or not. */
export const releasesOf = (component: Component): string[] => releases.filter((release) => isServed(artifacts[component], release))

/** Components that no file configures by itself, so that rules need no types of their keys. */
export const withoutKind: ReadonlySet<string> = new Set<Component>(['client-quota', 'ip-quota', 'mirror-source', 'mirror-checkpoint', 'mirror-heartbeat'])
