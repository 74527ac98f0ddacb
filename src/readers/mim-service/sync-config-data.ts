import { normalizeGuid, type ServiceConnector, type ServiceObject } from '../../model/index.js'
import { parseEmbedded } from './embedded.js'
import { textOf } from './values.js'

/**
 * The service keeps a copy of every management agent as an object of type `ma-data`, each element of the agent's
 * configuration in an attribute `SyncConfig-<element>`. Here only which agent it is; the copy itself stays in the object.
 */
export function readServiceConnector(object: ServiceObject): ServiceConnector | undefined {
  const connectorId = normalizeGuid(fieldOf(object, 'id'))
  if (connectorId === '') return undefined
  const name = fieldOf(object, 'name')
  return {
    object,
    connectorId,
    name: name === '' ? object.displayName : name,
    category: fieldOf(object, 'category'),
    subtype: fieldOf(object, 'sub-type') || fieldOf(object, 'subtype'),
  }
}

/** The value may be the bare text or the element around it. */
function fieldOf(object: ServiceObject, element: string): string {
  const text = textOf(object, `SyncConfig-${element}`)
  if (!text.startsWith('<')) return text
  return parseEmbedded(text).root?.text.trim() ?? text
}
