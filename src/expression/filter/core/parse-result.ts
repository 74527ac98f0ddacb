/** What a parser gives back: a tree with notices, or one error with its place. Bad text is data, never an exception. */

export type NoticeId =
  | 'typographic-dash'
  | 'escaped-quotes'
  | 'unquoted-text'
  | 'property-spelling'
  | 'unknown-operator'
  | 'unknown-function'
  | 'dollar-null'
  | 'wrapper-removed'

/** Worth knowing about a text that was read all the same. */
export interface FilterNotice {
  readonly id: NoticeId
  readonly message: string
  readonly offset: number
}

export interface FilterSyntaxError {
  readonly message: string
  /** 0-based offset into the text that was parsed. */
  readonly offset: number
  /** 1-based. */
  readonly line: number
  /** 1-based. */
  readonly column: number
}

export type ParseResult<T> =
  | { readonly ok: true; readonly value: T; readonly notices: readonly FilterNotice[] }
  | { readonly ok: false; readonly error: FilterSyntaxError }

/** Thrown inside a parser only; `parsed` turns it into data. */
export class SyntaxFault extends Error {
  constructor(
    message: string,
    readonly offset: number,
  ) {
    super(message)
    this.name = 'SyntaxFault'
  }
}

/** Runs a parser over `text`; a fault becomes an error with line and column. */
export function parsed<T>(text: string, work: (notices: FilterNotice[]) => T): ParseResult<T> {
  const notices: FilterNotice[] = []
  try {
    return { ok: true, value: work(notices), notices }
  } catch (fault) {
    if (!(fault instanceof SyntaxFault)) throw fault
    return { ok: false, error: place(text, fault.message, fault.offset) }
  }
}

function place(text: string, message: string, offset: number): FilterSyntaxError {
  const before = text.slice(0, offset)
  const line = before.split('\n').length
  return { message, offset, line, column: offset - before.lastIndexOf('\n') }
}

/** Nesting a person can write; beyond it the text is generated or hostile. */
export const DEPTH_LIMIT = 200
