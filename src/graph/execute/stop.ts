import type { Message } from '../step.js'

/** A step must not go on; a person has to do something first. */
export class StepStop extends Error {
  override readonly name = 'StepStop'
  constructor(readonly reason: Message) {
    super(reason.text)
  }
}
