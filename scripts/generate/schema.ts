import { configSchema } from '../../core/engine/config-schema.ts'
import { rules } from '../../rules/index.ts'

/** `schemas/weir.schema.json`: what editors complete and check in a `weir.yaml`. */
export const schema = (): string => `${JSON.stringify(configSchema(rules), null, 2)}\n`
