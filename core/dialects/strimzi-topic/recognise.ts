import type { FileInput, Recognition } from '../dialect.ts'

export const ID = 'strimzi-topic'
const KIND = /^[ \t]*(?:-[ \t]+)?["']?kind["']?[ \t]*:[ \t]*["']?KafkaTopic\b|[{,][ \t]*["']?kind["']?[ \t]*:[ \t]*["']?KafkaTopic\b/m
export const GROUP = 'kafka.strimzi.io/'

export const recogniseStrimziTopic = ({ text }: FileInput): Recognition | undefined =>
  text.includes(GROUP) && KIND.test(text) ? { dialect: ID, because: 'kind: KafkaTopic' } : undefined
