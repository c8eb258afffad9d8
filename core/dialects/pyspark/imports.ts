import type { Job } from './job.ts'
import type { Py } from './syntax.ts'
import { NOT_UNDERSTOOD, type Thing } from './things.ts'

export function importStatement(job: Job, node: Py): void {
  for (const kid of node.kids) {
    const [path, alias] = kid.type === 'aliased_import' ? [kid.kid(0)?.text, kid.kid(1)?.text] : [kid.text, undefined]
    if (path === undefined) continue
    const bare = path.replace(/\s/g, '')
    // `import a.b` binds `a`; only with an alias the module itself gets a name.
    const bound = bare.split('.', 1)[0] ?? bare
    job.scope.set(alias ?? bound, { is: 'dotted', path: alias === undefined ? bound : bare })
  }
}

export function importFrom(job: Job, node: Py): void {
  const [module, ...names] = node.kids
  if (!module) return
  const from = module.text.replace(/\s/g, '')
  for (const kid of names) {
    if (kid.type === 'wildcard_import') job.stars.push(from)
    else if (kid.type === 'aliased_import') bind(job, from, kid.kid(0)?.text, kid.kid(1)?.text)
    else bind(job, from, kid.text, kid.text)
  }
}

function bind(job: Job, from: string, name: string | undefined, as: string | undefined): void {
  if (name !== undefined && as !== undefined) job.scope.set(as, { is: 'dotted', path: `${from}.${name}` })
}

const BUILTINS = new Set(
  'str int float bool dict list tuple set len print range isinstance enumerate zip sorted open type getattr setattr hasattr repr map filter sum min max any all next iter reversed id vars dir callable super round abs'.split(
    ' ',
  ),
)
const FUNCTIONS = 'pyspark.sql.functions'
/** Functions that a name stands for where nothing else in the file says what it is. */
const WELL_KNOWN = new Set(
  'window session_window col column expr lit from_json to_timestamp to_json struct broadcast when explode current_timestamp date_trunc unix_timestamp udf'.split(' '),
)

const TYPES = /^(?:Struct(?:Type|Field)|(?:Timestamp|TimestampNTZ|String|Date|Long|Integer|Double|Float|Boolean|Binary|Decimal|Short|Byte|Array|Map)Type)$/

/** A name that no statement of the file has bound yet: everything may have been imported, and some names need no import. */
export function lookUp(job: Job, name: string): Thing {
  const bound = job.scope.find(name)
  if (bound) return bound
  const isSpark = job.stars.includes(FUNCTIONS) || job.stars.includes('pyspark.sql.connect.functions')
  if (WELL_KNOWN.has(name)) return { is: 'dotted', path: `${FUNCTIONS}.${name}` }
  if (BUILTINS.has(name)) return { is: 'dotted', path: isSpark && /^(?:sum|min|max|round|abs|filter)$/.test(name) ? `${FUNCTIONS}.${name}` : `builtins.${name}` }
  if (TYPES.test(name)) return { is: 'dotted', path: `pyspark.sql.types.${name}` }
  const session: Record<string, string> = {
    SparkSession: 'pyspark.sql.SparkSession',
    SparkConf: 'pyspark.SparkConf',
    StreamingContext: 'pyspark.streaming.StreamingContext',
    F: FUNCTIONS,
  }
  if (session[name] !== undefined && Object.hasOwn(session, name)) return { is: 'dotted', path: session[name] }
  return isSpark && job.stars.length === 1 ? { is: 'dotted', path: `${FUNCTIONS}.${name}` } : NOT_UNDERSTOOD
}

/** How a column is named in an expression of this file: `F.col`, `col`; nothing where neither is imported. */
export function columnFunction(job: Job): string | undefined {
  for (const [name, thing] of job.scope.module.entries()) {
    if (thing.is !== 'dotted') continue
    if (thing.path === `${FUNCTIONS}.col`) return name
    if (thing.path === FUNCTIONS) return `${name}.col`
  }
  return job.stars.includes(FUNCTIONS) ? 'col' : undefined
}
