/** A synchronization error with the field's own code; it belongs to the object of the pass (SE-ERR-3). */
export class RuleError extends Error {
  constructor(
    readonly code: string,
    message: string,
    /** The rule, flow or attribute concerned. */
    readonly rule?: string,
  ) {
    super(message)
    this.name = 'RuleError'
  }
}
