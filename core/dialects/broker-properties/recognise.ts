import { recogniseFlat } from '../shared/recognise-flat.ts'

export const ID = 'broker-properties'
export const recogniseBroker = recogniseFlat(ID, 'broker')
