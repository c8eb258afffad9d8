/**
 * Small things every part of the run needs.
 */

/** The stand-in itself failed (not the suite): never to be taken for a test result. */
export class HostError extends Error {
  /**
   * @param {string} message
   * @param {number} [exitCode]
   */
  constructor(message, exitCode = 70) {
    super(message)
    this.exitCode = exitCode
  }
}

/**
 * @template T
 * @param {number} milliseconds
 * @param {Promise<T>} promise
 * @param {string} [what] begins the message of the error
 * @returns {Promise<T>} the promise's result, or an error when it takes longer
 */
export async function within(milliseconds, promise, what = 'no result') {
  /** @type {NodeJS.Timeout | undefined} */
  let timer
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new HostError(`${what} within ${milliseconds / 1000} s`)), milliseconds)
  })
  try {
    return await Promise.race([promise, /** @type {Promise<never>} */ (late)])
  } finally {
    clearTimeout(timer)
  }
}

/**
 * What has to be undone at the end, in reverse order; one failing step does not stop the others.
 */
export class Cleanup {
  /** @type {(() => unknown)[]} */
  #steps = []

  /** @param {() => unknown} step */
  add(step) {
    this.#steps.push(step)
  }

  async run() {
    for (const step of this.#steps.splice(0).reverse()) {
      try {
        await step()
      } catch (error) {
        console.error(`[code-host] while cleaning up: ${error}`)
      }
    }
  }
}

/**
 * @returns {Promise<never>} rejects when someone wants the run to end (a second signal then ends it at once), and when an
 *   error was thrown where nobody waits for it: server and browser have to be stopped all the same
 */
export function interruption() {
  /** @type {Promise<never>} */
  const interrupted = new Promise((_, reject) => {
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
      process.once(signal, () => reject(new HostError(`stopped by ${signal}`, 130)))
    }
    process.on('uncaughtException', (error) => reject(new HostError(`unexpected: ${error.stack ?? error}`)))
  })
  interrupted.catch(() => {})
  return interrupted
}
