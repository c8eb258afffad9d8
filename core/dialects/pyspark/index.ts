import type { Component } from '../../components/component.ts'
import type { CodeDocument } from '../../readers/python.ts'
import type { Dialect } from '../dialect.ts'
import { componentsOf } from './components.ts'
import { Job } from './job.ts'
import { readDefinitions } from './standalone.ts'
import { isTestFile, recognise, TEST, usesDStreams } from './recognise.ts'
import { block } from './statements.ts'
import { Py } from './syntax.ts'

/** Structured Streaming jobs in Python: what one file says of its queries, sources and session; of a job of DStreams where its checkpoint lies, and its windows and what keeps state. */
export const pyspark: Dialect<CodeDocument> = { id: 'pyspark', recognise, read }

const WORDS = /\b(?:readStream|writeStream|DataStreamReader|StreamingContext)\b/

function read(document: CodeDocument, as?: string): readonly Component[] {
  const { source, tree, brokenAt } = document
  if (!WORDS.test(source.text)) return []
  const job = new Job(source)
  block(job, new Py(tree.rootNode, source.text), brokenAt !== Infinity)
  readDefinitions(job)
  const { hasStream, checkpoints, dstreams } = job.seen
  return hasStream || checkpoints.length > 0 || dstreams.start || dstreams.steps.size > 0
    ? componentsOf(job, as === TEST || isTestFile(source.text), usesDStreams(source.text))
    : []
}
