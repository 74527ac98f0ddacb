import type { FoundKind, Place } from '../entra/index.js'
import { equal, get, odataText } from './draft.js'
import type { Reading } from './step.js'

const collections: Readonly<Record<FoundKind, string>> = {
  user: 'users',
  group: 'groups',
  'role-definition': 'roleManagement/directory/roleDefinitions',
  application: 'applications',
  'service-principal': 'servicePrincipals',
}

/** Reads the id of something the tenant has already. @param inner the place without its braces */
export function readingOf(inner: string, { what, attribute, value }: Extract<Place, { kind: 'find' }>): Reading {
  return {
    request: get(`${collections[what]}?$filter=${attribute} eq ${odataText(value)}&$select=id,${attribute}`),
    answer: 'list',
    where: [equal(attribute, value)],
    gives: { [inner]: 'id' },
  }
}
