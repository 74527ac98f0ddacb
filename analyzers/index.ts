import { analyzer as adGroups } from './ad-groups/index.js'
import type { Analyzer } from './analyzer.js'
import { analyzer as appOnprem } from './app-onprem/index.js'
import { analyzer as attestation } from './attestation/index.js'
import { analyzer as auditReporting } from './audit-reporting/index.js'
import { analyzer as bholdRoles } from './bhold-roles/index.js'
import { analyzer as customAppScim } from './custom-app-scim/index.js'
import { analyzer as dynamicGroups } from './dynamic-groups/index.js'
import { analyzer as galCrossOrg } from './gal-cross-org/index.js'
import { analyzer as hrCloud } from './hr-cloud/index.js'
import { analyzer as hrOnprem } from './hr-onprem/index.js'
import { analyzer as hrSap } from './hr-sap/index.js'
import { analyzer as pam } from './pam/index.js'
import { analyzer as saasProvisioning } from './saas-provisioning/index.js'
import { analyzer as selfServiceGroups } from './self-service-groups/index.js'
import { analyzer as sspr } from './sspr/index.js'
import { analyzer as strongCredentials } from './strong-credentials/index.js'

/** Every scenario, in the order of the scenario base. A new one is a folder, an import and a line. */
export const analyzers: readonly Analyzer[] = [
  hrSap,
  hrCloud,
  hrOnprem,
  appOnprem,
  galCrossOrg,
  adGroups,
  dynamicGroups,
  selfServiceGroups,
  sspr,
  strongCredentials,
  auditReporting,
  pam,
  bholdRoles,
  attestation,
  saasProvisioning,
  customAppScim,
]
