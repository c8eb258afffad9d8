import type { Scalar } from 'yaml'

/**
 * What Kubernetes makes of a scalar before an operator sees it (sigs.k8s.io/yaml, YAML 1.1; formats.md §0.5): the source text decides, never the value that our own parser sees.
 * `undefined`: null, which drops the key or is refused.
 */
export function kubernetesText(node: Scalar): string | undefined {
  const source = node.source ?? ''
  if (node.type !== 'PLAIN') return typeof node.value === 'string' ? node.value : source
  if (source === '' || /^(?:~|null|Null|NULL)$/.test(source)) return undefined
  if (/^(?:y|Y|yes|Yes|YES|on|On|ON|true|True|TRUE)$/.test(source)) return source.toLowerCase() === 'y' ? source : 'true'
  if (/^(?:n|N|no|No|NO|off|Off|OFF|false|False|FALSE)$/.test(source)) return source.toLowerCase() === 'n' ? source : 'false'
  return numberText(source) ?? source
}

function numberText(source: string): string | undefined {
  const plain = source.replace(/(?<=\d)_(?=\d)/g, '')
  const m = /^([+-]?)(0b[01]+|0o?[0-7]+|0x[0-9a-fA-F]+|\d+)$/.exec(plain)
  if (m?.[2] !== undefined) return (m[1] === '-' ? '-' : '') + wholeText(m[2])
  return /^[+-]?\d+(?:\.\d+)?[eE][+-]?\d+$/.test(plain) ? String(Number(plain)) : undefined
}

function wholeText(digits: string): string {
  if (/^(?:0|[1-9]\d*)$/.test(digits)) return digits
  if (/^0[0-7]+$/.test(digits)) return BigInt(`0o${digits.slice(1)}`).toString()
  return BigInt(digits).toString()
}
