import { badRequest } from '../http/error.js'
import { type Needs, type Route, route } from '../http/router.js'
import { isObject, objectsOf, textOf } from '../json.js'
import { listBody } from '../odata/query.js'
import { noContent, ok, storedOr404 } from '../service/answers.js'
import { anyOf } from './needs.js'
import { plainRoutes } from './plain.js'

const licence = ['P2', 'Governance'] as const
const read: Needs = { ...anyOf('AccessReview.Read.All', 'AccessReview.ReadWrite.All'), licence }
const write: Needs = { ...anyOf('AccessReview.ReadWrite.All'), licence }
const at = '/identityGovernance/accessReviews/definitions'

/** Definitions are replaced by PUT, never patched; their instances come by themselves. */
export const accessReviewRoutes: readonly Route[] = [
  ...plainRoutes({
    path: at,
    collection: 'accessReviewDefinitions',
    resource: 'accessReviewScheduleDefinition',
    read,
    write,
    required: ['displayName', 'scope', 'settings'],
    update: 'PUT',
    deletes: 'away',
    list: { notFilterable: ['displayName'], most: 100 },
    defaults: { status: 'NotStarted', reviewers: [], fallbackReviewers: [], stageSettings: [] },
    check: (_call, next) => {
      const scope = isObject(next.scope) ? next.scope : {}
      if (
        textOf(scope.query) === undefined &&
        objectsOf(scope.resourceScopes).length === 0 &&
        textOf(scope['@odata.type']) === undefined
      )
        throw badRequest('The scope of the review needs its query.', 'InvalidRequestBody')
      for (const reviewer of [...objectsOf(next.reviewers), ...objectsOf(next.fallbackReviewers)])
        if (textOf(reviewer.query) === undefined) throw badRequest('A reviewer needs its query.', 'InvalidRequestBody')
    },
    made: ({ tenant }, definition) =>
      tenant.later(tenant.delays.reviewInstance, () => {
        if (tenant.collection('accessReviewDefinitions').get(definition.id)?.status !== 'NotStarted') return
        tenant.collection('accessReviewDefinitions').change(definition.id, { status: 'InProgress' })
        tenant
          .collection('accessReviewInstances')
          .put({ id: tenant.newId(), definitionId: definition.id, status: 'InProgress' })
      }),
    changed: ({ tenant }, definition) =>
      tenant.collection('accessReviewDefinitions').change(definition.id, { status: 'InProgress' }),
    checkDelete: ({ tenant }, definition) => {
      for (const instance of [...tenant.collection('accessReviewInstances').all()])
        if (instance.definitionId === definition.id) tenant.collection('accessReviewInstances').delete(instance.id)
    },
  }),
  route('GET', `${at}/{id}/instances`, read, (call) => {
    const { id } = storedOr404(call.tenant.collection('accessReviewDefinitions'), call.at.id ?? '')
    const own = [...call.tenant.collection('accessReviewInstances').all()].filter((entry) => entry.definitionId === id)
    return ok(
      listBody(
        call,
        own.map(({ definitionId: _, ...instance }) => instance),
      ),
    )
  }),
  route('POST', `${at}/{id}/stop`, write, (call) => {
    const { id } = storedOr404(call.tenant.collection('accessReviewDefinitions'), call.at.id ?? '')
    call.tenant.collection('accessReviewDefinitions').change(id, { status: 'Completed' })
    return noContent
  }),
]
