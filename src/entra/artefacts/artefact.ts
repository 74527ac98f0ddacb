import type { Provenance } from '../../model/index.js'

/** What every artefact carries: the facts of the old configuration it is made from. */
export interface Made {
  readonly madeFrom: readonly Provenance[]
}

/**
 * A request to Microsoft Graph that makes or changes something. Places in braces (`{groupId}`) are known only when the
 * requests before it have run.
 */
export interface GraphCall<Body = object> {
  readonly api: 'v1.0' | 'beta'
  readonly method: 'POST' | 'PUT' | 'PATCH'
  /** Below the version, without leading slash. */
  readonly path: string
  /** Type of the body in the metadata, `''` where the metadata has none. */
  readonly type: string
  readonly body: Body
}

export function graphCall<Body extends object>(
  method: GraphCall['method'],
  path: string,
  type: string,
  body: Body,
  api: GraphCall['api'] = 'v1.0',
): GraphCall<Body> {
  return { api, method, path, type, body }
}

/** A body whose type the service has to be told, because several could stand in its place. */
export function typed<Body extends object>(type: string, body: Body): Body {
  return { '@odata.type': `#microsoft.graph.${type}`, ...body }
}
