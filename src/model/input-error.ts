/** The command cannot start with what it was given. One sentence what is wrong, one sentence what to do. */
export class InputError extends Error {
  override readonly name = 'InputError'
  constructor(
    message: string,
    readonly remedy: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}
