import { comment, defineRule, otherwise, remove, renameOperator, safe, set, unsafe, type Rule } from '../../core/engine/define-rule.ts'

/** Rules for tests of what stands around the rules: few, and none of them changes when a real one does. */
const page = { why: 'The coordinator takes the member for dead.\n\nMore of it on the page.', whatToDo: 'Keep the ratio.', staysSilent: 'Elsewhere.' }
const common = { since: '0.1.0', page, examples: { bad: [], good: [] }, sources: [] } as const

const heartbeat: Rule = defineRule({
  ...common,
  id: 'test-heartbeat',
  summary: 'The heartbeat is not below the session timeout',
  scenario: 2,
  component: 'consumer',
  severity: 'error',
  proof: 'refusal',
  needs: { session: 'session.timeout.ms', heartbeat: 'heartbeat.interval.ms' },
  fix: 'safe',
  messages: { notBelow: (d: { heartbeat: number; session: number }) => `heartbeat.interval.ms (${d.heartbeat}) must be below session.timeout.ms (${d.session})` },
  lint({ session, heartbeat }, report) {
    if (heartbeat.value < session.value) return
    report('notBelow', {
      data: { heartbeat: heartbeat.value, session: session.value },
      at: [heartbeat, session],
      fixes: [
        safe(`Set heartbeat.interval.ms to ${Math.floor(session.value / 3)}`, set('heartbeat.interval.ms', Math.floor(session.value / 3))),
        unsafe('Leave it to the default', remove('heartbeat.interval.ms')),
      ],
    })
  },
})

const acks: Rule = defineRule({
  ...common,
  id: 'test-acks',
  summary: 'Acknowledged records can be lost',
  scenario: 11,
  component: 'producer',
  severity: 'warning',
  needs: { acks: 'acks' },
  given: { idempotence: otherwise('enable.idempotence', false) },
  fix: 'unsafe',
  messages: { weak: (d: { acks: string }) => `acks=${d.acks} acknowledges before the replicas have the record` },
  lint({ acks }, report) {
    if (acks.value !== 'all' && acks.value !== '-1') report('weak', { data: { acks: acks.value }, fixes: [unsafe('Wait for all in-sync replicas', set('acks', 'all'))] })
  },
})

const nowhere = { start: 0, end: 0, name: 'neutral', written: '', columns: [], complete: true } as const

/** Its first fix cannot be written in a flat file, its second one can. */
const refusing: Rule = defineRule({
  ...common,
  id: 'test-isolation',
  summary: 'Aborted records are read',
  scenario: 3,
  component: 'consumer',
  severity: 'info',
  needs: { isolation: 'isolation.level' },
  fix: 'unsafe',
  messages: { uncommitted: () => 'aborted records are read' },
  lint({ isolation }, report) {
    if (isolation.value === 'read_uncommitted')
      report('uncommitted', {
        data: undefined,
        fixes: [safe('Rename the operator', renameOperator(nowhere, 'x')), unsafe('Read committed records only', set('isolation.level', 'read_committed'))],
      })
  },
})

/** Two fixes of one file that stand at one place. */
const missing = (id: string, key: 'client.id' | 'client.rack'): Rule =>
  defineRule({
    ...common,
    id,
    summary: `${key} is missing`,
    scenario: 12,
    component: 'consumer',
    severity: 'hint',
    needs: { group: 'group.id' },
    given: { named: otherwise(key, '') },
    fix: 'safe',
    messages: { missing: () => `${key} is not set, so nobody can tell the members apart` },
    lint({ named }, report) {
      if (named.value === '') report('missing', { data: undefined, fixes: [safe(`Set ${key}`, set(key, 'billing-1'))] })
    },
  })

const crashing: Rule = defineRule({
  ...common,
  id: 'test-crash',
  summary: 'It crashes',
  scenario: 12,
  component: 'producer',
  severity: 'info',
  needs: { id: 'client.id' },
  fix: 'none',
  messages: { never: () => 'never said at all' },
  lint({ id }, report) {
    if (id.value === 'crash') throw new Error(`cannot work with "${id.value}"`)
    if (id.value === 'never') report('never', { data: undefined, fixes: [safe('Say why', comment('why'))] })
  },
})

export const testRules: readonly Rule[] = [heartbeat, acks, refusing, missing('test-client-id', 'client.id'), missing('test-rack', 'client.rack'), crashing]
