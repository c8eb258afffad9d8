import { scenarioByNumber } from '../rules/scenarios.ts'

/** Where the packaged pages are opened from a link. */
export interface Pages {
  scenario(number: number): string | undefined
  rule(id: string): string | undefined
}

/** Addresses of the files themselves: what every editor can open. */
export function filePages(docs: string | undefined): Pages {
  const base = docs?.replace(/\/?$/, '/')
  return {
    scenario(number) {
      const scenario = scenarioByNumber(number)
      return base !== undefined && scenario ? `${base}scenarios/${scenario.slug}.md` : undefined
    },
    rule: (id) => (base === undefined ? undefined : `${base}rules/${id}.md`),
  }
}

export const OPEN_SCENARIO = 'weir.openScenario'
export const OPEN_RULE = 'weir.openRule'

/** Of our own extension: opens what `weir.effective` answers in an editor. */
export const SHOW_EFFECTIVE = 'weir.showEffective'

const commandLink = (command: string, argument: string | number): string => `command:${command}?${encodeURIComponent(JSON.stringify([argument]))}`

export const effectiveLink = (uri: string): string => commandLink(SHOW_EFFECTIVE, uri)

/** Links in a hover of our own extension: its commands open the pages rendered, whatever folder it is installed in. */
export const commandPages: Pages = {
  scenario: (number) => (scenarioByNumber(number) ? commandLink(OPEN_SCENARIO, number) : undefined),
  rule: (id) => commandLink(OPEN_RULE, id),
}
