import { describe, expect, it } from 'vitest'
import { defineRule, type Example } from '../../core/engine/define-rule.ts'
import type { Finding, OfferedFix } from '../../core/engine/finding.ts'
import { duration } from '../../core/engine/options.ts'
import { frameOf } from '../../core/present/frame.ts'
import { jsonReport } from '../../core/present/json.ts'
import { rulePage } from '../../core/present/page.ts'
import { COLOURED } from '../../core/present/palette.ts'
import { pretty, type PrettyOptions } from '../../core/present/pretty.ts'
import type { FileEntry } from '../../core/present/report.ts'
import { summaryLine, summaryOf } from '../../core/present/summary.ts'
import { columnsOf, printable } from '../../core/present/width.ts'
import type { Span } from '../../core/text/span.ts'

const find = (text: string, what: string): Span => ({ start: text.indexOf(what), end: text.indexOf(what) + what.length })
const finding = (span: Span, over: Partial<Finding> = {}): Finding => ({
  rule: 'heartbeat-session-ratio',
  severity: 'warning',
  message: 'The heartbeat leaves one chance only.',
  related: [],
  fixes: [],
  ...span,
  ...over,
})
const entry = (text: string, findings: readonly Finding[], secrets: readonly Span[] = []): FileEntry => ({
  path: 'apps/consumer.properties',
  text,
  report: { dialect: 'kafka-client-properties', findings, secrets },
})
const scenario: PrettyOptions['scenario'] = (number) => (number === 2 ? { number, title: 'Rebalancing storms stop processing' } : undefined)
const show = (text: string, findings: readonly Finding[], secrets?: readonly Span[]): string => pretty([entry(text, findings, secrets)], { scenario })

const safe: OfferedFix = { title: 'Set the heartbeat to 3000', safety: 'safe', edits: () => [{ start: 0, end: 1, text: 'x' }] }
const unsafe: OfferedFix = { title: 'Raise the session', safety: 'unsafe', edits: () => [{ start: 0, end: 1, text: 'x' }] }
const refused: OfferedFix = { title: 'Set the heartbeat', safety: 'safe', edits: () => ({ refused: 'a template stands here' }) }

describe('pretty', () => {
  const text = 'group.id=billing\nsession.timeout.ms=10000\nheartbeat.interval.ms=8000\n'

  it('shows place, line, incident and fix', () => {
    const related = [{ ...find(text, '10000'), message: 'session.timeout.ms is 10 s' }]
    expect(show(text, [finding(find(text, '8000'), { scenario: 2, fixes: [safe, unsafe], related })])).toBe(
      [
        'apps/consumer.properties:3:23  warning  heartbeat-session-ratio',
        '  The heartbeat leaves one chance only.',
        '    │',
        '  3 │ heartbeat.interval.ms=8000',
        '    │                       ^^^^',
        '  line 2: session.timeout.ms is 10 s',
        '  → 2. Rebalancing storms stop processing  (weir explain 2)',
        '  fix: Set the heartbeat to 3000',
        '',
        '',
      ].join('\n'),
    )
  })

  it('says of a fix that it changes behaviour, or why it is not written', () => {
    expect(show(text, [finding(find(text, '8000'), { fixes: [unsafe] })])).toContain('  fix: Raise the session (changes behaviour)\n')
    expect(show(text, [finding(find(text, '8000'), { fixes: [refused] })])).toContain('  fix: Set the heartbeat (not written by Weir: a template stands here)\n')
  })

  it('is empty where nothing was found, and colours only by its palette', () => {
    expect(show(text, [])).toBe('')
    expect(show(text, [finding(find(text, '8000'))])).not.toContain('\u001b')
    expect(pretty([entry(text, [finding(find(text, '8000'))])], { scenario, palette: COLOURED })).toContain('\u001b[1;33m^^^^\u001b[0m')
  })

  it('takes an empty file, an empty span, and a place at the very end', () => {
    expect(show('', [finding({ start: 0, end: 0 })])).toContain('consumer.properties:1:1')
    expect(show('a=1', [finding({ start: 3, end: 3 })])).toContain('  1 │ a=1\n    │    ^\n')
    expect(show('a=1\n', [finding({ start: 4, end: 4 })])).toContain('  2 │\n    │ ^\n')
  })

  it('marks a span of several lines on its first one, whatever the line ends', () => {
    for (const eol of ['\n', '\r\n', '\r']) {
      const folded = `a=1${eol}list=one,\\${eol}  two${eol}`
      expect(show(folded, [finding({ start: folded.indexOf('one'), end: folded.indexOf('two') + 3 })])).toContain('  2 │ list=one,\\\n    │      ^^^^^\n')
    }
  })

  it('sends nothing to a terminal that could move its cursor', () => {
    const nasty = 'acks=\u001b[31m1\u202e\u0007\n'
    const said = pretty(
      [{ ...entry(nasty, [finding(find(nasty, '1'), { message: 'bad \u001b]0;x\u0007\nthing', fixes: [{ ...safe, title: '\u009b2J' }] })]), path: 'a\u001b[2J.properties' }],
      { scenario },
    )
    expect(said.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u0080-\u009f\u202e]/)
    expect(printable('a\nb')).toBe('a b')
  })
})

