import { badRequest } from '../http/error.js'
import { type Route, route } from '../http/router.js'
import { isObject, type JsonObject } from '../json.js'
import { listBody } from '../odata/query.js'
import { noContent, ok, one, storedOr404 } from '../service/answers.js'
import { delegatedOnly } from './needs.js'

const needs = delegatedOnly('OnPremDirectorySynchronization.ReadWrite.All')
const reading = {
  delegated: ['OnPremDirectorySynchronization.Read.All', 'OnPremDirectorySynchronization.ReadWrite.All'],
}
const at = '/directory/onPremisesSynchronization'

/** Switches of the tenant's synchronization; one object, changed on behalf of a person only. */
export const onPremisesSynchronizationRoutes: readonly Route[] = [
  route('GET', at, reading, (call) =>
    ok(
      listBody(call, call.tenant.collection('onPremisesSynchronization').all(), {}, (entry) =>
        shown(entry, call.version),
      ),
    ),
  ),
  route('GET', `${at}/{id}`, reading, (call) =>
    one(call, shown(storedOr404(call.tenant.collection('onPremisesSynchronization'), call.at.id ?? ''), call.version)),
  ),
  route('PATCH', `${at}/{id}`, needs, (call) => {
    const before = storedOr404(call.tenant.collection('onPremisesSynchronization'), call.at.id ?? '')
    const features = isObject(call.body.features) ? call.body.features : {}
    if (features.passwordWritebackEnabled !== undefined) throw badRequest('passwordWritebackEnabled cannot be changed.')
    for (const name of oneWay)
      if (features[name] === false && isObject(before.features) && before.features[name] === true)
        throw badRequest(`${name} cannot be switched off again.`)
    call.tenant.collection('onPremisesSynchronization').change(before.id, {
      features: { ...(isObject(before.features) ? before.features : {}), ...features },
      configuration: merged(before.configuration, call.body.configuration),
    })
    return noContent
  }),
]

const oneWay = [
  'quarantineUponProxyAddressesConflictEnabled',
  'quarantineUponUpnConflictEnabled',
  'synchronizeUpnForManagedUsersEnabled',
] as const

function merged(before: JsonObject[string], change: JsonObject[string]): JsonObject {
  return { ...(isObject(before) ? before : {}), ...(isObject(change) ? change : {}) }
}

/** v1.0 tells of the configuration no more than its guard against deletions. */
function shown(entry: JsonObject, version: string): JsonObject {
  if (version === 'beta' || !isObject(entry.configuration)) return entry
  return { ...entry, configuration: { accidentalDeletionPrevention: entry.configuration.accidentalDeletionPrevention } }
}
