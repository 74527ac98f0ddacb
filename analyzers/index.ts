import { analyzer as accessRequests } from './access-requests/index.js'
import { analyzer as adGroups } from './ad-groups/index.js'
import { analyzer as adToAdSync } from './ad-to-ad-sync/index.js'
import type { Analyzer } from './analyzer.js'
import { analyzer as appOnprem } from './app-onprem/index.js'
import { analyzer as attestation } from './attestation/index.js'
import { analyzer as auditReporting } from './audit-reporting/index.js'
import { analyzer as bholdRoles } from './bhold-roles/index.js'
import { analyzer as codelessProvisioning } from './codeless-provisioning/index.js'
import { analyzer as connectToCloudSync } from './connect-to-cloud-sync/index.js'
import { analyzer as customAppScim } from './custom-app-scim/index.js'
import { analyzer as dataCleanup } from './data-cleanup/index.js'
import { analyzer as dynamicGroups } from './dynamic-groups/index.js'
import { analyzer as exchangeMailbox } from './exchange-mailbox/index.js'
import { analyzer as fimAadConnector } from './fim-aad-connector/index.js'
import { analyzer as galCrossOrg } from './gal-cross-org/index.js'
import { analyzer as groupsToAdApps } from './groups-to-ad-apps/index.js'
import { analyzer as highAvailability } from './high-availability/index.js'
import { analyzer as hrCloud } from './hr-cloud/index.js'
import { analyzer as hrOnprem } from './hr-onprem/index.js'
import { analyzer as hrSap } from './hr-sap/index.js'
import { analyzer as mimGraphB2b } from './mim-graph-b2b/index.js'
import { analyzer as pam } from './pam/index.js'
import { analyzer as pcnsPasswordSync } from './pcns-password-sync/index.js'
import { analyzer as portalWorkflows } from './portal-workflows/index.js'
import { analyzer as runScheduling } from './run-scheduling/index.js'
import { analyzer as saasProvisioning } from './saas-provisioning/index.js'
import { analyzer as selfServiceGroups } from './self-service-groups/index.js'
import { analyzer as soaGroups } from './soa-groups/index.js'
import { analyzer as soaUsers } from './soa-users/index.js'
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
  accessRequests,
  groupsToAdApps,
  fimAadConnector,
  pcnsPasswordSync,
  portalWorkflows,
  adToAdSync,
  codelessProvisioning,
  runScheduling,
  highAvailability,
  dataCleanup,
  connectToCloudSync,
  soaGroups,
  soaUsers,
  mimGraphB2b,
  exchangeMailbox,
]