describe('the marks stand under what they mean', () => {
  const marked = (text: string, span: Span, width = 100): string => {
    const { text: shown, from, length } = frameOf(text, { start: 0, end: text.length }, span, [], width)
    const columns = Array.from(shown).flatMap((c) => (columnsOf(c) === 2 ? [c, ''] : columnsOf(c) === 0 ? [] : [c]))
    return columns.slice(from, from + length).join('')
  }

  it('behind tabs, wide characters, emoji and combining marks', () => {
    for (const before of ['\t', 'a\t', '\t\tab\t', '主题=', '🚀 ', 'e\u0301', '日本\t', '\u200b', '👍🏽 '])
      expect(marked(`${before}acks=1 # x`, find(`${before}acks=1 # x`, 'acks')), JSON.stringify(before)).toBe('acks')
    expect(marked('名=値', find('名=値', '値'))).toBe('値')
  })

  it('in long lines, which are cut around them', () => {
    for (const [left, right] of [
      [0, 0],
      [0, 5000],
      [5000, 0],
      [300, 300],
      [90, 200],
      [2_000_000, 2_000_000],
    ] as const) {
      const text = `${'x'.repeat(left)}=NEEDLE;${'y'.repeat(right)}`
      const { text: shown } = frameOf(text, { start: 0, end: text.length }, find(text, 'NEEDLE'), [], 80)
      expect(marked(text, find(text, 'NEEDLE'), 80), `${left} ${right}`).toBe('NEEDLE')
      expect(shown.length).toBeLessThanOrEqual(80)
    }
  })

  it('as far as they fit, where the place itself is longer than the line', () => {
    const text = `a=${'x'.repeat(5000)}`
    const { text: shown, from, length } = frameOf(text, { start: 0, end: text.length }, { start: 2, end: text.length }, [], 80)
    expect(shown.length).toBeLessThanOrEqual(80)
    expect(from + length).toBeLessThanOrEqual(80)
    expect(length).toBeGreaterThan(50)
  })
})

