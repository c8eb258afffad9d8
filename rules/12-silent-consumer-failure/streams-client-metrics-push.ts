import { defineRule, maybe, presentIfSet, remove, safe, set, versionOf } from '../../core/engine/define-rule.ts'
import { streams } from '../shared/example.ts'

export default defineRule({
  id: 'streams-client-metrics-push',
  summary: 'enable.metrics.push for one client of Kafka Streams: the application ends with a ClassCastException',
  scenario: 12,
  component: 'streams',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: {
    main: presentIfSet('main.consumer.enable.metrics.push'),
    consumer: presentIfSet('consumer.enable.metrics.push'),
    admin: presentIfSet('admin.enable.metrics.push'),
  },
  given: {
    mainValue: maybe('main.consumer.enable.metrics.push'),
    consumerValue: maybe('consumer.enable.metrics.push'),
    adminValue: maybe('admin.enable.metrics.push'),
    client: versionOf('kafkaClient', '4.0'),
  },
  fix: 'safe',
  messages: {
    cast: ({ key }: { key: string }) =>
      `Kafka Streams reads ${key} before its type is known: what a file says stays a text, be it true or false, and the application ends with a ClassCastException at start.`,
  },
  lint({ main, consumer, admin, mainValue, consumerValue, adminValue, client }, report) {
    const found = [main, consumer, admin].filter((key) => key !== undefined)
    const [first] = found
    if (!first || !client.atLeast('4.0')) return
    const isOff = [mainValue, consumerValue, adminValue].some((v) => v?.value === false)
    const changes = found.map(({ key }) => remove(key))
    report('cast', {
      data: { key: first.key },
      at: found,
      fixes: [isOff ? safe('Say it for the whole application', ...changes, set('enable.metrics.push', false)) : safe('Remove it: on is the default', ...changes)],
    })
  },
  page: {
    why: 'From 4.0 Kafka Streams pushes the metrics of its threads through its main consumer and its admin client, and checks at start that none of the two has been told not to (KIP-1076). It looks into the raw settings of these clients and takes a boolean for granted; from a file there comes a text. So `consumer.enable.metrics.push=true` ends the application as surely as `false`. Set in code with a real boolean it works.',
    whatToDo: 'Say it for the whole application: `enable.metrics.push`, without a prefix. For the producer, the restore and the global consumer the prefixed key is fine.',
    staysSilent: 'Before 4.0, and for the bare key.',
  },
  examples: {
    bad: [
      { about: 'Switched off for the consumers', ...streams('consumer.enable.metrics.push=false'), kafka: '4.1', severity: 'error' },
      { about: 'Switched on, which it is anyway', ...streams('admin.enable.metrics.push=true'), kafka: '4.4', severity: 'error' },
      { about: 'Whatever it will be', ...streams('main.consumer.enable.metrics.push=${PUSH}'), kafka: '4.0', severity: 'error' },
    ],
    good: [
      { about: 'For the whole application', ...streams('enable.metrics.push=false'), kafka: '4.1' },
      { about: 'For a client that is not looked at', ...streams('restore.consumer.enable.metrics.push=false', 'producer.enable.metrics.push=false'), kafka: '4.1' },
      { about: 'Not looked at yet', ...streams('consumer.enable.metrics.push=false'), kafka: '3.9' },
    ],
  },
  sources: ['StreamsConfig.verifyClientTelemetryConfigs; executed on 3.9.2 (accepted), 4.0.2, 4.1.2 and 4.4.0'],
})
