import type { Component } from '../components/component.ts'
import type { Comment, Document, Problem, Reader } from '../readers/document.ts'
import type { SourceText } from '../text/source-text.ts'
import type { Span } from '../text/span.ts'

/** A file as a host hands it over. `path` is what the user would write, with `/`; recognition and silence look at nothing else of it. */
export interface FileInput {
  readonly path: string
  readonly text: string
  readonly languageId?: string
  /** A byte order mark was taken off the text. */
  readonly bom?: boolean
}

/** `as` is all that the reading of a part may know of the file around it, so it is all of the file that enters the memo key. */
export interface Recognition {
  /** `null`: a kind that is known and has no dialect yet; it gives nothing. */
  readonly dialect: string | null
  readonly because: string
  readonly as?: string
}

/** Spelling: what a document of its reader says about Kafka and Spark. Every component brings its own writer. */
export interface Dialect<D extends Document> {
  readonly id: string
  /** No parsing: a few expressions over a bounded stretch. */
  recognise(file: FileInput): Recognition | undefined
  /** None in a document that is not its own. */
  read(document: D, as: string | undefined): readonly Component[]
}

export interface Understood {
  readonly components: readonly Component[]
  readonly comments: readonly Comment[]
  readonly problems: readonly Problem[]
  unitAt?(offset: number): Span | undefined
}

/** A reader with its dialects. One parse serves them all, since one YAML stream may hold topics, config maps and Spark applications; the document type stays inside. */
export interface Language {
  readonly id: string
  readonly comment: RegExp
  readonly commentSign: string
  takes(file: FileInput): boolean
  recognise(file: FileInput): Recognition | undefined
  split(text: string): readonly Span[]
  read(source: SourceText, as: string | undefined): Understood
}

export function language<D extends Document>(reader: Reader<D>, dialects: readonly Dialect<D>[]): Language {
  return {
    id: reader.id,
    comment: reader.comment,
    commentSign: reader.commentSign,
    takes: takesFile(reader),
    recognise: (file) =>
      firstOf(
        dialects.map((d) => d.recognise),
        file,
      ),
    split: reader.split,
    read(source, as) {
      const document = reader.read(source)
      try {
        const components = dialects.flatMap((d) => d.read(document, as))
        if (reader.keepsText) return new Lasting(components, document)
        const { comments, problems, unitAt } = document
        return { components, comments, problems, ...(unitAt ? { unitAt } : {}) }
      } finally {
        reader.release?.(document)
      }
    },
  }
}

/** What was understood of a document that may be kept: its comments are found when somebody asks, which is seldom. */
class Lasting implements Understood {
  readonly components: readonly Component[]
  readonly problems: readonly Problem[]
  readonly #document: Document

  constructor(components: readonly Component[], document: Document) {
    this.components = components
    this.problems = document.problems
    this.#document = document
  }

  get comments(): readonly Comment[] {
    return this.#document.comments
  }

  unitAt(offset: number): Span | undefined {
    return this.#document.unitAt?.(offset)
  }
}

type Takes = Pick<Reader<Document>, 'languageIds' | 'extensions'>
export const takesFile =
  ({ languageIds, extensions }: Takes) =>
  ({ path, languageId }: FileInput): boolean =>
    extensions.test(path) || (languageId !== undefined && languageIds.includes(languageId))

/** The first that takes the file as its own; a kind that is only known by name comes after all of them. */
export function firstOf(recognisers: readonly ((file: FileInput) => Recognition | undefined)[], file: FileInput): Recognition | undefined {
  let known: Recognition | undefined
  for (const recognise of recognisers) {
    const recognition = recognise(file)
    if (recognition?.dialect) return recognition
    known ??= recognition
  }
  return known
}
