import fc from 'fast-check'

/** Numbers that are right, nearly right and wrong, around the edges of what Spark counts in. */
const number = fc.oneof(
  { weight: 40, arbitrary: fc.nat(5000).map(String) },
  { weight: 6, arbitrary: fc.constantFrom('0', '1', '.5', '1.5', '0.000001', '1.', '2.123456789', '00012') },
  { weight: 1, arbitrary: fc.constantFrom('1.1234567891', '.', '1e3', '1_000', '2147483648', '9223372036854775807', '9223372036854775808', '106751991', 'ten', '') },
)
const sign = fc.oneof({ weight: 20, arbitrary: fc.constant('') }, { weight: 2, arbitrary: fc.constantFrom('-', '+', '- ', '+ ', '--') })
const blank = fc.oneof({ weight: 40, arbitrary: fc.constant(' ') }, { weight: 2, arbitrary: fc.constantFrom('', '  ', '\t', '\n', '\u00a0', ', ') })
const goodUnit = fc.constantFrom('microsecond', 'millisecond', 'second', 'second', 'minute', 'hour', 'day', 'week', 'month', 'year')
const unit = fc.oneof(
  {
    weight: 40,
    arbitrary: fc
      .tuple(goodUnit, fc.constantFrom('', 's'), fc.constantFrom('lower', 'upper'))
      .map(([name, s, letters]) => (letters === 'upper' ? (name + s).toUpperCase() : name + s)),
  },
  { weight: 2, arbitrary: fc.constantFrom('s', 'ms', 'sec', 'mins', 'hr', 'nanosecond', 'quarter', 'secondss', 'second;', 'decade') },
)
const term = fc.tuple(sign, number, blank, unit).map((parts) => parts.join(''))
const words = fc.tuple(fc.array(term, { minLength: 1, maxLength: 3 }), blank).map(([terms, between]) => terms.join(between))

const quoted = fc.tuple(sign, number).map(([minus, digits]) => `'${minus}${digits}'`)
const literalTerm = fc.tuple(sign, fc.oneof(quoted, number), blank, unit).map((parts) => parts.join(''))
const clock = fc.tuple(
  sign,
  fc.constantFrom("'1:30'", "'25:59'", "'1 2'", "'1 2:3'", "'1 2:3:4.5'", "'3:4.5'", "'1-2'", "'1 24'", "'-3:60'", "' 1:30 '"),
  fc.constantFrom('day', 'HOUR', 'minute', 'YEAR'),
  fc.constantFrom('hour', 'MINUTE', 'second', 'month', 'seconds'),
)
const literal = fc.oneof(
  { weight: 4, arbitrary: fc.array(literalTerm, { minLength: 1, maxLength: 2 }).map((terms) => terms.join(' ')) },
  { weight: 2, arbitrary: words.map((text) => `'${text}'`) },
  { weight: 2, arbitrary: clock.map(([minus, text, from, to]) => `${minus}${text} ${from} TO ${to}`) },
  { weight: 2, arbitrary: words },
)
const prefix = fc.constantFrom('INTERVAL ', 'interval ', 'Interval\t', ' interval  ', 'INTERVAL')

const interval = fc.oneof(
  { weight: 5, arbitrary: words },
  { weight: 4, arbitrary: fc.tuple(prefix, literal).map(([head, tail]) => head + tail) },
  { weight: 1, arbitrary: fc.tuple(fc.constantFrom(' ', '\x01', '\n'), words, fc.constantFrom(' ', '\x7f', ' ;')).map((parts) => parts.join('')) },
)

const suffix = fc.constantFrom('', 'us', 'ms', 's', 'm', 'min', 'h', 'd', 'S', 'MIN', 'Ms', 'ns', 'sec', 'w', ' s', 'mm')
const time = fc.tuple(fc.constantFrom('', '', '', '', '-', '+', ' ', '- '), number, suffix, fc.constantFrom('', '', '', ' ', '\n')).map((parts) => parts.join(''))

/** The same texts on each run; each one once. */
const sample = (texts: fc.Arbitrary<string>, count: number): string[] => [...new Set(fc.sample(texts, { numRuns: 2 * count, seed: 20_241_125 }))].slice(0, count)

export const intervalTexts = sample(interval, 220)
export const timeTexts = sample(time, 80)
