import { describe, expect, it } from 'vitest'
import { rules as allRules } from '../../rules/index.ts'
import { scenarios } from '../../rules/scenarios.ts'
import { short, world } from './world.ts'

describe('explain', () => {
  const explain = async (...what: string[]) => world().run(['explain', ...what])

  it('a rule: its page, with what to type in the place of links', async () => {
    const w = world()
    w.put(
      'docs/rules/session-short.md',
      '<!-- Generated. -->\n\n# session-short\n\n- Incident: [2. Rebalancing storms](../scenarios/02-rebalancing-storms.md); also [10. Order](../scenarios/10-order.md)\n',
    )
    const page = async (what: string) => await w.run(['explain', what], {}, { docsFolder: () => `${w.folder}/docs` })
    const said = '# session-short\n\n- Incident: 2. Rebalancing storms (weir explain 2); also 10. Order (weir explain 10)\n'
    expect(await page('session-short')).toMatchObject({ code: 0, out: said })
    expect(await page('Session-Short')).toMatchObject({ code: 0, out: said })
  })

  it('a rule without its page', async () => {
    expect(await world().run(['explain', 'session-short'], {}, { docsFolder: () => undefined })).toMatchObject({
      code: 0,
      out: '# session-short\n\nThe session is short (warning).\n',
    })
  })

  it('every rule that there is, with what the linter really says about its examples', async () => {
    for (const { id } of allRules) {
      const { out } = await world().run(['explain', id], {}, { rules: allRules })
      expect(out).toMatch(new RegExp(`^# ${id}\n[^]*weir explain \\d+[^]*\n### Found\n[^]*  ${id}\n`))
      expect(out).not.toMatch(/<!--|\]\(\.\.\//)
    }
  })

  it('an incident, by number, slug or words', async () => {
    const w = world()
    w.put('docs/scenarios/02-rebalancing-storms.md', '# 2. Rebalancing storms\n\nThe page.\n')
    const page = async (...what: string[]): Promise<string> => (await w.run(['explain', ...what], {}, { docsFolder: () => `${w.folder}/docs` })).out
    for (const what of [['2'], ['02-rebalancing-storms'], ['rebalancing-storms'], ['rebalancing', 'storms'], ['Rebalancing Storm']])
      expect(await page(...what), what.join(' ')).toBe('# 2. Rebalancing storms\n\nThe page.\n')
  })

  it('an incident without its page', async () => {
    const { code, out } = await world().run(['explain', '2'], {}, { docsFolder: () => undefined })
    expect(code).toBe(0)
    expect(out).toContain('- session-short: The session is short (warning)')
  })

  it('findings of Weir itself', async () => expect((await explain('syntax-problem')).out).toMatch(/cannot be read as its author meant it/))

  it('says what was meant', async () => {
    const wrong = async (...what: string[]): Promise<string> => {
      const { code, out, err } = await explain(...what)
      expect([code, out]).toEqual([2, ''])
      return err
    }
    expect(await wrong('session-shrot')).toMatch(/neither a rule nor an incident session-shrot\. Did you mean session-short\?/)
    expect(await wrong('rebalancing-stroms')).toMatch(/Did you mean rebalancing-storms\?/)
    expect(await wrong('session')).toMatch(/these have it in their names:\n {2}weir explain session-short/)
    expect(await wrong('99')).toMatch(/numbered 1 to 15; there is no 99/)
    expect(await wrong('lag')).toMatch(/Several incidents fit lag:\n {2}weir explain 1 {3}/)
    expect(await wrong('xyzzy')).toMatch(/weir rules lists the rules/)
    expect(await wrong()).toMatch(/Say what to explain/)
    expect(await wrong('toString')).toMatch(/neither a rule nor an incident/)
  })
})

describe('rules', () => {
  it('for programs', async () => {
    const { code, out } = await world().run(['rules', '--json'])
    expect([code, JSON.parse(out)]).toEqual([
      0,
      [
        { id: 'session-short', scenario: 2, severity: 'warning', summary: 'The session is short', fix: 'safe', since: '0.1.0' },
        { id: 'acks-one', scenario: 11, severity: 'error', summary: 'Acknowledged by the leader alone', fix: 'unsafe', since: '0.1.0' },
      ],
    ])
  })

  it('for people, by incident', async () => {
    expect((await world().run(['rules'])).out).toBe(
      '2. Rebalancing storms stop processing\n  warning  session-short  The session is short\n\n11. Traffic bursts overload the brokers\n  error    acks-one       Acknowledged by the leader alone\n\nweir explain RULE says why, what to do, and when it stays silent.\n',
    )
    expect(await world().run(['rules', 'session-short'])).toMatchObject({ code: 2, err: expect.stringMatching(/weir explain session-short/) as unknown })
  })
})

describe('the rest', () => {
  it('version', async () => {
    for (const flag of ['--version', '-v', '-V']) expect(await world().run([flag])).toEqual({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\S*\n$/) as unknown, err: '' })
  })

  it('help for each command, with examples', async () => {
    for (const argv of [['--help'], ['-h'], ['help'], ['help', 'lint'], ['lint', '--help'], ['lint', 'x', '-h'], ['explain', '--help'], ['rules', '--help'], ['lsp', '--help']]) {
      const { code, out, err } = await world().run(argv)
      expect([code, err], argv.join(' ')).toEqual([0, ''])
      expect(out).toMatch(/weir \w+/)
    }
    expect((await world().run(['lint', '--help'])).out).toContain('weir lint --fail-on error --format json')
    expect(await world().run(['help', 'lnit'])).toMatchObject({ code: 2, err: expect.stringMatching(/Did you mean weir lint\?/) as unknown })
  })

  it('help names every flag that there is', async () => {
    const { LINT_FLAGS } = await import('../../cli/lint.ts')
    const { HELP } = await import('../../cli/help.ts')
    for (const name of Object.keys(LINT_FLAGS).filter((f) => f !== 'help')) expect(HELP['lint'], name).toContain(`--${name}`)
  })

  it('the server wants its way of speaking named', async () => {
    expect(await world().run(['lsp'])).toMatchObject({ code: 2, err: expect.stringMatching(/weir lsp --stdio/) as unknown })
    expect(await world().run(['lsp', '--stdoi'])).toMatchObject({ code: 2, err: expect.stringMatching(/Did you mean --stdio\?/) as unknown })
  })

  it('an unexpected failure is one sentence, and 70', async () => {
    const docsFolder = (): never => {
      throw new TypeError('something is undefined')
    }
    expect(await world().run(['explain', '2'], {}, { docsFolder })).toEqual({ code: 70, out: '', err: 'weir: internal error: something is undefined (WEIR_DEBUG=1 shows where)\n' })
    expect((await world().run(['explain', '2'], { env: { WEIR_DEBUG: '1' } }, { docsFolder })).err).toMatch(/\n\s+at /)
  })
})

describe('the real rules', () => {
  it('each can be explained', async () => {
    const w = world()
    for (const rule of allRules) {
      const { code, out } = await w.run(['explain', rule.id], {}, { rules: allRules })
      expect([rule.id, code]).toEqual([rule.id, 0])
      expect(out.length, rule.id).toBeGreaterThan(300)
    }
    expect(short.id).toBe('session-short')
  })

  it('each incident has a slug that explains it', async () => {
    for (const { slug, title } of scenarios) expect((await world().run(['explain', slug], {}, { docsFolder: () => undefined })).out).toContain(title)
  })
})
