import type { Licence, Step, TenantRole } from '../step.js'

export interface NeededScopes {
  readonly tenant: TenantRole
  /** Permissions an application is granted, or a person consents to. */
  readonly either: readonly string[]
  /** The service has these for an application alone. */
  readonly application: readonly string[]
  /** The service has these for a person alone: a second sign-in. */
  readonly delegated: readonly string[]
}

/** Least permissions of some steps, by tenant. @param purpose `read` sees and verifies, `write` applies and rolls back */
export function scopesFor(steps: readonly Step[], purpose: 'read' | 'write'): readonly NeededScopes[] {
  const tenants = [...new Set(steps.map(({ tenant }) => tenant))].sort()
  return tenants.map((tenant) => {
    const here = steps.filter((step) => step.tenant === tenant)
    const named = (signIn: Step['signIn']) =>
      withoutWeaker(
        here
          .filter((step) => step.signIn === signIn)
          .flatMap(({ scopes }) => (purpose === 'read' ? scopes.read : [...scopes.read, ...scopes.write])),
      )
    return { tenant, either: named('either'), application: named('application'), delegated: named('delegated') }
  })
}

/** Service plans some steps take, besides what every tenant has. */
export function licencesFor(steps: readonly Step[]): readonly Exclude<Licence, 'free'>[] {
  const order = ['P1', 'P2', 'governance'] as const
  return order.filter((licence) => steps.some((step) => step.licence === licence))
}

/** Who may write a thing may read it. */
function withoutWeaker(names: readonly string[]): readonly string[] {
  const all = new Set(names)
  return [...all].filter((name) => !all.has(stronger(name))).sort()
}

function stronger(name: string): string {
  return name.includes('.Read.') ? name.replace('.Read.', '.ReadWrite.') : ''
}
