import type { TallyRule } from '../../xml/index.js'
import {
  documentedInConnector,
  ignoredInConnector,
  ignoredInMetaverse,
  rulesBelow,
  schemaRules,
} from '../sync-config/coverage.js'

/** What of a connector is not modelled, and why; the sections are those of MIM. @param root path of `ma-data` */
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

/** Every element of a rule is modelled. */
export const ruleRules: readonly TallyRule[] = []
