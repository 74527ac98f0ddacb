import { peekJson, readJson } from '../json/index.js'
import type { DocumentPeek, Reader } from '../reader.js'
import type { LateReader } from '../stream-reader.js'
import { connectorSchemaReader } from './connector-schema.js'
import { delimitedReader } from './delimited.js'
import { readMembershipRules } from './membership-rules.js'
import { readPostmanCollection } from './postman.js'
import { readBulkRequest } from './scim.js'

/** Material around a project: recognised and counted, so that nothing a customer sends is passed over in silence. */
export const readers: readonly Reader[] = [
  {
    kind: 'scim-bulk-request',
    title: 'Inbound provisioning, SCIM bulk request',
    recognise: (peek) => peekJson(peek).has('Operations.bulkId') || isBulk(peek),
    read: (document) => readJson(document, readBulkRequest),
  },
  {
    kind: 'postman-collection',
    title: 'Postman collection',
    recognise: (peek) => peekJson(peek).has('item') && /schema\.getpostman\.com|_postman_id/.test(peek.head),
    read: (document) => readJson(document, readPostmanCollection),
  },
  {
    kind: 'dynamic-membership-rules',
    title: 'Entra groups, dynamic membership rules',
    recognise: isMembership,
    read: (document) => readJson(document, readMembershipRules),
  },
  connectorSchemaReader,
]

/** Asked after all others: a table of people may be the sample of a project, or an export another reader knows better. */
export const lateReaders: readonly LateReader[] = [delimitedReader]

function isBulk(peek: DocumentPeek): boolean {
  const shape = peekJson(peek)
  return shape.has('schemas') && shape.has('Operations') && /scim:api:messages:2\.0:BulkRequest/.test(peek.head)
}

function isMembership(peek: DocumentPeek): boolean {
  const shape = peekJson(peek)
  if (shape.has('membershipRule') || shape.has('value.membershipRule')) return true
  // A list of rules as texts: of a schema the rules are objects, and what other tools call rules speaks of no user.
  return shape.has('rules') && /"\(*(?:user|device)\.\w+\s+[-\u2013]\w+/i.test(peek.head)
}
