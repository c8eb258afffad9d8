/**
 * Keys that Spark or one of its parts reads although no registry lists them. Without this list an unknown key could not be told from a known one.
 *
 * Found by searching the constants of every class in Spark 4.3.0's own jars and in the Kafka connector for `spark.…` texts without an entry;
 * left out are those that are no configuration (metadata of tables, properties that Spark sets for itself, switches of its own tests).
 */
type Group = readonly [why: string, ...names: string[]]

const families: readonly Group[] = [
  ['copied into the Hadoop configuration without the prefix (SparkHadoopUtil)', 'spark.hadoop.', 'spark.hive.'],
  [
    'environment of executors and of the application master (SparkConf, yarn.Client, kubernetes.Config)',
    'spark.executorEnv.',
    'spark.yarn.appMasterEnv.',
    'spark.kubernetes.driverEnv.',
  ],
  [
    'amounts and discovery of custom resources (ResourceUtils, yarn.ResourceRequestHelper)',
    'spark.driver.resource.',
    'spark.executor.resource.',
    'spark.task.resource.',
    'spark.worker.resource.',
    'spark.yarn.am.resource.',
    'spark.yarn.driver.resource.',
    'spark.yarn.executor.resource.',
  ],
  [
    'names chosen by the user (kubernetes.Config)',
    'spark.kubernetes.driver.annotation.',
    'spark.kubernetes.driver.label.',
    'spark.kubernetes.driver.node.selector.',
    'spark.kubernetes.driver.secretKeyRef.',
    'spark.kubernetes.driver.secrets.',
    'spark.kubernetes.driver.volumes.',
    'spark.kubernetes.driver.service.annotation.',
    'spark.kubernetes.driver.service.label.',
    'spark.kubernetes.executor.annotation.',
    'spark.kubernetes.executor.label.',
    'spark.kubernetes.executor.node.selector.',
    'spark.kubernetes.executor.secretKeyRef.',
    'spark.kubernetes.executor.secrets.',
    'spark.kubernetes.executor.volumes.',
    'spark.kubernetes.node.selector.',
  ],
  ['put together from a role and a suffix (kubernetes.Config, VolcanoFeatureStep)', 'spark.kubernetes.authenticate.', 'spark.kubernetes.scheduler.volcano.'],
  ['a catalog by the name that the user gives it, and what its class reads (Catalogs)', 'spark.sql.catalog.'],
  ['read by the RocksDB state store, names in any case (RocksDBConf)', 'spark.sql.streaming.stateStore.rocksdb.'],
  ['read by the Kafka connector of DStreams, which pyspark lacks', 'spark.streaming.kafka.'],
  ['delegation tokens of a Kafka cluster by its name (KafkaTokenSparkConf)', 'spark.kafka.clusters.'],
  ['delegation tokens of a service by its name (HadoopDelegationTokenManager)', 'spark.security.credentials.', 'spark.yarn.security.credentials.', 'spark.yarn.security.tokens.'],
  ['TLS, for all and by component (SSLOptions)', 'spark.ssl.'],
  ['the metrics configuration in place of its file (MetricsConfig)', 'spark.metrics.conf.'],
  ['capacity of a listener queue by its name (LiveListenerBus)', 'spark.scheduler.listenerbus.eventqueue.'],
  ['handed on to Apache Commons Crypto (TransportConf, CryptoStreamUtils)', 'spark.network.crypto.config.', 'spark.io.encryption.commons.config.'],
  [
    'transport of a module, for all roles and by role (TransportConf, SparkTransportConf)',
    'spark.shuffle.io.',
    'spark.shuffle.sasl.',
    'spark.shuffle.push.server.',
    'spark.rpc.io.',
    'spark.rpc.sasl.',
    'spark.files.io.',
    'spark.network.sasl.',
    'spark.driver.rpc.',
    'spark.driver.shuffle.',
    'spark.driver.files.',
    'spark.executor.rpc.',
    'spark.executor.shuffle.',
    'spark.executor.files.',
  ],
  ['parameters of servlet filters and other plug-ins: `spark.<class name>.param.<name>` (JettyUtils)', 'spark.org.', 'spark.com.'],
  ['set by the launcher (SparkLauncher)', 'spark.launcher.'],
  ['Mesos, up to Spark 3.5', 'spark.mesos.'],
]

