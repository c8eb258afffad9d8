import type { Line } from '../catalogue/kinds.ts'

interface ProductOf {
  readonly title: string
  /** The lines of releases that a statement settles. */
  readonly lines: readonly [Line, ...Line[]]
  /** What may be stated, as an example. */
  readonly release: string
  readonly range: string
}

/** What people state a release of: in a comment, in `weir.yaml`, by a flag, in the editor's settings. */
export const PRODUCTS = {
  kafka: { title: 'Kafka', lines: ['kafkaClient', 'kafkaBroker'], release: '3.7', range: '2.8..3.9' },
  spark: { title: 'Spark', lines: ['spark'], release: '3.5', range: '3.3..4.0' },
  librdkafka: { title: 'librdkafka', lines: ['librdkafka'], release: '2.6', range: '2.0..2.16' },
} as const satisfies Readonly<Record<string, ProductOf>>

export type Product = keyof typeof PRODUCTS
export const PRODUCT_NAMES = Object.keys(PRODUCTS) as readonly Product[]

/** What a person calls the product whose releases these are. */
export const titleOf = (line: Line): string => PRODUCT_NAMES.map((p): ProductOf => PRODUCTS[p]).find(({ lines }) => lines.includes(line))?.title ?? line
