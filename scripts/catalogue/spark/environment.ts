import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The virtual environment and the connector's jars; ignored by git. */
const cache = fileURLToPath(new URL('../../../.cache/spark/', import.meta.url))

/** What is generated. */
export const committed = fileURLToPath(new URL('../../../core/catalogue/data/spark.json', import.meta.url))
const binaries = process.platform === 'win32' ? 'Scripts' : 'bin'

/** The Python that the newest pyspark is installed for, whether it is there or not. */
export const python = join(cache, 'venv', binaries, 'python')

/** That of an earlier release: each has an environment of its own. */
export const pythonOf = (release: string): string => join(cache, `venv-${release}`, binaries, 'python')

/** Where the answers of a release are kept, which never change. */
export const dumpFile = (name: string): string => join(cache, name)

interface Connector {
  readonly artifact: string
  readonly version: string
}

/** The newest Kafka connector that is served: there is none for 4.3 yet, and this one loads beside it. Its entries are `spark.kafka.*`. */
export const connector: Connector = { artifact: 'spark-sql-kafka-0-10_2.13', version: '4.2.0' }

/** The last connector that is served for the line of an earlier release, in that release's Scala. */
const CONNECTORS: Readonly<Record<string, Connector>> = {
  '3.3.4': { artifact: 'spark-sql-kafka-0-10_2.12', version: '3.3.4' },
  '3.5.9': { artifact: 'spark-sql-kafka-0-10_2.12', version: '3.5.7' },
}
export const withConnector: readonly string[] = Object.keys(CONNECTORS)
const connectorOf = (release: string | undefined): Connector | undefined => (release === undefined ? connector : CONNECTORS[release])

/** What a connector needs to load. Everything else that it depends on comes with pyspark and must not come twice. */
const jarsOf = ({ artifact }: Connector): string[] => [artifact, artifact.replace('sql-kafka', 'token-provider-kafka'), 'kafka-clients', 'commons-pool2']

/** Installs a pyspark release, the newest where none is named. */
export function installPyspark(release?: string, into = python): void {
  if (!existsSync(into)) execFileSync(process.env['WEIR_PYTHON'] ?? 'python3', ['-m', 'venv', dirname(dirname(into))], { stdio: 'inherit' })
  const wanted = release === undefined ? ['--upgrade', 'pyspark'] : [`pyspark==${release}`]
  execFileSync(into, ['-m', 'pip', 'install', '--quiet', ...wanted], { stdio: 'inherit' })
}

/** The installed release; undefined where Python or pyspark is missing. */
export function installedPyspark(at = python): string | undefined {
  if (!existsSync(at)) return undefined
  try {
    const ask = 'import importlib.metadata as m; print(m.version("pyspark"))'
    return execFileSync(at, ['-c', ask], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  } catch {
    return undefined
  }
}

const folderOf = ({ version }: Connector): string => join(cache, `connector-${version}`)

/** Whether the connector of a release is there, of the newest where none is named. */
export function hasConnector(release?: string): boolean {
  const found = connectorOf(release)
  return found !== undefined && existsSync(folderOf(found))
}

/** The class path of the Kafka connector. Maven fetches it once; an interrupted fetch leaves no folder of that name. */
export function connectorClassPath(release?: string): string {
  const found = connectorOf(release)
  if (!found) throw new Error(`No Kafka connector is named for Spark ${release}: add it to environment.ts`)
  const folder = folderOf(found)
  if (!existsSync(folder)) fetchConnector(found, folder)
  return readdirSync(folder)
    .sort()
    .map((name) => join(folder, name))
    .join(delimiter)
}

function fetchConnector(wanted: Connector, folder: string): void {
  const project = join(cache, 'maven')
  const unfinished = `${folder}.part`
  mkdirSync(project, { recursive: true })
  writeFileSync(join(project, 'pom.xml'), pomOf(wanted))
  const goal = ['-q', '-B', 'dependency:copy-dependencies', `-DincludeArtifactIds=${jarsOf(wanted).join(',')}`, `-DoutputDirectory=${unfinished}`]
  execFileSync('mvn', goal, { cwd: project, stdio: ['ignore', 'ignore', 'inherit'] })
  renameSync(unfinished, folder)
}

const pomOf = ({ artifact, version }: Connector): string => `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>weir</groupId><artifactId>catalogue</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.apache.spark</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency>
  </dependencies>
</project>
`
