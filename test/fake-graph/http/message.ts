/** A request as it comes from the wire or from the in-process transport. */
export interface Incoming {
  readonly method: string
  /** Path and query, with the version. */
  readonly url: string
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface Outgoing {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** The connection breaks: nobody answers. */
export class ConnectionReset extends Error {
  readonly code = 'ECONNRESET'
  constructor() {
    super('read ECONNRESET')
    this.name = 'ConnectionReset'
  }
}
