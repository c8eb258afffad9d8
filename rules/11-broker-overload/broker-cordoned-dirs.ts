import { defineRule, stated } from '../../core/engine/define-rule.ts'
import { broker } from '../shared/broker-example.ts'
import { roleIn } from '../shared/listeners.ts'
import { shortened } from '../shared/words.ts'

export default defineRule({
  id: 'broker-cordoned-dirs',
  summary: 'A directory is cordoned off that the broker does not have',
  scenario: 11,
  component: 'broker',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { cordoned: stated('cordoned.log.dirs') },
  given: { several: stated('log.dirs'), one: 'log.dir', roles: 'process.roles' },
  fix: 'none',
  messages: {
    absent: ({ names, dirs }: { names: string; dirs: string }) =>
      `cordoned.log.dirs names ${names}, and the directories of this broker are ${dirs} (each compared as it is written): it refuses to start.`,
    all: (_: { names: string; dirs: string }) => 'In cordoned.log.dirs * stands for all directories, and nothing may stand beside it: the broker refuses to start.',
  },
  lint({ cordoned, several, one, roles }, report) {
    if (!cordoned || roleIn(roles) === 'controller') return
    const dirs = several?.value ?? [one.value].flat()
    const data = { names: '', dirs: shortened(dirs.join(', ')) }
    if (cordoned.value.includes('*')) {
      if (cordoned.value.some((dir) => dir !== '*')) report('all', { data, at: [cordoned] })
      return
    }
    const absent = cordoned.value.filter((dir) => !dirs.includes(dir))
    if (absent.length > 0) report('absent', { data: { ...data, names: shortened(absent.join(', ')) }, at: [cordoned, several] })
  },
  page: {
    why: 'A directory is cordoned off so that no new partition goes into it, before a disk is taken away. The broker compares the names with those of its own directories letter by letter when it starts, so that a slash at the end is another directory.',
    whatToDo: 'Write the directory as it stands in `log.dirs`, or `*` alone for all of them.',
    staysSilent: 'Before 4.3, which do not know the key; for a controller alone, which does not look; for placeholders in either.',
  },
  examples: {
    bad: [
      { about: 'Another directory', ...broker('cordoned.log.dirs=/var/lib/kafka2'), kafka: '4.3', severity: 'error' },
      { about: 'A slash more', ...broker('cordoned.log.dirs=/var/lib/kafka/'), kafka: '4.3', severity: 'error' },
      { about: 'All and one', ...broker('cordoned.log.dirs=*,/var/lib/kafka'), kafka: '4.3', severity: 'error' },
    ],
    good: [
      { about: 'One of its own', ...broker('cordoned.log.dirs=/var/lib/kafka'), kafka: '4.3' },
      { about: 'All of them', ...broker('cordoned.log.dirs=*'), kafka: '4.3' },
      { about: 'Not known yet', ...broker('cordoned.log.dirs=/other'), kafka: '4.2' },
    ],
  },
  sources: ['KafkaConfig.validateValues (KIP-1066); executed on 4.3.1 and 4.4.0'],
})
