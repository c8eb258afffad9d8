/**
 * What the suite can ask of the browser side. The commands are typed in ../ui.ts.
 */
import path from 'node:path'
import vm from 'node:vm'

/**
 * @typedef {import('playwright-core').Page} Page
 * @typedef {import('playwright-core').Locator} Locator
 * @typedef {import('../ui.ts').Target} Target
 * @typedef {import('../ui.ts').Command} Command
 * @typedef {import('./browser.mjs').Browser} Browser
 */

/**
 * @template {Command['do']} K
 * @typedef {Extract<Command, { do: K }>} CommandOf
 */

const defaultTimeout = 20_000
/** How long one mouse move is given to show something before the mouse is moved again. */
const hoverPatience = 2000

/**
 * @param {Page} page
 * @param {Target} target
 * @returns {Locator} all matches, visible or not
 */
function allMatches(page, { selector, text, frame }) {
  const webview = frame === 'webview' ? 'iframe.webview:visible' : frame
  // A webview's document sits in a frame within the frame.
  const root = webview ? page.locator(webview).first().contentFrame().frameLocator('iframe#active-frame') : page
  const matches = root.locator(selector)
  return text === undefined ? matches : matches.filter({ hasText: text })
}

/**
 * VS Code keeps much that is not to be seen in its page (old hovers, menus, editors): visible things are meant.
 *
 * @param {Page} page
 * @param {Target} target
 */
const visibleMatches = (page, target) => allMatches(page, target).filter({ visible: true })

/**
 * @param {Page} page
 * @param {Target} target
 */
const oneMatch = (page, target) => visibleMatches(page, target).nth(target.index ?? 0)

/**
 * Two frames painted: what the last command changed is on the screen.
 *
 * @param {Page} page
 */
const painted = (page) => page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(null)))))

/**
 * Where to point, once the element has come to rest.
 *
 * Not by Playwright's own click and hover: they refuse decorations, which let the mouse through to the text they belong
 * to, and scroll what they think is hidden into view, which shifts the text of VS Code's editor. Only a webview is an
 * ordinary document that may be scrolled.
 *
 * @param {Page} page
 * @param {Target & { timeout?: number | undefined, position?: { x: number, y: number } | undefined }} command
 */
async function pointOf(page, command) {
  const { timeout = defaultTimeout, position, frame } = command
  const end = Date.now() + timeout
  const target = oneMatch(page, command)
  await target.waitFor({ state: 'visible', timeout })
  if (frame) await target.scrollIntoViewIfNeeded({ timeout })
  /** @type {{ x: number, y: number } | null} */
  let last = null
  for (;;) {
    await painted(page)
    const box = await target.boundingBox({ timeout })
    const atRest = box && last && box.x === last.x && box.y === last.y
    last = box
    const offset = position ?? { x: (box?.width ?? 0) / 2, y: (box?.height ?? 0) / 2 }
    const cover = atRest ? await coverOf(target, offset) : 'nothing, but does not keep still'
    if (box && !cover) return { x: box.x + offset.x, y: box.y + offset.y }
    if (Date.now() > end) throw new Error(`${command.selector} is covered by ${cover}`)
  }
}

/**
 * @param {Locator} target
 * @param {{ x: number, y: number }} offset
 * @returns {Promise<string | null>} what lies over that point of the target, such as a hover that has not gone yet
 */
function coverOf(target, offset) {
  return target.evaluate((element, { x, y }) => {
    const box = element.getBoundingClientRect()
    const top = element.ownerDocument.elementFromPoint(box.x + x, box.y + y)
    // In an editor, decorations and text are different layers of the same lines.
    const whole = element.closest('.lines-content') ?? element
    if (!top || whole.contains(top) || top.contains(element)) return null
    return `<${top.tagName.toLowerCase()} class="${top.getAttribute('class') ?? ''}">`
  }, offset)
}

/**
 * A corner of the status bar without items.
 *
 * @param {Page} page
 */
async function moveAway(page) {
  const size = page.viewportSize()
  await page.mouse.move((size?.width ?? 2) / 2, (size?.height ?? 2) - 1)
}

/**
 * @param {Browser} browser
 * @param {string | undefined} out folder for screenshots
 * @returns {{ [K in Command['do']]: (command: CommandOf<K>) => Promise<unknown> }}
 */
