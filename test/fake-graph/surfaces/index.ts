import type { Route } from '../http/router.js'
import { accessReviewRoutes } from './access-reviews.js'
import { applicationRoutes } from './applications.js'
import { attributeAndUnitRoutes } from './attributes-and-units.js'
import { deletedItemRoutes } from './deleted-items.js'
import { entitlementRoutes } from './entitlement.js'
import { assignmentRoutes } from './entitlement-assignments.js'
import { groupRoutes } from './groups.js'
import { lifecycleRoutes } from './lifecycle.js'
import { onPremisesSynchronizationRoutes } from './on-premises-synchronization.js'
import { organizationRoutes } from './organization.js'
import { policyRoutes } from './policies.js'
import { privilegedRoutes } from './privileged.js'
import { rolePolicyRoutes } from './role-policies.js'
import { sourceOfAuthorityRoutes } from './source-of-authority.js'
import { synchronizationRoutes } from './synchronization.js'
import { userRoutes } from './users.js'

/** Every address the fake knows. */
export const routes: readonly Route[] = [
  ...organizationRoutes,
  ...userRoutes,
  ...groupRoutes,
  ...sourceOfAuthorityRoutes,
  ...deletedItemRoutes,
  ...applicationRoutes,
  ...synchronizationRoutes,
  ...entitlementRoutes,
  ...assignmentRoutes,
  ...accessReviewRoutes,
  ...lifecycleRoutes,
  ...privilegedRoutes,
  ...rolePolicyRoutes,
  ...policyRoutes,
  ...onPremisesSynchronizationRoutes,
  ...attributeAndUnitRoutes,
]
