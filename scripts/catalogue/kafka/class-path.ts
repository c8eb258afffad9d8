import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { lastPatches } from './releases.ts'

/** With what they depend on these hold producer, consumer and topic. */
const always = ['kafka-clients', 'kafka_2.13']

/** Needed for the names of the other components, which only last patches give. Not every earlier patch is served whole. */
const forNames = ['kafka-streams', 'connect-runtime']

/** The class path of a release. Maven works it out once; afterwards only the text is read. */
export function classPathOf(release: string, cache: string): string {
  const folder = join(cache, release)
  const file = join(folder, 'class-path.txt')
  if (!existsSync(file)) resolve(release, folder, file)
  return readFileSync(file, 'utf8').trim()
}

function resolve(release: string, folder: string, file: string): void {
  const unfinished = `${file}.part`
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'pom.xml'), pomOf(release))
  const goal = ['-q', '-B', '-Dstyle.color=never', 'dependency:build-classpath', `-Dmdep.outputFile=${unfinished}`]
  execFileSync('mvn', goal, { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] })
  renameSync(unfinished, file)
}

function pomOf(release: string): string {
  const artifacts = lastPatches.includes(release) ? [...always, ...forNames] : always
  const dependencies = artifacts.map((artifact) => `<dependency><groupId>org.apache.kafka</groupId><artifactId>${artifact}</artifactId><version>${release}</version></dependency>`)
  return `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>weir</groupId><artifactId>catalogue</artifactId><version>1</version>
  <dependencies>
    ${dependencies.join('\n    ')}
  </dependencies>
</project>
`
}
