/** Why a command stops: what is wrong, what to do. Nothing is half-done that `resume` cannot finish. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  constructor(
    message: string,
    readonly remedy: string,
    /** 2: what was given cannot be used; 1: it could, and something else failed on the way. */
    readonly exitCode: 1 | 2 = 2,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}
