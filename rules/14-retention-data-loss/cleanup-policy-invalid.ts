import { defineRule, identity, release, safe, set, unsafe } from '../../core/engine/define-rule.ts'
import { nearest } from '../../core/catalogue/did-you-mean.ts'
import { recordOf, validAt } from '../../core/catalogue/lookup.ts'
import { broker } from '../shared/broker-example.ts'
import { topic } from '../shared/example.ts'
import { entriesAt } from '../shared/list.ts'
import { refuses } from '../shared/refuses.ts'
import { nameOf } from '../shared/words.ts'

/** Words from other systems and from habit. */
const SYNONYMS: Readonly<Record<string, string>> = {
  remove: 'delete',
  purge: 'delete',
  expire: 'delete',
  none: 'delete',
  compaction: 'compact',
  log_compaction: 'compact',
  both: 'compact,delete',
}

export default defineRule({
  id: 'cleanup-policy-invalid',
  summary: 'A cleanup policy that no broker knows: the topic is refused',
  scenario: 14,
  component: 'topic',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { policy: 'cleanup.policy' },
  given: { broker: release(), self: identity() },
  fix: 'safe',
  messages: {
    unknown: ({ words, allowed, who }: { words: readonly string[]; allowed: readonly string[]; who: string }) =>
      `${words.map((w) => (w === '' ? 'an empty entry' : w)).join(' and ')} is no cleanup policy: ${who}. It knows ${allowed.join(' and ')}, in lower case.`,
    empty: (_: Record<never, never>) =>
      'An empty cleanup policy is accepted by every release, and it deletes and compacts nothing: every topic that has it grows until the disk is full.',
  },
  lint({ policy, broker, self }, report) {
    const record = recordOf('topic', 'cleanup.policy')
    const allowed = (record && validAt(record, broker)?.list) ?? []
    if (allowed.length === 0) return
    if (policy.value.length === 0) {
      report('empty', { data: {}, severity: 'warning', refusal: false, fixes: [unsafe('Delete by age and size', set('cleanup.policy', ['delete']))] })
      return
    }
    const words = policy.value.filter((w) => !allowed.includes(w))
    if (words.length === 0) return
    const meant = [...new Set(policy.value.flatMap((w) => understood(w, allowed)))]
    const fix = meant.length > 0 ? safe(`Write ${meant.join(',')}`, set('cleanup.policy', meant)) : unsafe('Write delete', set('cleanup.policy', ['delete']))
    report('unknown', { data: { words, allowed, who: refuses(self.ofBroker ? 'broker' : 'topic') }, key: nameOf(policy, self), at: entriesAt(policy, words), fixes: [fix] })
  },
  page: {
    why: 'The policy is a list of exact words. A misspelt one, one in capitals, or an empty entry behind a trailing comma is refused when the topic is created or altered: the operator reports an error in the status of the resource, and the topic keeps its old settings, or does not exist.',
    whatToDo: '`delete`, `compact`, or `compact,delete`. An empty value is accepted by every release and keeps everything for ever: write the policy that is meant.',
    staysSilent: 'For a placeholder.',
  },
  examples: {
    bad: [
      { about: 'Compacted is no word of it', ...topic('ledger', {}, 'cleanup.policy: compacted'), severity: 'error' },
      { about: 'One of two', file: 'topics/prices.topic.properties', text: 'max.message.bytes=1048588\ncleanup.policy=compact, \\\n    remove\n', severity: 'error' },
      { about: 'A trailing comma', ...topic('ledger', {}, 'cleanup.policy: "compact,"'), severity: 'error' },
      { about: 'What a broker says for all topics', ...broker('log.cleanup.policy=compaction'), severity: 'error' },
      { about: 'Nothing at all', ...topic('ledger', {}, 'cleanup.policy: ""'), severity: 'warning' },
    ],
    good: [{ about: 'Both', ...topic('stock', {}, 'cleanup.policy: "compact,delete"') }],
  },
  sources: ['LogConfig validator, ControllerConfigurationValidator and a running broker; the empty list is accepted by 2.8.2 to 4.4.0'],
})

const understood = (word: string, allowed: readonly string[]): string[] => {
  if (word === '') return []
  const lower = word.toLowerCase()
  const meant = allowed.includes(lower) ? lower : (SYNONYMS[lower] ?? nearest(lower, allowed))
  return meant === undefined ? [] : meant.split(',')
}
