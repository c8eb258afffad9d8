/** Session configuration that rules ask for by name; everything else of Spark's is looked up in the generated catalogue as text. */
export interface SparkSessionKeys {
  'spark.sql.streaming.checkpointLocation': string
  'spark.master': string
  'spark.network.timeout': string
  'spark.network.timeoutInterval': string
  'spark.executor.heartbeatInterval': string
  'spark.storage.blockManagerHeartbeatTimeoutMs': string
  /** The other one's name before 3.1. */
  'spark.storage.blockManagerSlaveTimeoutMs': string
}

/** What a streaming query is started with. Names of ours: Spark has methods and options for these. */
export interface SparkQueryKeys {
  /** The text of `processingTime=`. */
  trigger: string
  'trigger.once': boolean
  'trigger.availableNow': boolean
  'trigger.continuous': string
  'trigger.realTime': string
  outputMode: string
  checkpointLocation: string
  queryName: string
  /** The session's. */
  'spark.master': string
}

/** Options of a streaming source (structured-streaming-kafka-integration, "source options"; DataStreamReader file sources). Option names ignore case. */
export interface SparkSourceKeys {
  'source.maxOffsetsPerTrigger': number
  'source.minOffsetsPerTrigger': number
  'source.maxFilesPerTrigger': number
  'source.maxBytesPerTrigger': string
  'source.startingOffsets': string
  'source.startingTimestamp': string
  'source.startingOffsetsByTimestamp': string
  'source.failOnDataLoss': string
  'source.subscribe': string
}
