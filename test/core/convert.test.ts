import fc from 'fast-check'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { describe, expect, it } from 'vitest'
import type { Finding } from '../../core/engine/finding.ts'
import { applyEdits } from '../../core/text/span.ts'
import { dataOf, diagnosticOf, Places, workspaceEdit } from '../../server/convert.ts'

const all = { related: true, codeDescription: true, data: true }
const nothing = { related: false, codeDescription: false, data: false }
const uri = 'file:///srv/app/a.properties'
const finding: Finding = {
  rule: 'acks-one',
  severity: 'warning',
  message: 'weak',
  start: 5,
  end: 6,
  related: [{ start: 0, end: 4, message: 'here' }],
  fixes: [{ title: 'Set it', safety: 'unsafe', edits: () => [{ start: 5, end: 6, text: 'all' }] }],
}
const text = 'acks=1\r\n# 😀\r\nretries=0'
const sheet = { uri, version: 3, places: new Places(text) }

describe('places', () => {
  it.each([
    [0, 0, 0],
    [6, 0, 6],
    [8, 1, 0],
    [12, 1, 4],
    [14, 2, 0],
    [text.length, 2, 9],
  ])('offset %i is line %i, column %i, and back', (offset, line, character) => {
    expect(sheet.places.range({ start: offset, end: offset }).start).toEqual({ line, character })
    expect(sheet.places.offset({ line, character })).toBe(offset)
  })

  it('beyond a line or the text are held to its end', () => {
    expect(sheet.places.offset({ line: 99, character: 0 })).toBe(text.length)
    expect(sheet.places.offset({ line: 2, character: 99 })).toBe(text.length)
  })

  it('are those of the library that editors use', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', '=', '\n', '\r', '\r\n', '😀', 'é') })
    fc.assert(
      fc.property(letters, fc.nat(), (written, n) => {
        const document = TextDocument.create(uri, 'properties', 1, written)
        const places = new Places(written)
        const offset = Math.min(n, written.length)
        const between = written[offset - 1] === '\r' && written[offset] === '\n'
        if (between) return
        expect(places.range({ start: offset, end: offset }).start).toEqual(document.positionAt(offset))
        expect(places.offset(document.positionAt(offset))).toBe(offset)
      }),
    )
  })

  it('make the same edits of an edit as the core does', () => {
    const edits = [
      { start: 0, end: 4, text: 'acks.x' },
      { start: 6, end: 6, text: '\r\nnew=😀' },
      { start: 14, end: 23, text: '' },
    ]
    expect(TextDocument.applyEdits(TextDocument.create(uri, 'properties', 1, text), sheet.places.edits(edits))).toBe(applyEdits(text, edits))
  })
})

describe('a finding', () => {
  it('becomes a diagnostic that carries what actions need', () => {
    expect(diagnosticOf(finding, 4, sheet, all, 'file:///docs/11.md')).toEqual({
      range: { start: { line: 0, character: 5 }, end: { line: 0, character: 6 } },
      severity: 2,
      code: 'acks-one',
      source: 'weir',
      message: 'weak',
      codeDescription: { href: 'file:///docs/11.md' },
      relatedInformation: [{ location: { uri, range: { start: { line: 0, character: 0 }, end: { line: 0, character: 4 } } }, message: 'here' }],
      data: { rule: 'acks-one', index: 4, version: 3, fixes: ['Set it'] },
    })
  })

  it('says less to a client that understands less', () => {
    expect(Object.keys(diagnosticOf(finding, 0, sheet, nothing, 'file:///docs/11.md'))).toEqual(['range', 'severity', 'code', 'source', 'message'])
    expect(diagnosticOf(finding, 0, sheet, all, undefined)).not.toHaveProperty('codeDescription')
  })

  it.each([
    ['error', 1],
    ['warning', 2],
    ['info', 3],
    ['hint', 4],
  ] as const)('of severity %s is %i', (severity, number) => {
    expect(diagnosticOf({ ...finding, severity }, 0, sheet, nothing, undefined).severity).toBe(number)
  })
})

describe('the data that comes back', () => {
  const diagnostic = diagnosticOf(finding, 4, sheet, all, undefined)
  it('is believed when it is ours', () => {
    expect(dataOf(diagnostic)).toEqual({ rule: 'acks-one', index: 4, version: 3, fixes: ['Set it'] })
    expect(dataOf({ ...diagnostic, source: 'eslint' })).toBeUndefined()
    expect(dataOf({ ...diagnostic, data: { index: 'x' } })).toBeUndefined()
    expect(dataOf({ ...diagnostic, data: null })).toBeUndefined()
  })
})

describe('an edit of the workspace', () => {
  const edits = [{ start: 5, end: 6, text: 'all' }]
  const textEdit = { range: { start: { line: 0, character: 5 }, end: { line: 0, character: 6 } }, newText: 'all' }
  it('names the version where the client heeds it', () => {
    expect(workspaceEdit(edits, sheet, { documentChanges: true })).toEqual({ documentChanges: [{ textDocument: { uri, version: 3 }, edits: [textEdit] }] })
    expect(workspaceEdit(edits, sheet, { documentChanges: false })).toEqual({ changes: { [uri]: [textEdit] } })
  })
})
