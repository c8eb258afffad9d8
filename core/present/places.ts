import type { Value } from '../components/component.ts'
import type { Finding } from '../engine/finding.ts'
import type { FileReport, Placed } from '../engine/lint.ts'
import { contains, moved, type Span } from '../text/span.ts'

/** One written value of one component; spans count in the file. */
export interface WrittenAt {
  readonly placed: Placed
  readonly layer: string
  readonly key: string
  readonly value: Value
  readonly keySpan: Span
  readonly valueSpan: Span
}

/** All that is written in a file, component by component. */
function* writtenIn({ components }: FileReport): Generator<WrittenAt> {
  for (const placed of components)
    for (const { name, values } of placed.component.layers)
      for (const [key, held] of values)
        for (const value of held) yield { placed, layer: name, key, value, keySpan: spanIn(placed, value.key), valueSpan: spanIn(placed, value.text) }
}

const spanIn = ({ by }: Placed, { start, end }: Span): Span => moved({ start, end }, by)

/** The settings whose key or value stands at the offset; several where a file configures several components. */
export const settingsAt = (report: FileReport, offset: number): WrittenAt[] => [...writtenIn(report)].filter((w) => contains(w.keySpan, offset) || contains(w.valueSpan, offset))

/** A finding reaches over the whole setting that it is about, key and value: whoever points at the one means the other too. */
function reachOf(finding: Finding, written: readonly WrittenAt[]): Span {
  const home = written.find(
    (w) => (contains(w.valueSpan, finding.start) && contains(w.valueSpan, finding.end)) || (contains(w.keySpan, finding.start) && contains(w.keySpan, finding.end)),
  )
  const isTogether = home && home.valueSpan.start >= home.keySpan.end
  return isTogether ? { start: Math.min(finding.start, home.keySpan.start), end: Math.max(finding.end, home.valueSpan.end) } : finding
}

export const meets = (a: Span, b: Span): boolean => a.start <= b.end && b.start <= a.end

/** The findings that somebody means who points at this stretch. */
export function findingsIn(report: FileReport, at: Span): Finding[] {
  if (report.findings.length === 0) return []
  const written = [...writtenIn(report)].filter((w) => meets(w.keySpan, at) || meets(w.valueSpan, at))
  return report.findings.filter((f) => meets(f, at) || meets(reachOf(f, written), at))
}
