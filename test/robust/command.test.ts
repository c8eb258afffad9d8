import { describe, expect, it } from 'vitest'
import { rules } from '../../rules/index.ts'
import { world, type JsonReport } from '../cli/world.ts'
import { badFiles, CONSUMER } from './bad-files.ts'
import { within } from './deadline.ts'

type File = JsonReport['files'][number]
const saidOf = ({ findings }: File): (readonly [string, number])[] => findings.map((f) => [f.rule, f.start.line])

describe('the command over', () => {
  for (const { name, path, content, says = [], broken } of badFiles)
    it.skipIf(broken !== undefined)(name, async () => {
      const { put, run, json } = world()
      put(path, content)
      put('other.properties', CONSUMER)
      const { code, err, report } = await within(() => json(['.'], {}, { rules }))
      expect(err).not.toMatch(/internal error/)
      expect([0, 1]).toContain(code)
      const [file, other] = [path, 'other.properties'].map((p) => report.files.find((f) => f.path === p))
      expect(other && saidOf(other)).toEqual([['heartbeat-not-below-session', 3]])
      expect(file ? saidOf(file) : []).toEqual(expect.arrayContaining(says.map((s) => [...s])))
      const { code: again, err: besides } = await within(() => run(['lint', path], {}, { rules }))
      expect([0, 1]).toContain(again)
      expect(besides).not.toMatch(/internal error|\n\s+at /)
    })
})
