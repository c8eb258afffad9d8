/** The last patch of each line before the newest; together they are the releases that the catalogue tells apart. `core/catalogue/releases.ts` has the lines. */
export const EARLIER: readonly string[] = ['3.3.4', '3.4.4', '3.5.9', '4.0.5', '4.1.4', '4.2.1']
