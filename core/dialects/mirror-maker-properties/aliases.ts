import type { FlatDocument } from '../../readers/properties.ts'
import { plainText } from '../shared/flat-components.ts'

export interface Aliases {
  /** The clusters that the file names; none where the names are filled in later. */
  readonly clusters: readonly string[]
  /** Beginnings of keys that speak of one cluster, or of the flow from one to another. */
  readonly ofCluster: readonly string[]
  readonly ofFlow: readonly string[]
}

/** Names may hold full stops and hyphens themselves, so keys are cut at the names that `clusters` declares and nowhere else. */
export function aliasesIn(document: FlatDocument): Aliases {
  const named = plainText(document, 'clusters')?.split(',') ?? []
  const clusters = [...new Set(named.map((name) => name.trim()))].filter((name) => name !== '')
  const flows = clusters.flatMap((from) => clusters.filter((to) => to !== from).map((to) => `${from}->${to}.`))
  const isWritten = (prefix: string): boolean => document.entries.some(({ key }) => key.text.startsWith(prefix))
  return { clusters, ofCluster: clusters.map((name) => `${name}.`).filter(isWritten), ofFlow: flows.filter(isWritten) }
}
