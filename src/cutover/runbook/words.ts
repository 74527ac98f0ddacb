import type { TemplateParams } from '../../model/index.js'

/** The part of a table of words that a runbook needs (`templates/language/<language>/runbook.json` and others). */
export interface RunbookWords {
  readonly language: string
  (key: string, params?: TemplateParams): string
  message(id: string, english: string, params?: TemplateParams): string
  translated(id: string, filled: string, params?: TemplateParams): string
  term(kind: string, token: string): string
  phrase(text: string): string
  number(value: number): string
  date(iso: string): string
}
