/**
 * Something outside failed while a plan was carried out: the disk, the service, the network. Nothing is left half-done that
 * `resume` cannot finish. What was given badly is an `InputError` instead.
 */
export class CutoverFailure extends Error {
  override readonly name = 'CutoverFailure'
  constructor(
    message: string,
    readonly remedy: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}
