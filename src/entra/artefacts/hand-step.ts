import type { StageName, TemplateParams } from '../../model/index.js'
import type { Made } from './artefact.js'

/** Where the texts of a step come from, so that a language can say them: `hand-steps.<id>.name`, `.where`, `.check`, … */
export interface HandStepWording {
  readonly id: string
  readonly params: TemplateParams
}

/** What Microsoft Graph cannot do: a person does it, and a check says whether it is done. */
export interface HandStep extends Made {
  readonly kind: 'hand-step'
  readonly name: string
  /** When: `prepare` unless it says otherwise. Ending the old way belongs to `cutover`, taking it apart to `decommission`. */
  readonly stage?: StageName
  /** Where: a portal, a server, a product; in the words of its documentation. */
  readonly where: string
  /** What to do, in order; one sentence each. */
  readonly instructions: readonly string[]
  /** How to see that it is done: a question to answer with yes, or a request that reads. */
  readonly check: string
  /** Documentation address. */
  readonly source: string
  /** undefined: the texts above are all there is. */
  readonly wording?: HandStepWording
}
