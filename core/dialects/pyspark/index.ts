import type { CodeDocument } from '../../readers/python.ts'
import type { Dialect } from '../dialect.ts'

export const pyspark: Dialect<CodeDocument> = { id: 'pyspark', recognise: () => undefined, read: () => [] }
