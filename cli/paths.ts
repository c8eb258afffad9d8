import { basename, isAbsolute, relative, sep } from 'node:path'

/** As people write it, on every system. */
export const slashed = (path: string): string => (sep === '\\' ? path.replaceAll('\\', '/') : path)

/** The path from a folder, with `/`; nothing where it does not lie in it. */
export function within(folder: string, path: string): string | undefined {
  const steps = relative(folder, path)
  return steps === '' || steps === '..' || steps.startsWith(`..${sep}`) || isAbsolute(steps) ? undefined : slashed(steps)
}

/** How the user would write a path that he did not write himself. */
export const shown = (cwd: string, path: string): string => within(cwd, path) ?? slashed(path)

/**
 * The path that a file is judged by: from the folder of `weir.yaml`, else from the working folder, else its name alone.
 * Folders further up say nothing about it: somebody's home may well lie under `/srv/test`.
 */
export const judgedPath = (path: string, cwd: string, configFolder: string | undefined): string =>
  (configFolder === undefined ? undefined : within(configFolder, path)) ?? within(cwd, path) ?? basename(path)
