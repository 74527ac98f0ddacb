import type { JsonObject } from '../json.js'

/** Becomes an answer of the service: `{"error": {"code", "message"}}`. */
export class GraphError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message)
    this.name = 'GraphError'
  }
}

export function badRequest(message: string, code = 'Request_BadRequest'): GraphError {
  return new GraphError(400, code, message)
}

export function notFound(id: string): GraphError {
  return new GraphError(
    404,
    'Request_ResourceNotFound',
    `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
  )
}

export function conflict(message: string, code = 'Request_MultipleObjectsWithSameKeyValue'): GraphError {
  return new GraphError(409, code, message)
}

export function errorBody(code: string, message: string, requestId: string, at: number): JsonObject {
  return {
    error: {
      code,
      message,
      innerError: {
        date: new Date(at).toISOString().slice(0, 19),
        'request-id': requestId,
        'client-request-id': requestId,
      },
    },
  }
}
