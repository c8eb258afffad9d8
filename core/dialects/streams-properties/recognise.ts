import { recogniseFlat } from '../shared/recognise-flat.ts'

export const ID = 'streams-properties'
export const recogniseStreams = recogniseFlat(ID, 'streams')
