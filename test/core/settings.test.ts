import { describe, expect, it } from 'vitest'
import type { Component, Layer, Value } from '../../core/components/component.ts'
import { Settings } from '../../core/components/settings.ts'
import { pointAt } from '../../core/components/target.ts'
import { Token } from '../../core/text/token.ts'
import { release } from '../../core/catalogue/releases.ts'
import { lint, linter } from '../support/linter.ts'
import { emptyConfig } from '../../core/engine/file-config.ts'

const at = { start: 0, end: 0 }
const value = (key: string, text: string): Value => ({ key: new Token(at, key), text: new Token(at, text) })
function layer(origin: Layer['origin'], values: Record<string, string | readonly string[]>, open?: string): Layer {
  const held = Object.entries(values).map(([key, texts]): [string, Value[]] => [key, [texts].flat().map((t) => value(key, t))])
  return { name: origin, origin, values: new Map(held), ...(open === undefined ? {} : { open }) }
}
const nothingStated = linter.lint({ path: 'none.txt', text: '' }, emptyConfig).target
function settings(layers: readonly Layer[], kafka = '3.9', kind: Component['kind'] = 'producer'): Settings {
  const component: Component = { kind, dialect: 'a test', layers, at, extent: at, write: () => ({ refused: 'a test' }) }
  return new Settings(component, pointAt(nothingStated, { kafkaClient: release('kafkaClient', kafka) }))
}
const shown = (setting: ReturnType<Settings['of']>): unknown => (setting.state === 'known' ? [setting.origin, setting.value] : setting.state)

describe('what holds for a key', () => {
  it('is what the strongest layer says; the others are shadowed, in order', () => {
    const linger = settings([layer('explicit', { 'linger.ms': ['1', '2'] }), layer('inherited', { 'linger.ms': '3' })]).of('linger.ms')
    expect(shown(linger)).toEqual(['explicit', 1])
    expect(linger.state === 'known' && linger.shadowed.map((v) => v.text.text)).toEqual(['2', '3'])
  })
  it('is what a weaker layer says where a stronger one is closed and silent', () =>
    expect(shown(settings([layer('explicit', {}), layer('framework', { acks: '1' })]).of('acks'))).toEqual(['framework', '1']))
  it('is unknown where a stronger layer may say more than is seen', () =>
    expect(shown(settings([layer('explicit', {}, 'a template'), layer('inherited', { acks: '1' })]).of('acks'))).toBe('unknown'))
  it('is known all the same where the open layer says it', () => expect(shown(settings([layer('explicit', { acks: '1' }, 'a template')]).of('acks'))).toEqual(['explicit', '1']))
  it('is the default of the release', () => {
    expect(shown(settings([], '2.8').of('acks'))).toEqual(['default', '1'])
    expect(shown(settings([], '3.9').of('acks'))).toEqual(['default', 'all'])
  })
  it.each([
    ['the longest wait before a reconnect, where only the first is written', '3.9', 'consumer', { 'reconnect.backoff.ms': '2000' }, 'reconnect.backoff.max.ms', ['derived', 2000]],
    ['… and not where it is written too', '3.9', 'admin', { 'reconnect.backoff.ms': '2000', 'reconnect.backoff.max.ms': '9' }, 'reconnect.backoff.max.ms', ['explicit', 9]],
    ['… nor where neither is', '3.9', 'streams', {}, 'reconnect.backoff.max.ms', ['default', 1000]],
    ['… and nobody knows it beside a placeholder', '3.9', 'producer', { 'reconnect.backoff.ms': 'x' }, 'reconnect.backoff.max.ms', 'unknown'],
    ['acks of an idempotent producer up to 2.8', '2.8', 'producer', { 'enable.idempotence': 'true' }, 'acks', ['derived', 'all']],
    ['… and of one with transactions', '2.8', 'producer', { 'transactional.id': 't' }, 'acks', ['derived', 'all']],
    ['… not of one that is not idempotent', '2.8', 'producer', { 'enable.idempotence': 'false', 'transactional.id': 't' }, 'acks', ['default', '1']],
    ['… nor where they are written', '2.8', 'producer', { 'enable.idempotence': 'true', acks: '-1' }, 'acks', ['explicit', '-1']],
    ['… nor later, when they are the default', '3.0', 'producer', { 'enable.idempotence': 'true' }, 'acks', ['default', 'all']],
  ] as const)('is what the class makes of it: %s', (_, kafka, kind, written, key, held) => expect(shown(settings([layer('explicit', written)], kafka, kind).of(key))).toEqual(held))
  it('is nothing where the release does not know the key, whatever is written', () => {
    const asked = (kafka: string): unknown => shown(settings([layer('explicit', { 'group.protocol': 'consumer' })], kafka, 'consumer').of('group.protocol'))
    expect(asked('3.6')).toBe('absent')
    expect(asked('3.9')).toEqual(['explicit', 'consumer'])
  })
  it('is unknown where the value is none', () =>
    expect(settings([layer('explicit', { 'linger.ms': 'soon' })]).of('linger.ms')).toMatchObject({ state: 'unknown', because: 'its value is not a whole number' }))
})

describe('what the class makes of several keys', () => {
  it('is derived, with what brought it about', () => {
    const made = settings([layer('explicit', { acks: '1' })]).of('enable.idempotence')
    expect(made).toMatchObject({ state: 'known', origin: 'derived', value: false })
    expect(made.state === 'known' && made.causes.map((c) => c.key)).toEqual(['acks'])
  })
  it('is what was written where the class leaves it', () =>
    expect(shown(settings([layer('explicit', { 'enable.idempotence': 'true' })]).of('enable.idempotence'))).toEqual(['explicit', true]))
})

describe('a placeholder', () => {
  const rules = (...lines: string[]): string[] =>
    lint({ file: 'producer.properties', text: ['bootstrap.servers=b:9092', 'enable.idempotence=true', ...lines].join('\n'), kafka: '3.9' }).findings.map(
      (f) => `${f.severity} ${f.rule}`,
    )
  it('with a default is judged by it, and says so', () => expect(rules('retries=${RETRIES:0}')).toEqual(['warning idempotence-conflict']))
  it('without one makes everything unknown that depends on it', () => {
    expect(rules('retries=${RETRIES}')).toEqual([])
    expect(rules('acks=${ACKS:1}', 'retries=${RETRIES}')).toEqual(['warning idempotence-conflict'])
  })
})
