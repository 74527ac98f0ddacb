import type { AuthenticationMethodConfiguration, AuthenticationMethodTarget } from '@microsoft/microsoft-graph-types'
import type { GraphCall, Made } from './artefact.js'
import { graphCall, typed } from './artefact.js'

/** One method of the authentication methods policy. */
export interface AuthenticationMethodPolicy extends Made {
  readonly kind: 'authentication-method-policy'
  readonly method:
    | 'fido2'
    | 'temporaryAccessPass'
    | 'microsoftAuthenticator'
    | 'sms'
    | 'email'
    | 'softwareOath'
    | 'voice'
    | 'x509Certificate'
  /** `all_users`, or the pilot group. */
  readonly targetId: string
}

const configurations = 'policies/authenticationMethodsPolicy/authenticationMethodConfigurations'

/** `includeTargets` replaces what is there: the caller merges it with what it read before. */
export function authenticationMethodCall({
  method,
  targetId,
}: AuthenticationMethodPolicy): GraphCall<AuthenticationMethodConfiguration> {
  const target: AuthenticationMethodTarget = { id: targetId, targetType: 'group', isRegistrationRequired: false }
  const type = `${method}AuthenticationMethodConfiguration`
  const body: AuthenticationMethodConfiguration & { includeTargets: AuthenticationMethodTarget[] } = {
    state: 'enabled',
    includeTargets: [target],
  }
  return graphCall('PATCH', `${configurations}/${method}`, `microsoft.graph.${type}`, typed(type, body))
}
