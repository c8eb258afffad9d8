import { defineRule, optional, stated } from '../../core/engine/define-rule.ts'
import type { Known } from '../../core/components/settings.ts'
import { broker } from '../shared/broker-example.ts'
import { entriesAt } from '../shared/list.ts'
import { advertisedBy, boundBy, controllerNames, LISTENING, protocolsBy, roleIn, type Listener } from '../shared/listeners.ts'

const texts = (listeners: readonly Listener[]): string[] => listeners.map((l) => l.text)
const names = (listeners: readonly Listener[]): string => [...new Set(listeners.map((l) => l.name))].join(', ') || 'none'

export default defineRule({
  id: 'broker-listener-unknown',
  summary: 'The name of a listener that is bound nowhere, or that has no protocol',
  scenario: 11,
  component: 'broker',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { ...LISTENING, inter: stated('inter.broker.listener.name'), security: optional('security.inter.broker.protocol'), early: stated('early.start.listeners') },
  fix: 'none',
  messages: {
    unbound: ({ lost, bound }: { lost: string; bound: string }) => `advertised.listeners names ${lost}, and listeners binds ${bound}: the broker refuses to start.`,
    protocol: ({ lost }: { lost: string }) => `listener.security.protocol.map has no protocol for ${lost}: the server refuses to start.`,
    early: ({ lost, bound }: { lost: string; bound: string }) => `early.start.listeners names ${lost}, and listeners binds ${bound}: the server refuses to start.`,
    between: ({ name, told, key }: { name: string; told: string; key: string }) =>
      `${key} makes brokers speak with each other through ${name}, and the listeners that are advertised are ${told}: the broker refuses to start.`,
  },
  lint({ inter, security, early, ...all }, report) {
    const bound = boundBy(all)
    const told = advertisedBy(all)
    if (!bound || !told) return
    const protocols = protocolsBy(all)
    const unmapped = [...bound, ...told].filter(({ name }) => !protocols.has(name))
    const from = all.advertised ?? all.listeners
    if (unmapped.length > 0) {
      report('protocol', { data: { lost: names(unmapped) }, at: [...(from ? entriesAt(from, texts(unmapped)) : []), all.map] })
      return
    }
    const role = roleIn(all.roles)
    const unmappedController = role === 'broker' ? controllerNames(all).filter((name) => !protocols.has(name.toUpperCase())) : []
    if (unmappedController.length > 0) report('protocol', { data: { lost: unmappedController.join(', ') }, at: [all.controllers, all.map] })
    const strange = unboundIn(early, bound)
    if (strange.length > 0) report('early', { data: { lost: strange.join(', '), bound: names(bound) }, at: [early, all.listeners] })
    if (inter && !protocols.has(inter.value.toUpperCase())) {
      report('protocol', { data: { lost: inter.value.toUpperCase() }, at: [inter, all.map] })
      return
    }
    // A controller alone has nobody to speak with through it.
    if (role === 'controller') return
    const lost = told.filter(({ name }) => !bound.some((b) => b.name === name))
    if (lost.length > 0 && all.advertised) report('unbound', { data: { lost: names(lost), bound: names(bound) }, at: [...entriesAt(all.advertised, texts(lost)), all.listeners] })
    const by = inter ?? security
    const name = by?.value.toUpperCase()
    if (by && name !== undefined && !told.some((t) => t.name === name))
      report('between', { data: { name, told: names(told), key: by.key }, at: [by, from, all.controllers], beside: 'these are advertised' })
  },
  page: {
    why: 'A listener is known by its name: `listeners` binds it, `advertised.listeners` tells clients how to reach it, `listener.security.protocol.map` says what it speaks, and `inter.broker.listener.name` picks the one for the brokers among themselves. A name that is changed in one of them must be changed in all, or the broker does not start. Where nothing picks one, brokers speak through the listener that is called like `security.inter.broker.protocol`, which is PLAINTEXT.',
    whatToDo:
      'Write the same names everywhere. With names of your own, say in `listener.security.protocol.map` what each speaks, the controllers’ included, and set `inter.broker.listener.name`.',
    staysSilent: 'For placeholders, and where an address is malformed, which is refused by itself.',
  },
  examples: {
    bad: [
      {
        about: 'A name of its own without a protocol',
        ...broker('listeners=INTERNAL://:9092', 'inter.broker.listener.name=INTERNAL'),
        severity: 'error',
      },
      { about: 'Advertised and not bound', ...broker('listeners=PLAINTEXT://:9092', 'advertised.listeners=PLAINTEXT://b:9092,SSL://b:9093'), severity: 'error' },
      {
        about: 'Nothing picks a listener for the brokers',
        ...broker('listeners=INTERNAL://:9092', 'listener.security.protocol.map=INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT'),
        severity: 'error',
      },
      { about: 'The controllers’ name is missing', ...broker('listeners=PLAINTEXT://:9092', 'listener.security.protocol.map=PLAINTEXT:PLAINTEXT'), severity: 'error' },
    ],
    good: [
      {
        about: 'One name everywhere, in any case',
        ...broker('listeners=internal://:9092', 'listener.security.protocol.map=INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT', 'inter.broker.listener.name=Internal'),
      },
      { about: 'Filled in elsewhere', ...broker('listeners=INTERNAL://:9092', 'listener.security.protocol.map=${PROTOCOLS}', 'inter.broker.listener.name=INTERNAL') },
    ],
  },
  sources: ['KafkaConfig.validateValues and effectiveListenerSecurityProtocolMap; executed on 2.8.2, 3.9.2, 4.1.2 and 4.4.0'],
})

/** Compared as they are written: a name in small letters is none. */
const unboundIn = (early: Known<readonly string[]> | undefined, bound: readonly Listener[]): string[] =>
  early?.value.filter((name) => name !== '' && !bound.some((b) => b.name === name)) ?? []
