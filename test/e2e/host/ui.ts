/**
 * The editor's user interface, for suites that run in the extension host: screenshots, mouse, keys, and what is to be
 * read on the screen. The suite asks, code-host.mjs does it in the browser that shows VS Code.
 *
 * Desktop VS Code has no such helper: there every function answers `{ available: false }` at once, and a suite says
 * aloud that it skips these parts:
 *
 *     it('shows the squiggle', async function () {
 *       ui.requireUi(this);
 *       await ui.hover({ selector: '.squiggly-error', shows: { selector: '.monaco-hover', text: 'WEIR' } });
 *       await ui.screenshot('hover');
 *     });
 *
 * Await one function before calling the next: they share a single mouse.
 */
import http from 'node:http'

/** Something on the screen. Where several things match, the first visible one is meant, or the one at `index`. */
export interface Target {
  /** A CSS selector (Playwright's extensions of CSS work too). */
  readonly selector: string
  /** Only elements that contain this text (case and spacing do not matter). */
  readonly text?: string | undefined
  /** Which of the visible matches, from 0. */
  readonly index?: number | undefined
  /**
   * Look inside a webview: 'webview' is the (first) visible one; anything else is a selector of the workbench's iframe,
   * such as 'iframe.webview[src*="extensionId=publisher.name"]:visible >> nth=1' for the second one of an extension.
   */
  readonly frame?: string | undefined
}

interface Patience {
  /** Milliseconds until the function fails; 20 seconds unless given. */
  readonly timeout?: number | undefined
}

interface Pointer {
  /** Point of the element, in pixels from its upper left corner; its middle unless given. */
  readonly position?: { readonly x: number; readonly y: number } | undefined
}

export interface HoverOptions extends Target, Patience, Pointer {
  /** What the hovering makes appear. The mouse is moved again until it is there, since editors still at work miss a move. */
  readonly shows?: Target | undefined
}

export interface ClickOptions extends Target, Patience, Pointer {
  readonly button?: 'left' | 'right' | 'middle' | undefined
  /** 2 for a double click. */
  readonly count?: number | undefined
  readonly modifiers?: readonly ('Alt' | 'Control' | 'Meta' | 'Shift')[] | undefined
}

export interface WaitOptions extends Target, Patience {
  /** 'visible' unless given; 'hidden' means that no visible element matches (any more). */
  readonly state?: 'visible' | 'hidden' | 'attached' | 'detached' | undefined
}

export interface ScreenshotOptions extends Patience {
  /** Only this element, rather than the whole window. */
  readonly of?: Target | undefined
  /** Leave the mouse where it is; true unless given. False moves it away first, so that no hover is in the picture. */
  readonly keepMouse?: boolean | undefined
}

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface ConsoleLine {
  readonly type: string
  readonly text: string
  /** The script or page that wrote it; those of webviews do not begin like the workbench's. */
  readonly url: string
}

/** What a function answers: a value, or that there is no user interface to ask. */
export type Outcome<T> = { readonly available: true; readonly value: T } | { readonly available: false; readonly value?: undefined }

/** The commands as they travel: {"do": "hover", "selector": ".squiggly-error", …}. */
export type Command =
  | ({ do: 'screenshot'; name: string } & ScreenshotOptions)
  | ({ do: 'hover' } & HoverOptions)
  | { do: 'moveAway' }
  | ({ do: 'click' } & ClickOptions)
  | { do: 'press'; keys: string }
  | { do: 'type'; text: string }
  | ({ do: 'waitFor' } & WaitOptions)
  | ({ do: 'text' } & Target & Patience)
  | ({ do: 'texts' } & Target)
  | ({ do: 'count' } & Target)
  | ({ do: 'attribute'; name: string } & Target & Patience)
  | ({ do: 'box' } & Target & Patience)
  | ({ do: 'evaluate'; script: string; argument?: unknown } & Target & Patience)
  | { do: 'resize'; width: number; height: number }
  | { do: 'console' }
  | { do: 'openedUrls' }

const bridge = process.env['WEIR_VSCODE_UI']

/** Whether there is a user interface to ask. */
export const available = Boolean(bridge)

