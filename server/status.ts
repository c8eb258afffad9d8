import type { Line } from '../core/catalogue/kinds.ts'
import { lineOf, LINES } from '../core/catalogue/kinds.ts'
import { DIALECT_NAMES } from '../core/dialects/index.ts'
import { rangeFor } from '../core/engine/judge.ts'
import type { Judged } from './documents.ts'

/** Told to our own extension only, beside the standard protocol: what a file was taken for. An editor that does not hear it misses nothing. */
export const STATUS = 'weir/status'

export interface FileStatus {
  readonly uri: string
  /** In a person's words; absent: none of ours. */
  readonly dialect?: string
  /** Why it was taken for that, or left out. */
  readonly because?: string
  readonly targets: readonly { readonly product: string; readonly version: string; readonly from: string; readonly assumed: boolean }[]
  /** The address of the `weir.yaml` that governs it. */
  readonly config?: string
}

const PRODUCTS: Readonly<Record<Line, string>> = { kafkaClient: 'Kafka client', kafkaBroker: 'Kafka broker', spark: 'Spark', librdkafka: 'librdkafka' }

export function statusOf({ uri, report }: Judged, config: string | undefined): FileStatus {
  const { dialect, because, components, target } = report
  const targets = LINES.flatMap((line) => {
    const component = components.map((p) => p.component).find((c) => lineOf[c.kind] === line)
    const range = component && rangeFor(component, target)
    return range ? [{ product: PRODUCTS[line], version: range.shown, from: range.because, assumed: range.assumed }] : []
  })
  return {
    uri,
    ...(dialect === null ? {} : { dialect: DIALECT_NAMES[dialect] ?? dialect }),
    ...(because === undefined ? {} : { because }),
    targets,
    ...(config === undefined ? {} : { config }),
  }
}