/** On Spark's own documentation pages. */
const documented: readonly Group[] = [
  ['SparkContext and its surroundings', 'spark.master', 'spark.remote', 'spark.app.name', 'spark.local.dir', 'spark.logConf'],
  ['port of a service: how often the next one is tried (Utils)', 'spark.port.maxRetries'],
  ['the pool of the thread, often put into files (SparkContext)', 'spark.scheduler.pool'],
  ['options of the administrator before those of the user (SparkLauncher)', 'spark.driver.defaultJavaOptions', 'spark.executor.defaultJavaOptions'],
  ['R', 'spark.r.driver.command', 'spark.r.shell.command'],
  ['files sent to executors (Utils)', 'spark.files.fetchTimeout', 'spark.files.overwrite', 'spark.files.useFetchCache'],
  [
    'transport and shuffle service (TransportConf, ExternalShuffleBlockResolver)',
    'spark.network.crypto.cipher',
    'spark.network.io.preferDirectBufs',
    'spark.shuffle.maxChunksBeingTransferred',
    'spark.shuffle.service.index.cache.size',
  ],
  ['graphs', 'spark.graphx.pregel.checkpointInterval'],
]

/** Read, but undocumented: known, never offered. */
const hidden: readonly Group[] = [
  ['SparkContext and its surroundings', 'spark.app.id', 'spark.home', 'spark.logLineage', 'spark.job.interruptOnCancel', 'spark.jobGroup.id'],
  ['the launcher and the shells', 'spark.driver.libraryPath', 'spark.repl.classdir', 'spark.repl.class.outputDir', 'spark.r.sql.derby.temp.dir', 'spark.sparkr.use.daemon'],
  [
    'transport and shuffle service (TransportConf, ExternalShuffleBlockResolver)',
    'spark.network.auth.rpcTimeout',
    'spark.network.crypto.authEngineVersion',
    'spark.network.sharedByteBufAllocators.enabled',
    'spark.network.ssl.maxEncryptedBlockSize',
    'spark.io.mode.default',
    'spark.shuffle.service.verifyBlockPathsAtRead',
  ],
  ['scheduler (TaskSetManager, TaskResultGetter, TaskSchedulerImpl)', 'spark.logging.exceptionPrintInterval', 'spark.resultGetter.threads', 'spark.starvation.timeout'],
  ['RDDs and closures', 'spark.checkpoint.checkpointAllMarkedAncestors', 'spark.cloneBasedClosureCleaner.enabled', 'spark.callstack.depth'],
  ['web UI behind a proxy (UIUtils)', 'spark.ui.proxyBase'],
  ['Spark Connect (SparkConnectService)', 'spark.connect.grpc.debug.enabled'],
  ['YARN', 'spark.yarn.isHadoopProvided', 'spark.yarn.launchContainers'],
  ['the class is looked up by this name when a query starts (SQLConf)', 'spark.sql.streaming.checkpointFileManagerClass'],
  [
    'DStreams (StreamingContext, FileInputDStream, BlockGenerator, ReceiverSupervisor)',
    'spark.streaming.checkpoint.directory',
    'spark.streaming.fileStream.minRememberDuration',
    'spark.streaming.minRememberDuration',
    'spark.streaming.blockQueueSize',
    'spark.streaming.receiverRestartDelay',
    'spark.streaming.receiver.blockStoreTimeout',
    'spark.streaming.stopSparkContextByDefault',
    'spark.streaming.clock',
  ],
]

/** Not read by Spark, but by what runs on or around it: from the products' own documentation. */
const products: readonly Group[] = [
  ['Databricks, Delta Lake', 'spark.databricks.', 'spark.delta.'],
  ['Apache Iceberg', 'spark.sql.iceberg.'],
  ['accelerators: NVIDIA RAPIDS, Apache Gluten, Apache DataFusion Comet', 'spark.rapids.', 'spark.gluten.', 'spark.comet.'],
  ['remote shuffle services: Apache Celeborn, Apache Uniffle', 'spark.celeborn.', 'spark.rss.'],
  ['connectors: Cassandra, MongoDB, Elasticsearch, Redis', 'spark.cassandra.', 'spark.mongodb.', 'spark.es.', 'spark.redis.'],
  ['OpenLineage, Apache Sedona', 'spark.openlineage.', 'spark.sedona.'],
  ['clouds: EMR Serverless, Dataproc, Synapse, Fabric', 'spark.emr-serverless.', 'spark.dataproc.', 'spark.synapse.', 'spark.microsoft.'],
  ['the Apache Kubernetes operator', 'spark.kubernetes.operator.'],
]

const namesOf = (groups: readonly Group[]): string[] => groups.flatMap(([, ...names]) => names)

/** Families: any key that begins with one of these is known. Each ends in a dot. */
export const openPrefixes: readonly string[] = namesOf([...families, ...products]).sort()

/** Single keys without an entry. */
export const unlisted: readonly { readonly key: string; readonly internal: boolean }[] = [
  ...namesOf(documented).map((key) => ({ key, internal: false })),
  ...namesOf(hidden).map((key) => ({ key, internal: true })),
]
