import { maybe, present } from '../../core/engine/define-rule.ts'
import type { Known } from '../../core/components/settings.ts'

/**
 * What a file must show before something that it lacks may be missed: an address, and how records are read or written.
 * With less in it, code puts the rest in as a matter of course.
 */
export const completeConsumer = { address: present('bootstrap.servers'), keyReader: maybe('key.deserializer'), valueReader: maybe('value.deserializer') }
export const completeProducer = { address: present('bootstrap.servers'), keyWriter: maybe('key.serializer'), valueWriter: maybe('value.serializer') }

export const reads = ({ keyReader, valueReader }: Readonly<Record<'keyReader' | 'valueReader', Known<string> | undefined>>): boolean => (keyReader ?? valueReader) !== undefined
export const writes = ({ keyWriter, valueWriter }: Readonly<Record<'keyWriter' | 'valueWriter', Known<string> | undefined>>): boolean => (keyWriter ?? valueWriter) !== undefined
