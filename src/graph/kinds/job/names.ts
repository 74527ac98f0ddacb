import type { TenantRole } from '../../step.js'

/** What the steps of one provisioning job call its parts. */
export interface JobNames {
  readonly key: string
  /** Of the application; jobs that name the same application share it. */
  readonly applicationKey: string
  /** `servicePrincipals/{…}` */
  readonly servicePrincipal: string
  /** `servicePrincipals/{…}/synchronization/jobs/{…}` */
  readonly job: string
  readonly tenant: TenantRole
}