describe('no secret is quoted', () => {
  const CANARY = 'c4n4ry-s3cr3t'
  const quiet = (text: string, span: Span = { start: 0, end: 1 }, secrets: readonly Span[] = []): void => expect(show(text, [finding(span)], secrets), text).not.toContain(CANARY)

  it('that a dialect has found, whatever its key is called', () => {
    const text = `harmless=${CANARY}\n`
    expect(show(text, [finding({ start: 0, end: 8 })])).toContain(CANARY)
    quiet(text, { start: 0, end: 8 }, [find(text, CANARY)])
    expect(show(text, [finding(find(text, CANARY))], [find(text, CANARY)])).toContain('  1 │ harmless=‹secret›\n    │          ^^^^^^^^\n')
  })

  it('that only looks like one', () => {
    for (const line of [
      `ssl.key.password=${CANARY}`,
      `ssl.keystore.passwrod = ${CANARY} and more ${CANARY}`,
      `#ssl.key.password: ${CANARY}`,
      `basic.auth.user.info user:${CANARY}`,
      `password: "${CANARY}"`,
      `{ user: u, password: ${CANARY}, other: x }`,
      `  .option("kafka.ssl.key.password", "${CANARY}").option("x", 1)`,
      `  .option("kafka.ssl.key.password", f"{x}${CANARY}")`,
      `  'ssl.key.password': '${CANARY}',`,
      `login required username="u" password="${CANARY}";`,
      `--conf spark.x=1 --conf spark.ssl.keyPassword=${CANARY}`,
      `schema.registry.url=https://user:${CANARY}@host`,
      `sasl.jaas.config=PlainLoginModule required password='${CANARY}';`,
      `ssl.key.password="abc"${CANARY}`,
      `spark.executor.extraJavaOptions -Djavax.net.ssl.keyStorePassword=${CANARY}`,
      `spark.executor.extraJavaOptions=-Dfs.azure.accountKey=${CANARY}`,
      `sasl.oauthbearer.x={"client_secret": "${CANARY}"}`,
    ])
      quiet(line, { start: 0, end: 1 })
  })

  it('on a line that goes on with one', () => {
    const text = `sasl.jaas.config=Module required \\\n  username="u" \\\n  ${CANARY};\nacks=1\n`
    quiet(text, find(text, '  username'))
    quiet(text, { start: text.indexOf(CANARY) - 1, end: text.indexOf(CANARY) + 3 })
    const even = `a=b\\\\\nacks=1\n`
    expect(show(even, [finding(find(even, 'acks'))])).toContain('2 │ acks=1')
  })

  it('far away in a long line', () => {
    const text = `ssl.key.password=${'x'.repeat(9000)}${CANARY}${'y'.repeat(9000)}`
    quiet(text, { start: text.indexOf(CANARY) - 20, end: text.indexOf(CANARY) - 10 })
  })

  it('and what is none stays readable', () => {
    const shown = (line: string): string => show(line, [finding({ start: 0, end: 1 })])
    expect(shown(`schema.registry.url=https://user:${CANARY}@registry:8081`)).toContain('schema.registry.url=https://‹secret›@registry:8081')
    expect(shown(`  required clientId="c" clientSecret="${CANARY}";`)).toContain('required clientId="c" clientSecret=‹secret›')
    expect(shown(`  required username="u" password="${CANARY}";`)).toContain('required username="u" password=‹secret›')
    const text = 'key.deserializer=org.apache.kafka.common.serialization.StringDeserializer'
    expect(show(text, [finding({ start: 0, end: 3 })])).toContain(text)
    const python = '  .option("kafka.ssl.key.password", "abc").option("startingOffsets", "latest")'
    expect(show(python, [finding(find(python, '"latest"'))])).toContain('‹secret›).option("startingOffsets", "latest")')
  })
})

