import type { FakeGraph } from './index.js'

export const base = 'https://graph.microsoft.com/v1.0'

export type Body = Record<string, unknown> & { readonly value: readonly Record<string, unknown>[] }

export interface Reply {
  readonly status: number
  readonly body: Body
  readonly headers: Headers
}

/** A plain request, signed in with every permission. */
export async function send(
  graph: FakeGraph,
  method: string,
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Reply> {
  const address = path.startsWith('https:')
    ? path
    : /^\/beta\//.test(path)
      ? `https://graph.microsoft.com${path}`
      : `${base}${path}`
  const response = await graph.fetch(address, {
    method,
    headers: { authorization: `Bearer ${graph.token()}`, 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as Body, headers: response.headers }
}

export function codeOf({ body }: Reply): unknown {
  return (body.error as Record<string, unknown> | undefined)?.code
}