function handlers({ page, consoleLines, openedUrls }, out) {
  return {
    async screenshot({ name, of, keepMouse = true, timeout = defaultTimeout }) {
      if (!/^[\w.-]+$/.test(name)) throw new Error(`"${name}" is no file name`)
      if (!out) return null
      if (!keepMouse) await moveAway(page)
      await painted(page)
      const file = path.join(out, `${name}.png`)
      // Fades are shown at their end, and the cursor does not blink in or out of the picture.
      const options = { path: file, timeout, animations: /** @type {const} */ ('disabled'), caret: /** @type {const} */ ('hide') }
      await (of ? oneMatch(page, of).screenshot(options) : page.screenshot(options))
      return file
    },

    async hover(command) {
      const { shows, timeout = defaultTimeout } = command
      const end = Date.now() + timeout
      for (;;) {
        const { x, y } = await pointOf(page, command)
        // From nearby and in steps, as a hand does: a mouse that was there already would not be noticed.
        await page.mouse.move(x + 8, y + 3)
        await page.mouse.move(x, y, { steps: 4 })
        if (!shows) return null
        const left = end - Date.now()
        try {
          await oneMatch(page, shows).waitFor({ state: 'visible', timeout: Math.max(1, Math.min(hoverPatience, left)) })
          return null
        } catch (error) {
          if (left <= hoverPatience) throw error
        }
      }
    },

    async moveAway() {
      await moveAway(page)
      return null
    },

    async click(command) {
      const { button = 'left', count = 1, modifiers = [] } = command
      const { x, y } = await pointOf(page, command)
      for (const key of modifiers) await page.keyboard.down(key)
      // In one move: on a detour a hover with the link in it would close.
      await page.mouse.move(x, y)
      await page.mouse.click(x, y, { button, clickCount: count })
      for (const key of modifiers) await page.keyboard.up(key)
      return null
    },

    async press({ keys }) {
      for (const chord of keys.trim().split(/\s+/)) await page.keyboard.press(chord)
      return null
    },

    async type({ text }) {
      await page.keyboard.type(text)
      return null
    },

    async waitFor(command) {
      const { state = 'visible', timeout = defaultTimeout, index = 0 } = command
      const exists = state === 'attached' || state === 'detached'
      await (exists ? allMatches(page, command).nth(index) : oneMatch(page, command)).waitFor({ state, timeout })
      return null
    },

    text: (command) => oneMatch(page, command).innerText({ timeout: command.timeout ?? defaultTimeout }),
    texts: (command) => visibleMatches(page, command).allInnerTexts(),
    count: (command) => visibleMatches(page, command).count(),
    attribute: (command) => oneMatch(page, command).getAttribute(command.name, { timeout: command.timeout ?? defaultTimeout }),

    async box(command) {
      const target = oneMatch(page, command)
      await target.waitFor({ state: 'visible', timeout: command.timeout ?? defaultTimeout })
      return target.boundingBox()
    },

    async evaluate(command) {
      const target = allMatches(page, command).nth(command.index ?? 0)
      // A real function, whose source Playwright takes over: it would not call one that is given as text.
      const script = vm.runInThisContext(`(${command.script})`)
      return target.evaluate(script, command.argument, { timeout: command.timeout ?? defaultTimeout })
    },

    async resize({ width, height }) {
      await page.setViewportSize({ width, height })
      await painted(page)
      return null
    },

    console: async () => consoleLines,
    openedUrls: async () => openedUrls,
  }
}

/**
 * @param {Browser} browser
 * @param {string | undefined} out
 * @returns {(command: Command) => Promise<unknown>}
 */
export function uiCommands(browser, out) {
  const table = /** @type {Record<string, (command: Command) => Promise<unknown>>} */ (handlers(browser, out))
  let failures = 0
  return async (command) => {
    const handler = Object.hasOwn(table, command.do) ? table[command.do] : undefined
    if (!handler) throw new Error(`there is no command "${command.do}"`)
    try {
      return (await handler(command)) ?? null
    } catch (error) {
      // What was on the screen says more than the message.
      if (out) await browser.page.screenshot({ path: path.join(out, `failed-${++failures}-${command.do}.png`), timeout: 5000 }).catch(() => {})
      throw error
    }
  }
}
