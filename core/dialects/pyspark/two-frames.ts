import { watermarkBefore, type JoinCondition, type JoinType, type Operator } from '../../components/query.ts'
import { argument, flat, type Args } from './arguments.ts'
import { boundsOf, conditionOf } from './conditions.ts'
import { grow, isFrame, NO_COLUMNS, rootsOf, type Method } from './frames.ts'
import { keysOf } from './groups.ts'
import type { Job } from './job.ts'
import { commonTypes, joinedTypes } from './join.ts'
import { isNone, NO_TYPES, textOf, type Frame, type Thing } from './things.ts'

/* Steps that take another frame: joins, unions, set operations. */

/** Rows of two frames against each other; Spark makes joins and deduplications of them. */
export const SET_OPERATIONS = ['intersect', 'intersectAll', 'subtract', 'exceptAll'] as const

export function joined(job: Job, frame: Frame, method: Method, args: Args): Frame {
  const other = argument(args, 0, 'other')
  const on = argument(args, 1, 'on')
  const given = on && method.name === 'join' ? flat({ ...args, positional: [on] }).items : []
  const names = given.filter((item) => textOf(item.value) !== undefined)
  const conditions = given.filter((item) => item.value.is === 'column').map((item) => item.value)
  const condition = joinCondition(job, method, args)
  const keys = keysOf(job, frame, names, false)
  const frames = isFrame(other?.value) ? [frame, other.value] : [frame]
  const aliases = isFrame(other?.value) ? [...frame.aliases, ...other.value.aliases] : frame.aliases
  return grow(
    job,
    frame,
    'join',
    method,
    {
      columns: [...keys.columns, ...boundsOf(job, { left: frame, right: frames[1] }, conditions)],
      complete: names.length > 0,
      other: otherOf(other?.value),
      ...joinType(method, args),
      ...(condition ? { condition } : {}),
    },
    {
      parents: frames,
      roots: rootsOf(...frames),
      aliases,
      types: isFrame(other?.value) ? joinedTypes(frame.types, other.value.types) : frame.types,
      names: namesOf(frame, other?.value),
      isQualified: true,
    },
  )
}

/** All that either side may have. */
const namesOf = ({ names }: Frame, other: Thing | undefined): Frame['names'] => (names && isFrame(other) && other.names ? [...names, ...other.names] : undefined)

/** Names, or columns that are true; without either each row meets each row. */
function joinCondition(job: Job, { name }: Method, args: Args): JoinCondition | undefined {
  if (args.isOpenList || args.open !== undefined) return undefined
  const on = name === 'join' ? argument(args, 1, 'on') : undefined
  if (!on || isNone(on.value)) return { names: [], isEqual: false, isBounded: false }
  const { items, isOpen } = flat({ ...args, positional: [on] })
  if (isOpen || items.length === 0) return undefined
  const texts = items.map((item) => textOf(item.value)).filter((text) => text !== undefined)
  if (texts.length === items.length) return { names: texts.map((text) => job.column(text)), isEqual: true, isBounded: false }
  return conditionOf(
    job,
    items.map((item) => item.value),
  )
}

/** In the spellings of Spark's `JoinType`. */
const JOIN_TYPES: Readonly<Record<string, JoinType>> = {
  inner: 'inner',
  left: 'left',
  leftouter: 'left',
  right: 'right',
  rightouter: 'right',
  outer: 'full',
  full: 'full',
  fullouter: 'full',
  semi: 'semi',
  leftsemi: 'semi',
  anti: 'anti',
  leftanti: 'anti',
  cross: 'cross',
}

function joinType({ name }: Method, args: Args): { readonly how?: JoinType } {
  if (name === 'crossJoin') return { how: 'cross' }
  const given = argument(args, 2, 'how')?.value
  const isLeft = given === undefined && !args.isOpenList && args.open === undefined
  if (isLeft || (given && isNone(given))) return { how: 'inner' }
  const how = JOIN_TYPES[textOf(given)?.toLowerCase().replaceAll('_', '') ?? '']
  return how === undefined ? {} : { how }
}

export function united(job: Job, frame: Frame, method: Method, args: Args): Frame {
  const other = argument(args, 0, 'other')?.value
  const frames = isFrame(other) ? [frame, other] : [frame]
  return grow(
    job,
    frame,
    'union',
    method,
    { other: otherOf(other) },
    { parents: frames, roots: rootsOf(...frames), windows: new Map(), types: isFrame(other) ? commonTypes(frame.types, other.types) : NO_TYPES },
  )
}

export function compared(job: Job, frame: Frame, method: Method, args: Args): Frame {
  const other = argument(args, 0, 'other')?.value
  const frames = isFrame(other) ? [frame, other] : [frame]
  return grow(job, frame, 'setOperation', method, { other: otherOf(other), complete: false, loses: 'unknown' }, { ...NO_COLUMNS, parents: frames, roots: rootsOf(...frames) })
}

function otherOf(other: Thing | undefined): Operator['other'] & object {
  if (!isFrame(other)) return { source: 'unknown', marked: 'unknown' }
  return { source: other.reads, marked: markedOf(other), operators: other.operators }
}

/** Whether a frame comes with a watermark of its own; one whose column went astray counts as unknown. */
function markedOf({ operators }: Frame): boolean | 'unknown' {
  const mark = watermarkBefore({ operators }, operators.length)
  return mark === 'none' ? false : typeof mark === 'object' ? true : 'unknown'
}
