import { CutoverFailure } from './failure.js'

/**
 * Value of a secret of Azure Key Vault.
 * https://learn.microsoft.com/rest/api/keyvault/secrets/get-secret/get-secret
 *
 * @param address `https://<vault>.vault.azure.net/secrets/<name>[/<version>]`
 * @param token gives a bearer token for a scope
 */
export async function secretOfVault(
  address: string,
  token: (scope: string) => Promise<string>,
  send: typeof fetch,
): Promise<string> {
  const { hostname } = new URL(address)
  const scope = `https://${hostname.slice(hostname.indexOf('.') + 1)}/.default`
  const answer = await send(`${address}?api-version=7.4`, {
    headers: { authorization: `Bearer ${await token(scope)}` },
  })
  const body: unknown = await answer.json().catch(() => undefined)
  const value = typeof body === 'object' && body !== null ? (body as { readonly value?: unknown }).value : undefined
  if (answer.ok && typeof value === 'string') return value
  throw new CutoverFailure(
    `The key vault does not give ${address}: ${answer.status}.`,
    'See whether the address is right and whether who signs in may get secrets there.',
  )
}
