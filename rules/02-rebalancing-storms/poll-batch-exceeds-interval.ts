import { defineRule, maybe, present, set, unsafe } from '../../core/engine/define-rule.ts'
import { consumer } from '../shared/example.ts'
import { batchTimeOf, processingFacts, type BatchTime } from '../shared/processing.ts'
import { millis } from '../shared/words.ts'

/** The share of the poll interval that a batch may take; strictly more is a finding. */
const SHARE = 0.5

interface Data {
  readonly batch: BatchTime
  readonly interval: number
  readonly session: number | undefined
}

export default defineRule({
  id: 'poll-batch-exceeds-interval',
  summary: 'What one poll returns takes too long for max.poll.interval.ms',
  scenario: 2,
  also: [1, 7],
  component: 'consumer',
  severity: 'warning',
  since: '0.1.0',
  needs: { records: 'max.poll.records', interval: 'max.poll.interval.ms', ...processingFacts },
  given: { group: present('group.id'), session: maybe('session.timeout.ms') },
  fix: 'unsafe',
  messages: {
    certain: ({ batch, interval, session }: Data) =>
      `${batch.said} outlasts max.poll.interval.ms (${millis(interval)}): the member leaves the group in the middle of the batch, and the batch is read again elsewhere, where it takes as long${besides(batch, session)}.`,
    close: ({ batch, interval, session }: Data) =>
      `${batch.said} takes more than half of max.poll.interval.ms (${millis(interval)}): one slow batch and the member leaves the group${besides(batch, session)}.`,
  },
  lint(got, report) {
    const batch = batchTimeOf(got, millis)
    const interval = got.interval.value
    if (!batch || batch.ms <= SHARE * interval) return
    const fewer = batch.perRecord === undefined ? 0 : Math.floor((SHARE * interval) / batch.perRecord)
    const longer = Math.ceil(batch.ms / SHARE)
    const fixes = [
      ...(fewer >= 1 ? [unsafe(`Take ${fewer} records a poll`, set('max.poll.records', fewer))] : []),
      ...(longer < 2 ** 31 ? [unsafe(`Allow ${millis(longer)} between polls; a stuck member is noticed that much later`, set('max.poll.interval.ms', longer))] : []),
    ]
    report(batch.ms > interval ? 'certain' : 'close', { data: { batch, interval, session: got.session?.value }, fixes })
  },
  page: {
    why: 'A consumer that does not call `poll` for `max.poll.interval.ms` leaves its group by itself (KIP-62). What it had taken is handed to another member, which needs as long, and leaves in its turn: the storm feeds itself. The time between two polls is the number of records that one poll returns by the time that each of them takes, so the two keys only make sense together, and only with a fact that no file holds.',
    whatToDo:
      'State the time for a record in the file (`# weir: record-time=80ms`, or `p99=` for the slow ones; `batch-time=` where a batch is processed as a whole). Then lower `max.poll.records` until a batch fits into half of the interval. Raise `max.poll.interval.ms` only where a single record takes minutes: a member that hangs is noticed that much later.',
    staysSilent: 'Without a stated `record-time`, `p99` or `batch-time`; without a group; where a value is a placeholder. Exactly half of the interval passes.',
  },
  examples: {
    bad: [
      { about: '500 records of two seconds each', ...consumer('max.poll.records=500'), facts: { 'record-time': '2s' } },
      {
        about: 'The default number of records, stated in the file',
        file: 'consumer.properties',
        text: '# weir: record-time=400ms\nbootstrap.servers=broker:9092\ngroup.id=billing\nmax.poll.interval.ms=300000\n',
      },
      { about: 'A batch that is processed as a whole', ...consumer('max.poll.interval.ms=60000'), facts: { 'batch-time': '45s' } },
    ],
    good: [
      { about: 'Exactly half', ...consumer('max.poll.records=500'), facts: { 'record-time': '300ms' } },
      { about: 'Nobody has said how long a record takes', ...consumer('max.poll.records=5000') },
    ],
  },
  sources: ['KIP-62; ConsumerConfig max.poll.interval.ms, max.poll.records'],
})

const besides = (batch: BatchTime, session: number | undefined): string =>
  session !== undefined && batch.ms >= session ? `; it is longer than the session (${millis(session)}) too` : ''
