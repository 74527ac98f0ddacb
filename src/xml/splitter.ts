import { type XmlElement, XmlProblem } from './element.js'
import { decodeReferences } from './entities.js'
import { Lexer } from './lexer.js'
import { type XmlLimits, xmlLimits } from './limits.js'
import { openingElement } from './peek.js'
import { scanTree } from './record-tree.js'
import type { RecordOptions } from './records.js'
import { scanBang } from './scan.js'
import { TagTable } from './tag-table.js'
import { type BuiltElement, declaredScope, type NameTable, rootScope, type Scope } from './tree.js'

interface Container {
  readonly element: BuiltElement
  /** Namespaces in force inside. */
  readonly scope: Scope
  /** How many children of each name were handed out. */
  readonly ordinals: Map<string, number>
}

type Step = 'passed' | { readonly element: XmlElement; readonly isHeader: boolean }

const LESS = 60
// Below this, splitting a file into windows costs more than it saves.
const WINDOW = 256 * 1024
// Real files have a few hundred names; a hostile one must not fill the memory with them.
const MOST_NAMES = 10_000

/**
 * Cuts a text that arrives in pieces into the elements at one depth. The text not yet used is the only part of the file
 * in memory. What the pieces so far break off in is tried again when there is at least twice as much of it.
 */
export class RecordSplitter {
  readonly #limits: XmlLimits
  readonly #depth: number
  readonly #containers: Container[] = []
  readonly #open: string[] = []
  readonly #names: NameTable = new Map()
  readonly #tags = new TagTable(this.#names)
  #lexer: Lexer
  #pieces: string[] = []
  #waiting = 0
  #wanted = WINDOW
  #ended = false
  #rootSeen = false

  constructor(readonly options: RecordOptions) {
    this.#limits = xmlLimits(options.limits)
    this.#depth = options.depth ?? 1
    this.#lexer = new Lexer('', this.#limits, this.#open)
  }

  /** Adds text whose line ends are `\n` and whose characters are checked. */
  push(text: string): void {
    this.#pieces.push(text)
    this.#waiting += text.length
  }

  end(): void {
    this.#ended = true
  }

  /** The elements the text so far completes. After `end`, the rest, or the problem the file ends in. */
  *elements(): Generator<XmlElement> {
    if (!this.#ended && this.#waiting < this.#wanted) return
    this.#refill()
    for (let step = this.#tryStep(); step !== 'more'; step = this.#tryStep()) {
      if (step === 'passed') continue
      const { element, isHeader } = step
      if (isHeader) this.options.onHeader?.(element)
      else if (element.local === this.options.record || this.options.onOther === undefined) yield element
      else this.options.onOther(element)
    }
    this.#askForMore()
  }

  #tryStep(): Step | 'more' {
    const from = this.#lexer.pos
    const open = this.#open.length
    try {
      return this.#atEnd() ? 'more' : this.#step()
    } catch (problem) {
      if (this.#ended || !(problem instanceof XmlProblem && problem.code === 'truncated')) throw problem
      this.#lexer.pos = from
      this.#open.length = open
      return 'more'
    }
  }

  #refill(): void {
    const { text, pos } = this.#lexer
    const line = this.#rootSeen || pos > 0 ? this.#lexer.lineAt(pos) : undefined
    this.#lexer = new Lexer(text.slice(pos) + this.#pieces.join(''), this.#limits, this.#open, line)
    this.#pieces = []
    this.#waiting = 0
  }

  #askForMore(): void {
    const rest = this.#lexer.text.length - this.#lexer.pos
    if (rest > this.#limits.maxCharacters)
      throw this.#lexer.problem('too-large', `one element has more than ${this.#limits.maxCharacters} characters`)
    this.#wanted = Math.max(WINDOW, Math.min(rest, this.#limits.maxCharacters - rest))
  }

  /** True when there is nothing left to do with the text so far. */
  #atEnd(): boolean {
    const { text, pos } = this.#lexer
    if (pos < text.length) return false
    if (!this.#ended || (this.#rootSeen && this.#containers.length === 0)) return true
    throw this.#rootSeen ? this.#lexer.truncated() : new XmlProblem('empty', 'the file is empty')
  }

  #step(): Step {
    const lexer = this.#lexer
    const container = this.#containers.at(-1)
    if (container === undefined) return this.#outsideRoot()
    const from = lexer.pos
    if (lexer.text.charCodeAt(from) !== LESS) {
      lexer.characters()
      addText(container, decodeReferences(lexer.text.slice(from, lexer.pos)))
    } else if (lexer.ahead('</')) {
      lexer.endTag(this.#open.at(-1))
      this.#open.pop()
      this.#containers.pop()
    } else if (lexer.ahead('<!')) addText(container, scanBang(lexer))
    else if (lexer.ahead('<?')) lexer.instruction()
    else if (this.#containers.length < this.#depth) return this.#enter(container)
    else return this.#element(container)
    return 'passed'
  }

  #outsideRoot(): Step {
    const lexer = this.#lexer
    lexer.misc(this.#rootSeen ? 'after' : 'before')
    if (lexer.pos < lexer.text.length) {
      if (this.#rootSeen) throw lexer.malformed('a second root element')
      const root = this.#enter(undefined)
      this.#rootSeen = true
      return root
    }
    if (this.#rootSeen) return 'passed'
    // Tried again from the first character on, because a declaration is valid nowhere else.
    const isBlank = !/[^ \t\n]/.test(lexer.text)
    throw this.#ended && isBlank ? new XmlProblem('empty', 'the file is empty') : lexer.truncated()
  }

  /** Passes the start tag of an element that contains records. */
  #enter(parent: Container | undefined): Step {
    const outer = parent?.scope ?? rootScope
    const { element, selfClosing } = openingElement(this.#lexer, outer, parent?.element, this.#names)
    const counted = this.#counted(element, parent)
    if (!selfClosing) {
      this.#open.push(element.name)
      const scope = declaredScope(element.attributes, outer)
      this.#containers.push({ element: counted, scope, ordinals: new Map() })
    }
    return { element: counted, isHeader: true }
  }

  #element(container: Container): Step {
    this.#lexer.references = 0
    if (this.#names.size > MOST_NAMES) this.#names.clear()
    const element = scanTree(this.#lexer, container.scope, container.element, this.#tags)
    return { element: this.#counted(element, container), isHeader: false }
  }

  #counted<T extends XmlElement>(element: T, parent: Container | undefined): T {
    if (parent === undefined) return element
    const ordinal = (parent.ordinals.get(element.local) ?? 0) + 1
    parent.ordinals.set(element.local, ordinal)
    return Object.assign(element, { ordinal })
  }
}

/** White space between records is layout; anything else is kept. */
function addText(container: Container, text: string): void {
  if (text.trim() !== '') container.element.text += text
}
