import type { Route } from '../http/router.js'
import { applicationRoutes } from './applications.js'
import { groupRoutes } from './groups.js'
import { organizationRoutes } from './organization.js'
import { synchronizationRoutes } from './synchronization.js'
import { userRoutes } from './users.js'

/** Every address the fake knows. */
export const routes: readonly Route[] = [
  ...organizationRoutes,
  ...userRoutes,
  ...groupRoutes,
  ...applicationRoutes,
  ...synchronizationRoutes,
]
