import { targetOf, readRange } from '../core/engine/directives.ts'
import { withTarget, type Environment, type FileConfig } from '../core/engine/file-config.ts'
import type { Line } from '../core/catalogue/kinds.ts'
import type { Target } from '../core/components/target.ts'

/** The section of the editor's settings that is ours. */
export const SECTION = 'weir'

export interface Settings {
  /** A release, or a range such as `2.8..3.9`; empty: what `weir.yaml` or the file says. */
  readonly kafka: string
  readonly spark: string
  /** `auto`: what `weir.yaml` or the path says. */
  readonly environment: Environment | 'auto'
  /** Read by the client alone. */
  readonly trace: { readonly server: 'off' | 'messages' | 'verbose' }
}

/** The manifest declares the same; a test holds the two together. */
export const DEFAULTS: Settings = { kafka: '', spark: '', environment: 'auto', trace: { server: 'off' } }

const PRODUCTS: readonly (readonly [name: 'kafka' | 'spark', lines: readonly Line[], example: string])[] = [
  ['kafka', ['kafkaClient', 'kafkaBroker'], '3.9'],
  ['spark', ['spark'], '3.5'],
]

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
  const [kafka = '', spark = ''] = PRODUCTS.map(([name, lines, example]) => {
    const text = textOf(given[name])
    if (text === '' || readRange(text, lines[0] ?? 'spark', '')) return text
    problems.push(`weir.${name} is a release such as "${example}", or a range such as "3.3..${example}"`)
    return ''
  })
  return { settings: { kafka, spark, environment: isEnvironment(environment) ? environment : DEFAULTS.environment, trace: DEFAULTS.trace }, problems }
}

const isRecord = (x: unknown): x is Readonly<Record<string, unknown>> => typeof x === 'object' && x !== null
const isEnvironment = (x: unknown): x is Settings['environment'] => x === 'auto' || x === 'production' || x === 'development'
const textOf = (x: unknown): string => (typeof x === 'string' ? x.trim() : typeof x === 'number' ? String(x) : '')

/** The editor's settings are stronger than any file. */
export function withSettings(config: FileConfig, { kafka, spark, environment }: Settings): FileConfig {
  const stated = PRODUCTS.map(([name, lines]): Partial<Target> => {
    const text = name === 'kafka' ? kafka : spark
    return text === '' ? {} : targetOf(lines, text, `the setting weir.${name}`)
  })
  const targeted = withTarget(config, Object.assign({}, ...stated) as Partial<Target>)
  return environment === 'auto' ? targeted : { ...targeted, environment, key: JSON.stringify([environment, targeted.key]) }
}
