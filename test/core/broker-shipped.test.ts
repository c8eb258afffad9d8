import { describe, expect, it } from 'vitest'
import { SHIPPED } from '../support/broker-files.ts'
import { lint, shown } from '../support/linter.ts'

describe('the files that Kafka itself ships', () => {
  it.each(SHIPPED)('%s of %s', (file, releases, settings) => {
    const text = `${settings.join('\n')}\n`
    for (const kafka of releases) {
      const report = lint({ file, text, kafka })
      expect(report.dialect).toBe('broker-properties')
      expect(
        shown(
          text,
          report.findings.filter((f) => f.severity !== 'hint'),
        ),
        kafka,
      ).toEqual([])
    }
  })

  it('are judged for the newest release where nobody states one, and those of ZooKeeper are told so once', () => {
    const told = SHIPPED.map(([file, [release], settings]) => {
      const text = `${settings.join('\n')}\n`
      return [
        file,
        release,
        ...shown(
          text,
          lint({ file, text }).findings.filter((f) => f.severity === 'error' || f.severity === 'warning'),
        ),
      ]
    })
    expect(told.filter(([, , ...findings]) => findings.length > 0)).toEqual([['config/server.properties', '2.8', 'warning zookeeper-keys-left «zookeeper.connect»']])
  })
})
