import {
  ClientCertificateCredential,
  DeviceCodeCredential,
  EnvironmentCredential,
  type TokenCredential,
  WorkloadIdentityCredential,
} from '@azure/identity'
import type { TokenSource } from '../client/client.js'
import type { Cloud } from '../client/clouds.js'
import { GraphFailure } from '../client/failure.js'

/**
 * Ways to sign in. The tenant is always named: no way may pick another one. Secrets of applications are left to the
 * environment, for machines that have nothing better.
 */
export type SignIn =
  | {
      readonly kind: 'device-code'
      readonly clientId: string
      /** Told what a person has to enter where. */
      readonly show: (message: string) => void
    }
  | { readonly kind: 'certificate'; readonly clientId: string; readonly certificatePath: string }
  | {
      readonly kind: 'workload-identity'
      readonly clientId: string | undefined
      readonly tokenFile: string | undefined
    }
  | { readonly kind: 'environment' }

/** Whether a person signs in, or an application. */
export function signsInAs({ kind }: SignIn): 'delegated' | 'application' {
  return kind === 'device-code' ? 'delegated' : 'application'
}

/**
 * @param scopes permissions a person is asked to consent to; an application has what was granted to it
 * @throws GraphFailure of kind `sign-in`, at the first token, with what to do
 */
export function credentialFor(
  signIn: SignIn,
  tenantId: string,
  cloud: Cloud,
  scopes: readonly string[] = [],
): TokenSource {
  const credential = credentialOf(signIn, tenantId, `https://${cloud.authority}`)
  const asked = scopes.map((name) => `https://${cloud.graph}/${name}`)
  return {
    async getToken(everything, options) {
      const wanted = signsInAs(signIn) === 'delegated' && asked.length > 0 ? asked : everything
      try {
        return await credential.getToken(wanted as string | string[], { ...options, tenantId })
      } catch (problem) {
        throw signInFailure(problem, tenantId)
      }
    },
  }
}

function credentialOf(signIn: SignIn, tenantId: string, authorityHost: string): TokenCredential {
  switch (signIn.kind) {
    case 'device-code':
      return new DeviceCodeCredential({
        tenantId,
        clientId: signIn.clientId,
        authorityHost,
        userPromptCallback: ({ message }) => signIn.show(message),
      })
    case 'certificate':
      return new ClientCertificateCredential(
        tenantId,
        signIn.clientId,
        { certificatePath: signIn.certificatePath },
        { authorityHost, sendCertificateChain: true },
      )
    case 'workload-identity':
      return new WorkloadIdentityCredential({
        tenantId,
        authorityHost,
        ...(signIn.clientId === undefined ? {} : { clientId: signIn.clientId }),
        ...(signIn.tokenFile === undefined ? {} : { tokenFilePath: signIn.tokenFile }),
      })
    case 'environment':
      return new EnvironmentCredential({ authorityHost })
  }
}

/** What the sign-in service says, in words that tell what to do. @internal for tests */
export function signInFailure(problem: unknown, tenantId: string): GraphFailure {
  const text = problem instanceof Error ? problem.message : String(problem)
  const code = /AADSTS\d+/.exec(text)?.[0] ?? ''
  const [kind, message, remedy] = meanings[code] ?? [
    'sign-in',
    'The sign-in did not succeed',
    'Sign in again. The message of the sign-in service says more.',
  ]
  return new GraphFailure({
    kind,
    message: `${message} (tenant ${tenantId}): ${firstLine(text)}`,
    remedy,
    code,
    cause: problem,
  })
}

type Meaning = readonly [GraphFailure['kind'], string, string]

/** https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
const meanings: Readonly<Record<string, Meaning>> = {
  AADSTS90002: ['wrong-tenant', 'There is no such tenant', 'Name the tenant by its id or one of its domains.'],
  AADSTS50020: [
    'wrong-tenant',
    'This person is of another tenant',
    'Sign in with an account of the tenant of the plan.',
  ],
  AADSTS700016: [
    'sign-in',
    'The tenant does not know the application',
    'Register it there, or give the id of one that is registered.',
  ],
  AADSTS65001: ['consent', 'Nobody has consented', 'Let an administrator consent to the permissions of the plan.'],
  AADSTS65004: ['consent', 'Consent was declined', 'Let an administrator consent to the permissions of the plan.'],
  AADSTS70043: ['sign-in', 'The sign-in has expired', 'Sign in again, then go on with "mim2entra resume".'],
  AADSTS700082: ['sign-in', 'The sign-in has expired', 'Sign in again, then go on with "mim2entra resume".'],
  AADSTS50173: ['sign-in', 'The sign-in was revoked', 'Sign in again, then go on with "mim2entra resume".'],
  AADSTS700027: [
    'sign-in',
    'The certificate is not one of the application',
    'Upload it to the application, or name another.',
  ],
  AADSTS53003: ['sign-in', 'A Conditional Access policy blocks it', 'Sign in from a place and a device it allows.'],
}

function firstLine(text: string): string {
  return text.split(/\r?\n/)[0] ?? ''
}
