import { defineRule, safe, set, stated } from '../../core/engine/define-rule.ts'
import { admin } from '../shared/example.ts'
import { time } from '../shared/words.ts'

interface Data {
  readonly api: string
  readonly request: string
}

export default defineRule({
  id: 'admin-api-timeout-below-request',
  summary: 'An admin client that gives a whole call less time than one request of it',
  scenario: 12,
  component: 'admin',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { api: stated('default.api.timeout.ms'), request: 'request.timeout.ms' },
  fix: 'safe',
  messages: {
    below: ({ api, request }: Data) => `A call may take ${api} in all, and a single request ${request}: the admin client refuses to start.`,
  },
  lint({ api, request }, report) {
    if (!api || api.value >= request.value) return
    report('below', {
      data: { api: time(api), request: time(request) },
      fixes: [
        ...(request.written ? [] : [safe('Let a request take no longer than the call', set('request.timeout.ms', api.value))]),
        safe('Give the call as much', set('default.api.timeout.ms', request.value)),
      ],
    })
  },
  page: {
    why: 'A call of the admin client (create a topic, describe a group) is made of requests, which are repeated until `default.api.timeout.ms` is over. `KafkaAdminClient` refuses a whole that is shorter than a part. Who shortens only the whole, so that a tool gives up quickly, meets the default of `request.timeout.ms`.',
    whatToDo: 'Set both: `request.timeout.ms` to what one answer may take, `default.api.timeout.ms` to some of these.',
    staysSilent:
      'Where only `request.timeout.ms` is written: the client then raises the whole to it in silence. For consumers, which do not compare the two; where a value is a placeholder; in a fragment that does not show both.',
  },
  examples: {
    bad: [
      { about: 'Only the whole is shortened', ...admin('bootstrap.servers=broker:9092', 'default.api.timeout.ms=5000'), severity: 'error' },
      { about: 'Both written', ...admin('bootstrap.controllers=controller:9093', 'default.api.timeout.ms=60000', 'request.timeout.ms=90000'), severity: 'error' },
    ],
    good: [
      { about: 'Equal', ...admin('bootstrap.servers=broker:9092', 'default.api.timeout.ms=30000') },
      { about: 'The whole is not written: it is raised in silence', ...admin('bootstrap.servers=broker:9092', 'request.timeout.ms=90000') },
      { about: 'Both shortened', ...admin('bootstrap.servers=broker:9092', 'default.api.timeout.ms=5000', 'request.timeout.ms=5000') },
    ],
  },
  sources: ['KafkaAdminClient.configureDefaultApiTimeoutMs: ConfigException; executed on 2.8.2, 3.9.2, 4.1.2 and 4.4.0'],
})
