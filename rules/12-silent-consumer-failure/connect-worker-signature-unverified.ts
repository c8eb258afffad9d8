import { defineRule, set, unsafe, versionOf } from '../../core/engine/define-rule.ts'
import { worker } from '../shared/connect.ts'

export default defineRule({
  id: 'connect-worker-signature-unverified',
  summary: 'Workers sign with an algorithm that they do not accept from each other: they refuse to start',
  scenario: 12,
  component: 'connect-distributed',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { signature: 'inter.worker.signature.algorithm', verification: 'inter.worker.verification.algorithms' },
  given: { version: versionOf('kafkaClient', '3.3') },
  fix: 'unsafe',
  messages: {
    unverified: ({ signature }: { signature: string }) =>
      `inter.worker.signature.algorithm=${signature} is not among inter.worker.verification.algorithms: the worker refuses to start.`,
  },
  lint({ signature, verification, version }, report) {
    // Up to 3.2 the class compares the algorithm for keys instead.
    if (!version.atLeast('3.3') || verification.value.includes(signature.value)) return
    const all = [...verification.value.filter((name) => name !== ''), signature.value]
    report('unverified', { data: { signature: signature.value }, fixes: [unsafe(`Accept ${signature.value} too`, set('inter.worker.verification.algorithms', all))] })
  },
  page: {
    why: 'Workers of a cluster sign what they ask of each other, and answer only what is signed by one of the algorithms that they accept. An algorithm that is not among them would shut every worker out, so the class refuses it.',
    whatToDo: 'Let `inter.worker.verification.algorithms` contain the algorithm of `inter.worker.signature.algorithm`; for a change of algorithm roll the longer list out first.',
    staysSilent: 'Before 3.3, where another pair is compared, and where one of the two is a placeholder.',
  },
  examples: {
    bad: [{ about: 'Only the default is accepted', ...worker('inter.worker.signature.algorithm=HmacSHA512'), kafka: '3.9', severity: 'error' }],
    good: [
      { about: 'Both', ...worker('inter.worker.signature.algorithm=HmacSHA512', 'inter.worker.verification.algorithms=HmacSHA256,HmacSHA512'), kafka: '3.9' },
      { about: 'Not compared yet', ...worker('inter.worker.signature.algorithm=HmacSHA512'), kafka: '3.2' },
    ],
  },
  sources: ['DistributedConfig.validateInterWorkerKeyConfigs; executed on 2.8.2 to 4.4.0'],
})
