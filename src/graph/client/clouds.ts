/** Where Graph and the sign-in live. https://learn.microsoft.com/graph/deployments */
export const clouds = {
  global: { graph: 'graph.microsoft.com', authority: 'login.microsoftonline.com', lacks: [] },
  usgov: { graph: 'graph.microsoft.us', authority: 'login.microsoftonline.us', lacks: [] },
  usgovdod: { graph: 'dod-graph.microsoft.us', authority: 'login.microsoftonline.us', lacks: [] },
  china: {
    graph: 'microsoftgraph.chinacloudapi.cn',
    authority: 'login.chinacloudapi.cn',
    // Not in the metadata of that cloud.
    lacks: ['policies/featureRolloutPolicies', 'authenticationMethodConfigurations/fido2'],
  },
} as const satisfies Readonly<Record<string, Cloud>>

export interface Cloud {
  /** Host, with port where a test stands in for it. */
  readonly graph: string
  readonly authority: string
  /** Parts of paths that cloud does not have. */
  readonly lacks: readonly string[]
}

export type CloudName = keyof typeof clouds

export function isCloudName(name: string): name is CloudName {
  return Object.hasOwn(clouds, name)
}

/** Audience of a token. */
export function tokenScope(cloud: Cloud): string {
  return `https://${cloud.graph}/.default`
}
