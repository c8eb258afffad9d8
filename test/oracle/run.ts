import { spawn } from 'node:child_process'

/**
 * `npm run oracle [-- --quick] [--keep]`: all comparisons with the real libraries, and at the end how much was asked and how much agreed.
 * Ends with 1 where something disagrees, which `--keep` writes down as small as it gets; what cannot run here says so and is skipped.
 */
const quick = process.argv.includes('--quick')
const keeps = process.argv.includes('--keep')
const unknown = process.argv.slice(2).find((a) => a !== '--quick' && a !== '--keep')
if (unknown !== undefined) {
  console.error(`There is no flag ${unknown}: npm run oracle [-- --quick] [--keep]`)
  process.exit(2)
}

const child = spawn('npx', ['vitest', 'run', '--project', 'oracle'], {
  env: { ...process.env, WEIR_ORACLE: '1', WEIR_ORACLE_SCALE: quick ? 'quick' : 'full', WEIR_ORACLE_KEEP: keeps ? '1' : '0' },
  stdio: ['inherit', 'pipe', 'inherit'],
})
let said = ''
child.stdout.setEncoding('utf8').on('data', (text: string) => {
  said += text
  process.stdout.write(text)
})
child.on('close', (code) => {
  const lines = [...said.matchAll(/agreement (\d+) of (\d+)(?:, (\d+) excluded)?/g)]
  const sum = (of: number): number => lines.reduce((total, line) => total + Number(line[of] ?? 0), 0)
  console.log(`agreement ${sum(1)} of ${sum(2)}, ${sum(3)} excluded`)
  process.exitCode = code ?? 1
})
