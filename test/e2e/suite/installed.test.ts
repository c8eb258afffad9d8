import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import * as vscode from 'vscode'
import manifest from '../../../package.json' with { type: 'json' }
import { diagnostics, eventually, extension, fileAt, rulesBecome, serverProcesses, show } from './support.ts'

describe('the installed extension', () => {
  it('is the package, not the sources', () => {
    const { extensionPath } = extension()
    const { version } = extension().packageJSON as typeof manifest
    assert.ok(extensionPath.startsWith(process.env['WEIR_E2E_EXTENSIONS'] ?? '?'), extensionPath)
    assert.equal(version, manifest.version)
    assert.ok(existsSync(join(extensionPath, 'dist/client.cjs')))
    assert.ok(!existsSync(join(extensionPath, 'client')), 'the sources are in the package')
  })

  it('sleeps until a file is opened that may be ours', async () => {
    assert.equal(extension().isActive, false)
    const readme = await show('larkhill/README.md')
    assert.equal(readme.document.languageId, 'markdown')
    assert.equal(extension().isActive, false)
  })

  it('looks at a look-alike, and starts no server for it', async () => {
    for (const path of ['own/server.properties', 'larkhill/web/log4j.properties', 'own/compose.yaml', 'own/hello.py']) await show(path)
    await eventually(() => assert.ok(extension().isActive))
    assert.deepEqual(serverProcesses() ?? [], [])
  })

  it('starts one server with the first file that is ours', async () => {
    const { document } = await show('larkhill/payments/fraud-scoring.consumer.properties')
    await rulesBecome(document.uri, ['session-timeout-below-processing-time'])
    assert.equal((serverProcesses() ?? [0]).length, 1)
  })

  it('says nothing of the look-alikes', () => {
    for (const path of ['own/server.properties', 'larkhill/web/log4j.properties', 'own/compose.yaml', 'own/hello.py']) assert.deepEqual(diagnostics(fileAt(path)), [], path)
  })

  it('sees when a look-alike becomes one of ours', async () => {
    const editor = await show('own/server.properties')
    await editor.edit((edit) =>
      edit.replace(new vscode.Range(0, 0, editor.document.lineCount, 0), 'bootstrap.servers=kafka:9092\nkey.serializer=x.S\nvalue.serializer=x.S\nacks=0\n'),
    )
    await rulesBecome(editor.document.uri, ['acks-zero'])
    await vscode.commands.executeCommand('undo')
    await rulesBecome(editor.document.uri, [])
  })
})
