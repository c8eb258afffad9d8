import { describe, expect, it } from 'vitest'
import { classPathOf } from '../../../scripts/catalogue/kafka/class-path.ts'
import { cache } from '../../../scripts/catalogue/kafka/dump.ts'
import { oldest } from '../../../scripts/catalogue/kafka/releases.ts'
import { ask, compiled, whySkipped } from '../jvm.ts'
import { agreement, asksKept } from '../scale.ts'
import { classPath } from '../streams-verdicts.ts'
import { JUDGE } from '../verdicts.ts'
import { nameOf, regressions, type Regression } from './kept.ts'

const reason = whySkipped(['java', 'javac', 'mvn'])
if (reason !== undefined) console.log(`What was kept is not asked again: ${reason}.`)

const pathFor = (judge: Regression['judge'], release: string): string[] =>
  judge === 'StreamsJudge' ? classPath(release) : [compiled(JUDGE, classPathOf(oldest, cache)), classPathOf(release, cache)]

const groups = new Map<string, Regression[]>()
for (const r of regressions().filter(({ release }) => asksKept(release))) groups.set(`${r.judge} ${r.release}`, [...(groups.get(`${r.judge} ${r.release}`) ?? []), r])

/** Our side of them is held to the same verdicts by `test/core/regressions.test.ts`, without Java. */
describe.skipIf(reason !== undefined)('what was kept is what the library still says', () => {
  it.each([...groups])('%s', async (_, kept) => {
    const [{ judge, release }] = kept as [Regression]
    const lines = kept.map(({ component, text }) => JSON.stringify({ component, text, client: true }))
    const answers = (await ask(judge, pathFor(judge, release), lines)).map((line) => JSON.parse(line) as { readonly refused?: string })
    const wrong = kept.filter(({ refused }, i) => refused !== (answers[i]?.refused !== undefined))
    console.log(agreement(`kept of ${judge} ${release}`, { agreed: kept.length - wrong.length, compared: kept.length, excluded: 0 }))
    expect(wrong.map(nameOf)).toEqual([])
  })
})
