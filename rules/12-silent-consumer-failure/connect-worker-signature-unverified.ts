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
  needs: { signature: 'inter.worker.signature.algorithm', generation: 'inter.worker.key.generation.algorithm', verification: 'inter.worker.verification.algorithms' },
  given: { version: versionOf('kafkaClient', '3.3') },
  fix: 'unsafe',
  messages: {
    unverified: ({ key, algorithm }: { key: string; algorithm: string }) => `${key}=${algorithm} is not among inter.worker.verification.algorithms: the worker refuses to start.`,
  },
  lint({ signature, generation, verification, version }, report) {
    const compared = version.atLeast('3.3') ? signature : generation
    if (verification.value.includes(compared.value)) return
    const all = [...verification.value.filter((name) => name !== ''), compared.value]
    const fixes = [unsafe(`Accept ${compared.value} too`, set('inter.worker.verification.algorithms', all))]
    report('unverified', { data: { key: compared.key, algorithm: compared.value }, at: [compared, verification], fixes })
  },
  page: {
    why: 'Workers of a cluster sign what they ask of each other, and answer only what is signed by one of the algorithms that they accept. An algorithm that is not among them would shut every worker out, so the class refuses it.',
    whatToDo: 'Let `inter.worker.verification.algorithms` contain the algorithm of `inter.worker.signature.algorithm`; for a change of algorithm roll the longer list out first.',
    staysSilent:
      'Where one of the two is a placeholder. Up to 3.2 it is the algorithm of the keys (`inter.worker.key.generation.algorithm`) that has to be among the accepted ones.',
  },
  examples: {
    bad: [
      { about: 'Only the default is accepted', ...worker('inter.worker.signature.algorithm=HmacSHA512'), kafka: '3.9', severity: 'error' },
      { about: 'Up to 3.2 the keys are compared', ...worker('inter.worker.verification.algorithms=HmacSHA512'), kafka: '3.2', severity: 'error' },
    ],
    good: [
      { about: 'Both', ...worker('inter.worker.signature.algorithm=HmacSHA512', 'inter.worker.verification.algorithms=HmacSHA256,HmacSHA512'), kafka: '3.9' },
      { about: 'Only the keys are compared', ...worker('inter.worker.signature.algorithm=HmacSHA512'), kafka: '3.2' },
    ],
  },
  sources: ['DistributedConfig.validateInterWorkerKeyConfigs; executed on 2.8.2 to 4.4.0'],
})
