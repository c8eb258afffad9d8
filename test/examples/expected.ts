import type { Severity } from '../../core/engine/define-rule.ts'

/** Line, rule, severity. */
export type Expected = readonly [line: number, rule: string, severity: Severity]

export interface ExpectedFile {
  /** `null`: none of ours. */
  readonly dialect: string | null
  readonly findings: readonly Expected[]
}

const of =
  (dialect: string | null) =>
  (...findings: Expected[]): ExpectedFile => ({ dialect, findings })

const client = of('kafka-client-properties')
const topicFile = of('topic-properties')
const broker = of('broker-properties')
const strimzi = of('strimzi-topic')
const conf = of('spark-defaults')
const job = of('pyspark')
const stranger = of(null)

/** All that is said about `examples/`, by the path from there. A file without findings is one that must stay clean. */
export const expected: Readonly<Record<string, ExpectedFile>> = {
  'analytics/jobs/basket_conversion.py': job([24, 'aggregation-without-watermark', 'warning']),
  'analytics/jobs/delivery_eta.py': job([24, 'watermark-stale-column', 'error'], [32, 'checkpoint-not-durable', 'warning']),
  'analytics/jobs/fridge_alarms.py': job([41, 'trigger-interval-small', 'warning']),
  'analytics/jobs/loyalty_mailer.py': job([18, 'source-rate-unbounded', 'warning'], [26, 'checkpoint-missing', 'warning']),
  'analytics/jobs/order_facts.py': job(
    [66, 'dstream-setting-has-no-effect', 'warning'],
    [74, 'source-rate-unbounded', 'warning'],
    [97, 'trigger-interval-small', 'info'],
    [112, 'checkpoint-missing', 'error'],
  ),
  'analytics/jobs/payment_facts.py': job([29, 'dedup-state-unbounded', 'warning']),
  'analytics/jobs/price_ticker.py': job([11, 'data-loss-tolerated', 'warning'], [17, 'acks-one', 'warning'], [20, 'trigger-interval-below-floor', 'warning']),
  'analytics/jobs/session_lengths.py': job(),
  'analytics/jobs/stock_merge.py': job(),
  'analytics/jobs/van_positions.py': job(),

  'logistics/depot-inventory.consumer.properties': client([2, 'fact-unreadable', 'warning'], [9, 'suppression-unused', 'info']),
  'logistics/route-planner.consumer.properties': client(),
  'logistics/van-positions.producer.properties': client([9, 'acks-one', 'info']),
  'logistics/handhelds/firmware.client.properties': client(),
  'logistics/handhelds/scanner.producer.properties': client([10, 'reorder-risk', 'warning']),

  'orders/loyalty-points.properties': client(),
  'orders/order-intake.producer.properties': client([7, 'schema-auto-register', 'warning'], [15, 'idempotence-silently-disabled', 'warning']),
  'orders/order-relay.properties': client([16, 'acks-one', 'warning']),
  'orders/order-status.consumer.properties': client(),
  'orders/stock-reservations.consumer.properties': client([13, 'heartbeat-session-ratio', 'warning'], [16, 'unknown-key', 'warning'], [19, 'key-of-other-component', 'warning']),

  'payments/chargebacks.producer.properties': client([12, 'idempotence-conflict', 'error'], [13, 'delivery-timeout-inconsistent', 'error']),
  'payments/cluster.security.properties': client(),
  'payments/fraud-scoring.consumer.properties': client([13, 'session-timeout-below-processing-time', 'warning']),
  'payments/ledger-writer.producer.properties': client(),
  'payments/payment-events.producer.properties': client([12, 'idempotence-explicitly-off', 'warning'], [32, 'duplicate-key', 'warning']),
  'payments/receipts.consumer.properties': client([10, 'session-timeout-below-processing-time', 'info']),
  'payments/refunds.producer.properties': client([11, 'transactional-without-idempotence', 'error']),
  'payments/settlement.consumer.properties': client([12, 'poll-batch-exceeds-interval', 'warning']),

  'platform/brokers/broker-4.server.properties': broker(
    [3, 'broker-voters-role', 'error'],
    [8, 'broker-advertised-wildcard', 'error'],
    [21, 'retention-keys-conflict', 'warning'],
    [22, 'retention-unit-suspect', 'warning'],
  ),
  'platform/brokers/controller-1.properties': broker(),
  'platform/charts/store-topics/templates/topic.yaml': strimzi(),
  'platform/spark/spark-defaults.conf': conf(
    [9, 'duplicate-key', 'warning'],
    [14, 'checkpoint-not-durable', 'warning'],
    [17, 'unknown-key', 'warning'],
    [19, 'dstream-setting-has-no-effect', 'warning'],
    [20, 'dstream-setting-has-no-effect', 'warning'],
  ),
  'platform/spark/stateless-jobs.conf': conf(),
  'platform/topics/audit-trail.topic.properties': topicFile([6, 'retention-unit-suspect', 'warning']),
  'platform/topics/logistics.yaml': strimzi([18, 'retention-below-worst-lag', 'error']),
  'platform/topics/orders.yaml': strimzi([27, 'topic-single-partition', 'warning'], [45, 'min-isr-exceeds-rf', 'warning']),
  'platform/topics/payments.yaml': strimzi(),
  'platform/topics/stock-levels.topic.properties': topicFile(),
  'platform/topics/stores.yaml': strimzi([11, 'unknown-key', 'warning'], [27, 'duplicate-key', 'warning']),
  'platform/topics/web.yaml': strimzi(
    [12, 'retention-unit-suspect', 'warning'],
    [22, 'cleanup-policy-invalid', 'error'],
    [33, 'retention-too-short', 'warning'],
    [36, 'key-of-other-component', 'error'],
  ),

  'sandbox/debug.consumer.properties': client([10, 'heartbeat-not-below-session', 'error']),
  'sandbox/replay.consumer.properties': client([10, 'session-timeout-too-low', 'info']),
  'sandbox/seed-orders.producer.properties': client(),

  'web/baskets.producer.properties': client([8, 'schema-auto-register', 'warning']),
  'web/clickstream.producer.properties': client([8, 'acks-zero', 'warning'], [13, 'max-block-zero', 'warning']),
  'web/log4j.properties': stranger(),
  'web/page-timings.producer.properties': client(),
  'web/recommendations.consumer.properties': client([12, 'fetch-wait-exceeds-request-timeout', 'warning']),
  'web/search-index.consumer.properties': client(),
  'web/edge/ad-impressions.producer.properties': client([13, 'idempotence-inflight-4x', 'error']),
  'web/edge/consent.consumer.properties': client(),
}

/** The passwords that stand in the examples, none of them real. */
export const SECRETS: readonly string[] = ['not-a-real-secret-8Jq2', 'changeit']
