export interface Placeholder {
  /** What holds if nobody replaces it; an empty default is a value. */
  readonly default?: string
}

/** What `config.providers` resolve (`${file:/path:key}`): the text before the colon is a provider, not a variable with a default. */
const PROVIDERS =
  /^(?:file|env|dir|directory|secrets?|configmaps?|strimzi(?:env|file|dir|secrets|configmaps)?|vault|secretsmanager|secretmanager|ssm|aws|azure|azurekeyvault|gcp|gsm|k8s|sys|jndi|spring|base64)$/i

/** Everything that some tool replaces before Kafka or Spark sees the value (formats.md §1.4). */
const HOLDS = /\$\{|\{\{|\{%|<%|\$\(|#\{|%[A-Za-z_][A-Za-z0-9_]*%|@[A-Za-z][\w.-]*@|\{cipher\}|\bENC\(|__[A-Z][A-Z0-9_]*__|^\$[A-Za-z_]\w*$|^<[^<>]*>$|^!(?:vault|ENV|Ref)\b/

/**
 * What a text holds of placeholders, in the forms that stand in plain files: `${X}`, `${X:default}`, `${X:-default}`, nested.
 * A part of a value that is one makes the whole value unknown; only a whole value can fall back on a default.
 */
export function placeholderOf(text: string): Placeholder | undefined {
  if (!/[$%{<@#_!(]/.test(text) || !HOLDS.test(text)) return undefined
  const fallback = defaultIn(text.trim())
  return fallback === undefined ? {} : { default: fallback }
}

function defaultIn(text: string): string | undefined {
  const m = /^\$\{([^:{}]+):(-?)([\s\S]*)\}$/.exec(text)
  if (!m || PROVIDERS.test(m[1] ?? '') || !isBalanced(text)) return undefined
  const fallback = m[3] ?? ''
  return HOLDS.test(fallback) ? defaultIn(fallback) : fallback
}

/** One placeholder from end to end, not two of them in a row. */
function isBalanced(text: string): boolean {
  let depth = 0
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '{') depth++
    if (text[i] === '}' && --depth === 0 && i < text.length - 1) return false
  }
  return depth === 0
}

/** A value in the place of the default of a placeholder, so that who overrides it still can; the value alone where there is none. */
export function withDefault(written: string, value: string): string {
  const m = /^(\$\{[^:{}]+:-?)[^{}]*(\})$/.exec(written)
  return m && placeholderOf(written)?.default !== undefined ? `${m[1] ?? ''}${value}${m[2] ?? ''}` : value
}
