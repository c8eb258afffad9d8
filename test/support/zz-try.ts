import { readFileSync } from 'node:fs'
import { lint, shown } from './linter.ts'
for (const file of process.argv.slice(2)) {
  const text = readFileSync(file, 'utf8')
  const r = lint({ file, text })
  console.log('==', file, r.dialect)
  for (const { component: c } of r.components) {
    console.log(c.kind, c.name, JSON.stringify(text.slice(c.at.start, c.at.end)), 'test', c.isTest, c.layers.map((l) => `${l.name}${l.open ? '(' + l.open + ')' : ''}: ${[...l.values].map(([k, v]) => `${k}=${v.map((x) => x.unknown ?? x.text.text)}`).join(' ')}`).join(' | '))
    if (c.query && c.kind === 'spark-query') console.log('   ', c.query.source, c.query.trigger, 'sink', JSON.stringify(c.query.sink), c.query.operators.map((o) => `${o.name}[${o.columns.map((x) => x.name + (x.asOf === undefined ? '' : '@' + x.asOf))}${o.complete ? '' : '…'}${o.time ? ' time ' + JSON.stringify(o.time) : ''}${o.loses ? ' loses ' + JSON.stringify(o.loses) : ''}]`).join(' → '))
  }
  for (const f of r.findings) console.log('  ', f.severity, f.rule, JSON.stringify(text.slice(f.start, f.end)), 'line', text.slice(0, f.start).split('\n').length, '|', f.message, '|', f.fixes.map((x) => x.title + ' ' + JSON.stringify(x.edits())).join(' ## '))
}
