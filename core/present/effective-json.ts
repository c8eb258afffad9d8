import { lineOf } from '../catalogue/kinds.ts'
import type { EffectiveComponent } from './effective.ts'
import { jsonTarget, nameOf } from './json.ts'
import type { FileEntry } from './report.ts'

/** Of the shape below; it is stable from the first release on. */
const EFFECTIVE_VERSION = 1

/**
 * What holds, for programs. Lines count from 1; what is not known or does not apply is absent, never null, save `dialect`.
 *
 *     { version, path, dialect, target?, components: [{ kind, name?, dialect?, target: { line, version, from }, settings, idle, strangers }] }
 *
 * `settings` are `EffectiveSetting`, `idle` and `strangers` the keys that are written and do nothing. `changedOnly` leaves out the settings that are not changed.
 */
export function jsonEffective({ path, report: { dialect, target } }: FileEntry, components: readonly EffectiveComponent[], changedOnly: boolean): object {
  const lines = new Set(components.map(({ component }) => lineOf[component.kind]))
  return {
    version: EFFECTIVE_VERSION,
    path,
    dialect,
    ...(dialect !== null && target ? { target: jsonTarget(target, lines) } : {}),
    components: components.map(({ component, line, range, settings, idle, strangers }) => ({
      ...nameOf(component, dialect),
      target: { line, version: range.shown, from: range.because },
      settings: changedOnly ? settings.filter((s) => s.changed) : settings,
      idle,
      strangers,
    })),
  }
}
