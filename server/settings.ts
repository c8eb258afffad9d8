import { targetOf, readRange } from '../core/engine/directives.ts'
import { withTarget, type Environment, type FileConfig } from '../core/engine/file-config.ts'
import { PRODUCT_NAMES, PRODUCTS, type Product } from '../core/engine/products.ts'
import { mergeTargets, type Target } from '../core/components/target.ts'

/** The section of the editor's settings that is ours. */
export const SECTION = 'weir'

export interface Settings {
  /** A release, or a range such as `2.8..3.9`; empty: what `weir.yaml` or the file says. */
  readonly kafka: string
  readonly spark: string
  readonly librdkafka: string
  /** `auto`: what `weir.yaml` or the path says. */
  readonly environment: Environment | 'auto'
  /** Read by the client alone. */
  readonly trace: { readonly server: 'off' | 'messages' | 'verbose' }
}

/** The manifest declares the same; a test holds the two together. */
export const DEFAULTS: Settings = { kafka: '', spark: '', librdkafka: '', environment: 'auto', trace: { server: 'off' } }

export interface ReadSettings {
  readonly settings: Settings
  /** What cannot be used and is left out. */
  readonly problems: readonly string[]
}

/** What a client answers may be anything: nothing, an older shape, a number where a text was meant. */
export function readSettings(raw: unknown): ReadSettings {
  const problems: string[] = []
  const given = isRecord(raw) ? raw : {}
  const environment = given['environment'] ?? DEFAULTS.environment
  if (!isEnvironment(environment)) problems.push('weir.environment is auto, production or development')
  const said = (product: Product): string => {
    const { lines, release, range } = PRODUCTS[product]
    const text = textOf(given[product])
    if (text === '' || readRange(text, lines[0], '')) return text
    problems.push(`weir.${product} is a release such as "${release}", or a range such as "${range}"`)
    return ''
  }
  const [kafka, spark, librdkafka] = [said('kafka'), said('spark'), said('librdkafka')]
  return { settings: { kafka, spark, librdkafka, environment: isEnvironment(environment) ? environment : DEFAULTS.environment, trace: DEFAULTS.trace }, problems }
}

const isRecord = (x: unknown): x is Readonly<Record<string, unknown>> => typeof x === 'object' && x !== null
const isEnvironment = (x: unknown): x is Settings['environment'] => x === 'auto' || x === 'production' || x === 'development'
const textOf = (x: unknown): string => (typeof x === 'string' ? x.trim() : typeof x === 'number' ? String(x) : '')

/** The editor's settings are stronger than any file. */
export function withSettings(config: FileConfig, settings: Settings): FileConfig {
  const { environment } = settings
  const stated = PRODUCT_NAMES.map((product): Partial<Target> =>
    settings[product] === '' ? {} : targetOf(PRODUCTS[product].lines, settings[product], `the setting weir.${product}`),
  )
  const targeted = withTarget(config, mergeTargets(...stated))
  return environment === 'auto' ? targeted : { ...targeted, environment, key: JSON.stringify([environment, targeted.key]) }
}