describe('json', () => {
  const text = 'a=1\nheartbeat.interval.ms=8000\n'
  const range = (shown: string, because: string) => ({ from: 0, to: 0, shown, because, assumed: because === 'assumed' })
  const file: FileEntry = {
    path: 'consumer.properties',
    text,
    report: {
      dialect: 'kafka-client-properties',
      target: { kafkaClient: range('2.8..3.9', 'weir.yaml'), kafkaBroker: range('3.7', '--kafka'), spark: range('4.3', 'assumed'), librdkafka: range('2.16', 'assumed') },
      secrets: [],
      components: [
        {
          by: 0,
          facts: {},
          component: { kind: 'consumer', name: 'billing', dialect: 'kafka-client-properties', layers: [], at: { start: 0, end: 0 }, extent: { start: 0, end: 0 }, write: () => [] },
        },
      ],
      findings: [
        finding(find(text, '8000'), {
          scenario: 2,
          key: 'heartbeat.interval.ms',
          component: { kind: 'consumer', name: 'billing', dialect: 'kafka-client-properties' },
          related: [{ start: 2, end: 3, message: 'a is 1' }],
          fixes: [{ title: 'Lower it', safety: 'safe', edits: () => [{ ...find(text, '8000'), text: '3000' }] }, refused],
        }),
        finding({ start: 0, end: 1 }, { severity: 'info', component: { kind: 'topic', dialect: 'strimzi-topic' } }),
      ],
    },
  }

  it('has the promised shape', () => {
    const nowhere: FileEntry = { path: 'b.txt', text: '', report: { dialect: null, findings: [], secrets: [] } }
    const report = jsonReport([file, nowhere], { skipped: [{ path: 'gone', reason: 'no such file' }], docs: (n) => (n === 2 ? 'docs/02.md' : undefined) })
    expect(JSON.parse(JSON.stringify(report))).toEqual({
      version: 1,
      files: [
        {
          path: 'consumer.properties',
          dialect: 'kafka-client-properties',
          target: { kafkaClient: { version: '2.8..3.9', from: 'weir.yaml' }, kafkaBroker: { version: '3.7', from: '--kafka' } },
          components: [{ kind: 'consumer', name: 'billing' }],
          findings: [
            {
              rule: 'heartbeat-session-ratio',
              scenario: 2,
              severity: 'warning',
              message: 'The heartbeat leaves one chance only.',
              component: { kind: 'consumer', name: 'billing' },
              key: 'heartbeat.interval.ms',
              start: { line: 2, column: 23, offset: 26 },
              end: { line: 2, column: 27, offset: 30 },
              docs: 'docs/02.md',
              related: [{ path: 'consumer.properties', start: { line: 1, column: 3, offset: 2 }, end: { line: 1, column: 4, offset: 3 }, message: 'a is 1' }],
              fixes: [
                { title: 'Lower it', safety: 'safe', edits: [{ path: 'consumer.properties', start: 26, end: 30, text: '3000' }] },
                { title: 'Set the heartbeat', safety: 'safe' },
              ],
            },
            {
              rule: 'heartbeat-session-ratio',
              severity: 'info',
              message: 'The heartbeat leaves one chance only.',
              component: { kind: 'topic', dialect: 'strimzi-topic' },
              start: { line: 1, column: 1, offset: 0 },
              end: { line: 1, column: 2, offset: 1 },
              related: [],
              fixes: [],
            },
          ],
        },
        { path: 'b.txt', dialect: null, components: [], findings: [] },
      ],
      skipped: [{ path: 'gone', reason: 'no such file' }],
      summary: { files: 2, error: 0, warning: 1, info: 1, hint: 0, fixable: 1 },
    })
  })

  it('counts a finding as fixable only where a fix can be written', () => {
    expect(summaryOf([entry('a=1', [finding({ start: 0, end: 1 }, { fixes: [refused] }), finding({ start: 0, end: 1 }, { fixes: [refused, safe] })])])).toMatchObject({
      warning: 2,
      fixable: 1,
    })
  })

  it('is summed up in a sentence', () => {
    expect(summaryLine(summaryOf([file]), [])).toBe('1 warning, 1 piece of advice in 1 file; 1 can be fixed by a quick fix in the editor.')
    expect(summaryLine(summaryOf([]), [{ path: 'x', reason: 'y' }])).toBe('Nothing found in 0 files; 1 file could not be read.')
  })
})

describe('page', () => {
  const rule = defineRule({
    id: 'session-short',
    summary: 'A short session expels healthy members',
    scenario: 2,
    also: [1],
    component: ['consumer', 'client'],
    severity: 'warning',
    since: '0.1.0',
    proof: 'refusal',
    needs: { servers: 'bootstrap.servers' },
    options: { minimum: duration(2000, 'The least | that is fine.') },
    supersedes: ['a#x', 'a#y', 'b'],
    messages: { short: () => 'too short' },
    fix: 'unsafe',
    lint: () => undefined,
    page: { why: 'Because.', whatToDo: 'Raise it.', staysSilent: 'Without a group.' },
    examples: {
      bad: [{ about: 'Two seconds', file: 'consumer.properties', text: 'session.timeout.ms=2000\n', kafka: '2.8', facts: { 'max-pause': '5s' } }],
      good: [{ file: 'x.py', text: 'doc = """```"""\n' }],
    },
    sources: ['KIP-735'],
  })
  const page = rulePage(rule, { scenario: (n) => `[${n}](../scenarios/${n}.md)`, lint: (e: Example) => `${e.file}:1:20  warning  session-short` })

  it('has all of it', () => {
    for (const part of [
      '# session-short\n',
      'A short session expels healthy members.',
      '**warning**',
      '[2](../scenarios/2.md); also [1](../scenarios/1.md)',
      'consumer, client',
      'Since: 0.1.0',
      'the library itself refuses',
      '## Why\n\nBecause.',
      'Raise it.',
      'Without a group.',
      '`a`, `b`',
      '| `minimum` | 2 s | The least \\| that is fine. |',
      'weir-disable-next-line session-short',
      '**Two seconds (consumer.properties, Kafka 2.8, max-pause=5s)**',
      '```properties\nsession.timeout.ms=2000\n```',
      '```text\nconsumer.properties:1:20  warning  session-short\n```',
      '- KIP-735\n',
    ])
      expect(page).toContain(part)
  })

  it('cannot be broken out of by an example', () => expect(page).toContain('````python\ndoc = """```"""\n````'))
})
