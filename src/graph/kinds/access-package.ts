import type { AccessPackage, AccessPackageParts, GraphCall } from '../../entra/index.js'
import { accessPackageParts, artefactKey, artefactSlug } from '../../entra/index.js'
import {
  byKey,
  byStampOrName,
  type Draft,
  type Drafting,
  equal,
  get,
  made,
  madeKey,
  odataText,
  pick,
  post,
  readable,
  remove,
  removedBy,
  requestOf,
  restored,
  type StepsOfKind,
  titled,
} from '../draft.js'
import { described } from './group.js'
import { scopes } from './scopes.js'

const root = 'identityGovernance/entitlementManagement'
const common = { stage: 'prepare', scopes: scopes.entitlement, licence: 'P2' } as const

interface Names extends Readonly<Record<string, string>> {
  readonly catalogKey: string
  readonly catalogId: string
  readonly accessPackageId: string
}

/** A catalog, its groups, the package and who gets it how. The package stays hidden until the cutover. */
export const accessPackageSteps: StepsOfKind<'access-package'> = (given, drafting) => {
  const parts = accessPackageParts(given)
  const catalogKey = `catalog/${artefactSlug(given.catalog)}`
  const names = { catalogKey, catalogId: made(catalogKey), accessPackageId: made(drafting.key) }
  return [
    catalogDraft(given, drafting, parts.catalog, names),
    packageDraft(given, drafting, parts.package, names),
    ...parts.groups.flatMap((group) => groupDrafts(given, drafting, group, names)),
    ...parts.policies.map((call, index) => policyDraft(given, drafting, index, call, names)),
    {
      ...common,
      part: 'visible',
      stage: 'cutover',
      title: titled('graph.title.package-visible', { name: given.name }),
      find: byKey(`${root}/accessPackages/${names.accessPackageId}`),
      change: {
        kind: 'ensure',
        desired: { isHidden: false },
        update: { request: patchPackage(names), body: 'difference' },
      },
      undo: restored,
      counts: { updates: 1 },
    },
  ]
}

function catalogDraft(given: AccessPackage, { stamp }: Drafting, call: GraphCall, { catalogKey }: Names): Draft {
  return {
    ...common,
    part: '',
    shared: catalogKey,
    title: titled('graph.title.catalog', { name: given.catalog }),
    find: byStampOrName(
      `${root}/catalogs?$filter=displayName eq ${odataText(given.catalog)}`,
      catalogKey,
      'description',
      equal('displayName', given.catalog),
    ),
    change: {
      kind: 'ensure',
      create: requestOf(call, {}, { description: stamp(catalogKey) }),
      desired: { displayName: given.catalog },
    },
    gives: { [madeKey(catalogKey)]: 'id' },
    undo: removedBy(remove(`${root}/catalogs/${made(catalogKey)}`)),
  }
}

function packageDraft(given: AccessPackage, { key, stamp }: Drafting, call: GraphCall, names: Names): Draft {
  const create = requestOf(call, names, { ...described(given.description, stamp(key)), isHidden: true })
  return {
    ...common,
    part: '',
    title: titled('graph.title.package', { name: given.name }),
    find: byStampOrName(
      `${root}/accessPackages?$filter=displayName eq ${odataText(given.name)}`,
      key,
      'description',
      equal('displayName', given.name),
    ),
    change: {
      kind: 'ensure',
      create,
      desired: pick(create.body, 'displayName', 'description'),
      update: { request: patchPackage(names), body: 'difference' },
    },
    gives: { [madeKey(key)]: 'id' },
    undo: removedBy(remove(`${root}/accessPackages/${names.accessPackageId}`)),
  }
}

function patchPackage({ accessPackageId }: Names) {
  return {
    ...get(`${root}/accessPackages/${accessPackageId}`),
    method: 'PATCH',
    type: 'microsoft.graph.accessPackage',
  } as const
}

/**
 * The group becomes a resource of the catalog, which other packages may use too, and membership of it a role of the package.
 * A group that AD masters takes no members from packages: it waits until its authority has moved.
 */
