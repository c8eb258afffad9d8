/** Which files each reader takes: language ids of editors, endings of names. Apart from the readers, so that who only wants to know need not load a parser. */
export interface Outline {
  readonly languageIds: readonly string[]
  readonly extensions: RegExp
}

export const propertiesOutline: Outline = { languageIds: ['properties', 'java-properties', 'spark-properties'], extensions: /\.(?:properties|conf|config|cfg|delta)$/i }
/** Java's files have these endings too, so a dialect decides by the keys. */
export const sectionsOutline: Outline = { languageIds: ['ini', 'properties'], extensions: /\.(?:ini|conf|config|cfg|properties)$/i }
export const yamlOutline: Outline = { languageIds: ['yaml', 'helm', 'kubernetes'], extensions: /\.ya?ml$/i }
export const pythonOutline: Outline = { languageIds: ['python'], extensions: /\.pyi?$/i }
