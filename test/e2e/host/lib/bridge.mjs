/**
 * The way from the suite in the extension host to the browser: one loopback port that takes commands as JSON.
 */
import { randomBytes } from 'node:crypto'
import http from 'node:http'
import { stripVTControlCharacters } from 'node:util'

/**
 * @typedef {object} Bridge
 * @property {string} url for the suite; holds a secret, so that nobody else on the machine steers the browser
 * @property {(handle: (command: any) => Promise<unknown>) => void} serve answers commands from now on; earlier ones wait
 * @property {() => Promise<void>} stop
 */

/** @param {http.IncomingMessage} request */
async function readBody(request) {
  const chunks = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

/** @returns {Promise<Bridge>} */
export async function startBridge() {
  const secret = randomBytes(16).toString('hex')
  /** @type {(handle: (command: any) => Promise<unknown>) => void} */
  let serve = () => {}
  /** @type {Promise<(command: any) => Promise<unknown>>} */
  const handler = new Promise((resolve) => (serve = resolve))

  const server = http.createServer(async (request, response) => {
    const answer = (/** @type {number} */ status, /** @type {object} */ body) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    }
    if (request.method !== 'POST' || request.url !== `/${secret}`) return answer(404, { error: 'not found' })
    try {
      const command = JSON.parse(await readBody(request))
      const handle = await handler
      answer(200, { value: await handle(command) })
    } catch (error) {
      // Playwright colours its messages for a terminal.
      answer(500, { error: stripVTControlCharacters(error instanceof Error ? error.message : String(error)) })
    }
  })
  await new Promise((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', () => resolve(undefined)))
  const address = /** @type {import('node:net').AddressInfo} */ (server.address())
  return {
    url: `http://127.0.0.1:${address.port}/${secret}`,
    serve,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}
