import { attribute, stringLiteral } from '../../expression/ast.js'
import type { Provenance } from '../../model/index.js'
import { askedFor } from '../artefacts/places.js'
import type { JobAttribute, JobAttributeMapping, ProvisioningJob } from '../artefacts/provisioning-job.js'
import { jobNote } from './notes.js'
import { assignedPilot } from './pilot.js'
import { jobTemplates } from './templates.js'

/** Attributes the template of cross-tenant synchronization maps by themselves. */
const copied: readonly string[] = [
  'displayName',
  'givenName',
  'surname',
  'jobTitle',
  'department',
  'companyName',
  'employeeId',
  'mailNickname',
  'telephoneNumber',
  'mobile',
  'city',
  'country',
  'preferredLanguage',
]

/**
 * Users of one tenant as members of another: what address-list synchronization between forests of different tenants
 * becomes. The attributes are the template's own; contacts, rooms and photos have no place in it.
 */
export function crossTenantJob(given: {
  readonly name: string
  readonly madeFrom: readonly Provenance[]
  /** Nobody, or everybody of the other tenant, sees them in the address list. */
  readonly showInAddressList: boolean
  readonly deletionThreshold: number
  /** Id of the tenant that receives them; a place where it is not known. */
  readonly targetTenantId?: string
}): ProvisioningJob {
  const mapping = (
    target: string,
    expression: JobAttributeMapping['expression'],
    matchingPriority = 0,
  ): JobAttributeMapping => ({ target, expression, flowType: 'Always', matchingPriority, result: 'exact' })
  const mappings = [
    mapping('alternativeSecurityIds', attribute('alternativeSecurityIds'), 1),
    ...copied.map((name) => mapping(name, attribute(name))),
    mapping('userType', stringLiteral('Member')),
    mapping('showInAddressList', stringLiteral(given.showInAddressList ? 'True' : 'False')),
  ]
  const attributes = ['alternativeSecurityIds', ...copied].map(plain)
  return {
    kind: 'provisioning-job',
    name: given.name,
    application: given.name,
    madeFrom: given.madeFrom,
    template: jobTemplates['cross-tenant'],
    source: { name: 'Microsoft Entra ID', objects: [{ name: 'User', attributes }] },
    target: {
      name: 'Microsoft Entra ID (target tenant)',
      objects: [{ name: 'User', attributes: [...attributes, plain('userType'), plain('showInAddressList')] }],
    },
    schema: 'written',
    objectMappings: [
      {
        name: 'Provision Microsoft Entra ID Users',
        sourceObject: 'User',
        targetObject: 'User',
        actions: ['Add', 'Update', 'Delete'],
        scope: undefined,
        attributeMappings: mappings,
      },
    ],
    pilot: assignedPilot(given.name),
    settings: [
      { key: 'AuthenticationType', value: 'SyncPolicy' },
      { key: 'CompanyId', value: given.targetTenantId ?? askedFor('targetTenantId') },
      { key: 'SyncAll', value: 'false' },
    ],
    containers: [],
    leaver: 'delete',
    deletionThreshold: given.deletionThreshold,
    prerequisites: [jobNote('both-tenants')],
    losses: [],
  }
}

function plain(name: string): JobAttribute {
  return { name, type: 'String', multivalued: false, anchor: false, required: false, custom: false }
}
