import type { Provenance } from '../../src/model/index.js'

/** What changed between exports, ready to print; every format is a pure function of it. Nothing here is escaped. */
export interface DiffReport {
  readonly language: string
  readonly title: string
  readonly product: { readonly name: string; readonly version: string }
  /** What was held side by side; the first is what the others are held against. */
  readonly exports: readonly ComparedExport[]
  /** One line each: what was found, all in all. */
  readonly summary: readonly string[]
  /** What the customer changed, by area; areas without a difference are left out. */
  readonly areas: readonly DiffArea[]
  /** What another build of the product brought. */
  readonly drift: readonly DiffRow[]
  /** Consequences that no single difference explains. */
  readonly unexplained: readonly ConsequenceText[]
  /** What is not shown and why, and what could not be compared. */
  readonly notes: readonly string[]
  readonly counts: {
    readonly customer: number
    readonly product: number
    readonly consequences: number
    /** Differences without meaning. */
    readonly noise: number
  }
}

export interface ComparedExport {
  readonly label: string
  /** Servers and services in it, by name. */
  readonly holds: string
  /** Build of the product, '' where none is stated. */
  readonly build: string
  readonly files: number
}

export interface DiffArea {
  readonly id: string
  readonly title: string
  readonly rows: readonly DiffRow[]
}

export interface DiffRow {
  /** Anchor, the same in every run. */
  readonly id: string
  readonly change: 'added' | 'removed' | 'changed' | 'moved'
  /** The change in a word. */
  readonly changeText: string
  /** What it is: `import flow`, `partition` … */
  readonly kind: string
  readonly name: string
  /** Where it stands, outermost first. */
  readonly where: readonly string[]
  /** What of it differs, '' where it is the whole thing. */
  readonly about: string
  /** One an export. */
  readonly values: readonly DiffValue[]
  readonly consequences: readonly ConsequenceText[]
  readonly at: readonly Provenance[]
}

export interface DiffValue {
  readonly text: string
  /** true: as in the first export. */
  readonly isSame: boolean
}

export interface ConsequenceText {
  readonly text: string
  /** Attributes, rules, objects it is about; the first of them where there are many. */
  readonly names: readonly string[]
  /** How many more. */
  readonly more: number
}
