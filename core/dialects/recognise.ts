import { propertiesOutline, pythonOutline, sectionsOutline, yamlOutline } from '../readers/outlines.ts'
import { firstOf, takesFile, type FileInput, type Recognition } from './dialect.ts'
import { recogniseBroker } from './broker-properties/recognise.ts'
import { recogniseWorker } from './connect-worker-properties/recognise.ts'
import { recogniseConnector } from './connector-properties/recognise.ts'
import { recogniseClient } from './kafka-client-properties/recognise.ts'
import { recogniseLibrdkafka } from './librdkafka/recognise.ts'
import { recogniseMirrorMaker } from './mirror-maker-properties/recognise.ts'
import { recognise as recognisePyspark } from './pyspark/recognise.ts'
import { recogniseSpark } from './spark-defaults/recognise.ts'
import { recogniseStreams } from './streams-properties/recognise.ts'
import { recogniseStrimziTopic } from './strimzi-topic/recognise.ts'
import { recogniseTopic } from './topic-properties/recognise.ts'

type Recogniser = (file: FileInput) => Recognition | undefined

/** The questions of all dialects, by reader: no parser and no catalogue is loaded for them. The languages are held to them by a test. */
const QUESTIONS: readonly { readonly takes: (file: FileInput) => boolean; readonly ask: readonly Recogniser[] }[] = [
  { takes: takesFile(sectionsOutline), ask: [recogniseLibrdkafka] },
  {
    takes: takesFile(propertiesOutline),
    ask: [recogniseClient, recogniseStreams, recogniseWorker, recogniseConnector, recogniseMirrorMaker, recogniseTopic, recogniseBroker, recogniseSpark],
  },
  { takes: takesFile(yamlOutline), ask: [recogniseStrimziTopic] },
  { takes: takesFile(pythonOutline), ask: [recognisePyspark] },
]

/** Whether a file looks like ours; the same answer in the editor's client, the server and the command, cheap enough for every file that a person opens. */
export function recognise(file: FileInput): Recognition | undefined {
  return firstOf(
    QUESTIONS.filter((q) => q.takes(file)).flatMap((q) => q.ask),
    file,
  )
}
