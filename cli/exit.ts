/** How the command ends; `weir --help` says the same. */
export const EXIT = {
  ok: 0,
  /** Something at or above `--fail-on` was found. */
  findings: 1,
  /** The command line or a configuration file is wrong. */
  usage: 2,
  /** A file could not be read; the others were judged. */
  unreadable: 3,
  /** A mistake of Weir's own. */
  internal: 70,
} as const

/** A mistake of the user's: said in one sentence, with what to do. */
export class UsageError extends Error {}
