import type { FlatDocument } from '../../readers/properties.ts'
import type { Dialect } from '../dialect.ts'

export const sparkDefaults: Dialect<FlatDocument> = { id: 'spark-defaults', recognise: () => undefined, read: () => [] }