function groupDrafts(
  given: AccessPackage,
  { key, all }: Drafting,
  { groupId, resource, role }: AccessPackageParts['groups'][number],
  names: Names,
): readonly Draft[] {
  const group = readable(groupId)
  const part = artefactSlug(group)
  const resourceKey = `${names.catalogKey}/${part}`
  const resources = `${root}/catalogs/${names.catalogId}/resources`
  const packageGroup = madeKey(key, `role-${part}`)
  const behind = all.flatMap((other) =>
    other.kind === 'source-of-authority-switch' && other.objectId === groupId ? [artefactKey(other)] : [],
  )
  const staged = { ...common, stage: behind.length === 0 ? 'prepare' : 'cutover', behind } as const
  return [
    {
      ...staged,
      part: '',
      shared: resourceKey,
      title: titled('graph.title.catalog-group', { group, name: given.catalog }),
      // An application may add a group to a catalog only when it may write the group.
      scopes: { read: scopes.entitlement.read, write: [...scopes.entitlement.write, 'Group.ReadWrite.All'] },
      find: {
        ways: [
          {
            by: 'key',
            request: get(`${resources}?$filter=originId eq ${odataText(groupId)}&$expand=roles,scopes`),
            answer: 'list',
            where: [equal('originId', groupId)],
          },
        ],
      },
      change: { kind: 'ensure', create: requestOf(resource, names), answer: { kind: 'request' }, desired: {} },
      gives: { [madeKey(resourceKey)]: 'id' },
      undo: removedBy(
        post(`${root}/resourceRequests`, 'microsoft.graph.accessPackageResourceRequest', {
          requestType: 'adminRemove',
          resource: { id: made(resourceKey) },
          catalog: { id: names.catalogId },
        }),
      ),
    },
    {
      ...staged,
      part: `role-${part}`,
      title: titled('graph.title.package-group', { name: given.name, group }),
      find: {
        ways: [
          {
            by: 'key',
            request: get(
              `${root}/accessPackages/${names.accessPackageId}?$expand=resourceRoleScopes($expand=role,scope)`,
            ),
            answer: 'list',
            items: 'resourceRoleScopes',
            where: [equal('role.originId', `Member_${groupId}`)],
          },
        ],
      },
      change: {
        kind: 'ensure',
        create: requestOf(role, { ...names, resourceId: made(resourceKey) }),
        desired: {},
      },
      gives: { [packageGroup]: 'id' },
      undo: removedBy(remove(`${root}/accessPackages/${names.accessPackageId}/resourceRoleScopes/{${packageGroup}}`)),
    },
  ]
}

/** Who is chosen by rule gets the package at once, so that policy waits for the cutover. */
function policyDraft(
  given: AccessPackage,
  { key, stamp }: Drafting,
  index: number,
  call: GraphCall,
  names: Names,
): Draft {
  const policy = given.policies[index]
  const policyKey = `${key}/policy-${index + 1}`
  const automatic = policy?.kind === 'automatic'
  const name = policy?.name ?? ''
  const create = requestOf(call, names, described(name, stamp(policyKey)))
  const { accessPackage, ...desired } = create.body as Readonly<Record<string, never>>
  return {
    ...common,
    part: `policy-${index + 1}`,
    stage: automatic ? 'cutover' : 'prepare',
    title: titled('graph.title.policy', { policy: name, name: given.name }),
    licence: automatic ? 'governance' : 'P2',
    find: byStampOrName(
      `${root}/assignmentPolicies?$filter=accessPackage/id eq ${odataText(names.accessPackageId)}`,
      policyKey,
      'description',
      equal('displayName', name),
    ),
    change: {
      kind: 'ensure',
      create,
      desired,
      lists: { 'requestApprovalSettings.stages': { kind: 'ordered' } },
      update: {
        request: {
          ...get(`${root}/assignmentPolicies/{${madeKey(policyKey)}}`),
          method: 'PUT',
          type: create.type,
        },
        body: 'desired',
        along: { accessPackage },
      },
    },
    gives: { [madeKey(policyKey)]: 'id' },
    undo: removedBy(remove(`${root}/assignmentPolicies/{${madeKey(policyKey)}}`)),
  }
}
