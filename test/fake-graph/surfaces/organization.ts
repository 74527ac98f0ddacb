import { type Route, route } from '../http/router.js'
import { copyOf } from '../json.js'
import { listBody, selected } from '../odata/query.js'
import { checkMatch, noContent, ok, one, properties, seenOr404, storedOr404 } from '../service/answers.js'
import { anyOf } from './needs.js'

const readOrganization = anyOf(
  'Organization.Read.All',
  'Organization.ReadWrite.All',
  'Directory.Read.All',
  'Directory.ReadWrite.All',
)
const readDomains = anyOf('Domain.Read.All', 'Domain.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All')
const readLicences = anyOf(
  'LicenseAssignment.Read.All',
  'Organization.Read.All',
  'Directory.Read.All',
  'Directory.ReadWrite.All',
)

/** The tenant itself: organization, licences, domains, contacts, devices. */
export const organizationRoutes: readonly Route[] = [
  route('GET', '/organization', readOrganization, (call) =>
    ok(listBody(call, call.tenant.collection('organization').all())),
  ),
  route('GET', '/organization/{id}', readOrganization, (call) =>
    one(call, storedOr404(call.tenant.collection('organization'), call.at.id ?? '')),
  ),
  route('PATCH', '/organization/{id}', anyOf('Organization.ReadWrite.All'), (call) => {
    const id = call.at.id ?? ''
    const organization = call.tenant.collection('organization')
    storedOr404(organization, id)
    checkMatch(call, organization, id)
    organization.change(id, properties(call.body))
    return noContent
  }),
  route('GET', '/subscribedSkus', readLicences, (call) =>
    ok(listBody(call, call.tenant.collection('subscribedSkus').all())),
  ),
  route('GET', '/domains', readDomains, (call) => ok(listBody(call, call.tenant.collection('domains').all()))),
  route('GET', '/contacts', anyOf('OrgContact.Read.All', 'Directory.Read.All'), (call) =>
    ok(listBody(call, call.tenant.collection('contacts').listed(), { directory: true })),
  ),
  route('GET', '/devices', anyOf('Device.Read.All', 'Directory.Read.All'), (call) =>
    ok(listBody(call, call.tenant.collection('devices').listed(), { directory: true })),
  ),
  route(
    'GET',
    '/directoryObjects/{id}',
    anyOf('Directory.Read.All', 'Directory.ReadWrite.All', 'User.Read.All'),
    (call) => {
      const id = call.at.id ?? ''
      const found = call.tenant.seenDirectoryObject(id)
      const entity = found?.entity ?? seenOr404(call.tenant.collection('users'), id)
      return {
        status: 200,
        body: selected(
          { '@odata.type': `#microsoft.graph.${typeOf(found?.collection ?? 'users')}`, ...copyOf(entity) },
          call.query,
        ),
      }
    },
  ),
]

/** Type of a directory object by its collection. */
export function typeOf(collection: string): string {
  return { contacts: 'orgContact' }[collection] ?? collection.replace(/s$/, '')
}
