import type { TallyRule } from '../../xml/index.js'
import {
  documentedInConnector,
  ignoredInConnector,
  ignoredInMetaverse,
  rulesBelow,
  schemaRules,
} from '../sync-config/coverage.js'

/** What of a management agent is not modelled, and why. @param root path of `ma-data` */
export function connectorRules(root: string): readonly TallyRule[] {
  return [
    ...rulesBelow(root, 'documented', documentedInConnector),
    ...rulesBelow(root, 'ignored', ignoredInConnector),
    ...schemaRules(root),
  ]
}

/** What of the metaverse is not modelled, and why. @param root path of `mv-data` */
export function metaverseRules(root: string): readonly TallyRule[] {
  return [...rulesBelow(root, 'ignored', ignoredInMetaverse), ...schemaRules(root)]
}