/** Skips a mocha test (or, in a `before`, a whole suite) where there is none, and says so. */
export function requireUi(test: { skip(): unknown }): void {
  if (available) return
  console.log('skipped: this VS Code has no UI bridge (it was not started by code-host.mjs)')
  test.skip()
}

function post(url: string, body: string): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const request = http.request(url, { method: 'POST', headers: { 'content-type': 'application/json' } }, (response) => {
      let answer = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => (answer += chunk))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: answer }))
      response.on('error', reject)
    })
    request.on('error', reject)
    request.end(body)
  })
}

async function ask<T>(command: Command): Promise<Outcome<T>> {
  if (!bridge) return { available: false }
  const { status, body } = await post(bridge, JSON.stringify(command))
  const answer = JSON.parse(body) as { value?: T; error?: string }
  if (status !== 200) throw new Error(`ui.${command.do}: ${answer.error ?? `status ${status}`}`)
  return { available: true, value: answer.value as T }
}

/**
 * Writes `<name>.png` into the output folder (WEIR_VSCODE_OUT).
 *
 * @returns the file, or null if there is no output folder
 */
export function screenshot(name: string, options: ScreenshotOptions = {}): Promise<Outcome<string | null>> {
  return ask({ do: 'screenshot', name, ...options })
}

/** Moves the mouse over something. Squiggles and other decorations are pointed at like anything else. */
export function hover(options: HoverOptions): Promise<Outcome<null>> {
  return ask({ do: 'hover', ...options })
}

/** Moves the mouse where it causes no hover. */
export function moveAway(): Promise<Outcome<null>> {
  return ask({ do: 'moveAway' })
}

export function click(options: ClickOptions): Promise<Outcome<null>> {
  return ask({ do: 'click', ...options })
}

/** Presses keys, such as 'Control+.' or 'Escape'; several chords are separated by spaces: 'Control+K Control+I'. */
export function press(keys: string): Promise<Outcome<null>> {
  return ask({ do: 'press', keys })
}

/** Types text where the focus is. */
export function type(text: string): Promise<Outcome<null>> {
  return ask({ do: 'type', text })
}

export function waitFor(options: WaitOptions): Promise<Outcome<null>> {
  return ask({ do: 'waitFor', ...options })
}

/** Waits for the element and reads its text as it is rendered. */
export function text(options: Target & Patience): Promise<Outcome<string>> {
  return ask({ do: 'text', ...options })
}

/** The texts of all visible matches, as they are now. */
export function texts(options: Target): Promise<Outcome<string[]>> {
  return ask({ do: 'texts', ...options })
}

/** The number of visible matches, as it is now. */
export function count(options: Target): Promise<Outcome<number>> {
  return ask({ do: 'count', ...options })
}

/** Waits for the element and reads an attribute. */
export function attribute(options: Target & Patience, name: string): Promise<Outcome<string | null>> {
  return ask({ do: 'attribute', name, ...options })
}

/** Waits for the element and tells where it is in the window. */
export function box(options: Target & Patience): Promise<Outcome<Box>> {
  return ask({ do: 'box', ...options })
}

/**
 * For what the functions above cannot tell: runs the source of a function `(element, argument) => …` in the page.
 *
 *     await ui.evaluate<string>({ selector: 'svg', frame: 'webview' }, '(svg) => getComputedStyle(svg).color')
 */
export function evaluate<T>(options: Target & Patience, script: string, argument?: unknown): Promise<Outcome<T>> {
  return ask({ do: 'evaluate', script, argument, ...options })
}

/** Gives the window another size, in CSS pixels. */
export function resize(width: number, height: number): Promise<Outcome<null>> {
  return ask({ do: 'resize', width, height })
}

/** Everything the workbench and the webviews have written to the browser's console: errors, refused scripts, … */
export function consoleLines(): Promise<Outcome<ConsoleLine[]>> {
  return ask({ do: 'console' })
}

/** The addresses outside VS Code that it has opened so far. They are not loaded. */
export function openedUrls(): Promise<Outcome<string[]>> {
  return ask({ do: 'openedUrls' })
}
