import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { artifactsOf } from './components.ts'

/** The class path of a release. Maven works it out once; afterwards only the text is read, until something else is asked for. */
export function classPathOf(release: string, cache: string): string {
  const folder = join(cache, release)
  const [pom, file] = [join(folder, 'pom.xml'), join(folder, 'class-path.txt')]
  const wanted = pomOf(release)
  if (textOf(pom) !== wanted || !existsSync(file)) resolve(wanted, folder, pom, file)
  return readFileSync(file, 'utf8').trim()
}

const textOf = (path: string): string | undefined => (existsSync(path) ? readFileSync(path, 'utf8') : undefined)

/** The pom gets its name last: an interrupted run leaves none that fits. */
function resolve(wanted: string, folder: string, pom: string, file: string): void {
  const unfinished = { pom: join(folder, `unfinished-${process.pid}.xml`), file: `${file}.${process.pid}` }
  mkdirSync(folder, { recursive: true })
  writeFileSync(unfinished.pom, wanted)
  const goal = ['-q', '-B', '-Dstyle.color=never', '-f', unfinished.pom, 'dependency:build-classpath', `-Dmdep.outputFile=${unfinished.file}`]
  execFileSync('mvn', goal, { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] })
  renameSync(unfinished.file, file)
  renameSync(unfinished.pom, pom)
}

function pomOf(release: string): string {
  const dependencies = artifactsOf(release).map(
    (artifact) => `<dependency><groupId>org.apache.kafka</groupId><artifactId>${artifact}</artifactId><version>${release}</version></dependency>`,
  )
  return `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>weir</groupId><artifactId>catalogue</artifactId><version>1</version>
  <dependencies>
    ${dependencies.join('\n    ')}
  </dependencies>
</project>
`
}
