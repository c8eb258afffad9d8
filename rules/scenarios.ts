/** One of the fifteen incidents. Its page is `docs/scenarios/<slug>.md`. */
export interface Scenario {
  readonly number: number
  readonly slug: string
  readonly title: string
  readonly cause: string
}

export const scenarios: readonly Scenario[] = [
  { number: 1, slug: '01-consumer-lag-spikes', title: 'Consumer lag jumps at peak load', cause: 'A slow sink holds the consumers back, so more comes in than is worked off.' },
  {
    number: 2,
    slug: '02-rebalancing-storms',
    title: 'Rebalancing storms stop processing',
    cause: 'Timeouts that do not fit each other make members of a group leave and rejoin in a loop.',
  },
  { number: 3, slug: '03-duplicate-messages', title: 'Duplicates despite exactly-once', cause: 'A producer that is not idempotent writes the same record again when it retries.' },
  { number: 4, slug: '04-schema-registry-breakage', title: 'Consumer fails after a schema change', cause: 'A schema goes live before its readers can read it.' },
  { number: 5, slug: '05-partition-imbalance', title: 'One hot partition slows everything', cause: 'A skewed key, or too few partitions, sends most records to one reader.' },
  { number: 6, slug: '06-late-arriving-messages', title: 'Late events spoil aggregates', cause: 'Windows without a watermark never close, or close by the wrong clock.' },
  {
    number: 7,
    slug: '07-pipeline-backpressure',
    title: 'Sink slower than source: uncontrolled backpressure',
    cause: 'Nothing limits how much is taken in at once in front of a slow sink.',
  },
  {
    number: 8,
    slug: '08-checkpoint-corruption',
    title: 'Crash loop on a corrupt checkpoint',
    cause: 'What a query remembers is lost or broken, so it cannot go on where it stopped.',
  },
  { number: 9, slug: '09-gradual-streaming-lag', title: 'Lag creeps up over days', cause: 'State that is never freed makes every batch a little slower than the one before.' },
  {
    number: 10,
    slug: '10-out-of-order-messages',
    title: 'Out-of-order events spoil event-time aggregates',
    cause: 'Records swap places on the way, and nothing downstream allows for it.',
  },
  {
    number: 11,
    slug: '11-broker-overload',
    title: 'Traffic bursts overload the brokers',
    cause: 'Producers send without limits, and what they were promised about durability does not hold.',
  },
  { number: 12, slug: '12-silent-consumer-failure', title: 'A consumer dies without an alert', cause: 'A failure, or a setting that is not applied, shows nowhere.' },
  { number: 13, slug: '13-small-micro-batches', title: 'Tiny micro-batches raise latency', cause: 'The fixed cost of a batch outweighs the work in it.' },
  { number: 14, slug: '14-retention-data-loss', title: 'Retention deletes unread data', cause: 'Records expire sooner than the slowest reader gets to them.' },
  {
    number: 15,
    slug: '15-producer-throttling',
    title: 'A throttled producer starves the pipeline',
    cause: 'A producer gives up on records before a slow or throttled broker has taken them.',
  },
]

export const scenarioByNumber = (n: number): Scenario | undefined => scenarios.find((s) => s.number === n)
