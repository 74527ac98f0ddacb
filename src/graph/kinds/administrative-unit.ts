import { administrativeUnitCall } from '../../entra/index.js'
import {
  byKey,
  byStampOrName,
  equal,
  get,
  made,
  madeKey,
  odataText,
  pick,
  remove,
  removedBy,
  requestOf,
  restored,
  type StepsOfKind,
  titled,
} from '../draft.js'
import type { StepRequest } from '../step.js'
import { described } from './group.js'
import { scopes } from './scopes.js'

const units = 'directory/administrativeUnits'

/** As with groups, a rule is paused until the cutover. */
export const administrativeUnitSteps: StepsOfKind<'administrative-unit'> = (unit, { key, stamp }) => {
  const create = requestOf(administrativeUnitCall(unit), {}, described(unit.description, stamp(key)))
  const at = `${units}/${made(key)}`
  const patch: StepRequest = { ...get(at), method: 'PATCH', type: create.type }
  const dynamic = unit.membershipRule !== ''
  const common = { scopes: scopes.unit, licence: 'P1' } as const
  return [
    {
      ...common,
      part: '',
      stage: 'prepare',
      title: titled('graph.title.unit', { name: unit.name }),
      find: byStampOrName(
        `${units}?$filter=displayName eq ${odataText(unit.name)}`,
        key,
        'description',
        equal('displayName', unit.name),
      ),
      change: {
        kind: 'ensure',
        create,
        desired: pick(create.body, 'displayName', 'description', 'membershipType', 'membershipRule'),
        update: { request: patch, body: 'difference' },
      },
      gives: { [madeKey(key)]: 'id' },
      undo: removedBy(remove(at)),
      counts: { adds: 1 },
    },
    ...(dynamic
      ? [
          {
            ...common,
            part: 'on',
            stage: 'cutover' as const,
            title: titled('graph.title.unit-on', { name: unit.name }),
            find: byKey(at),
            change: {
              kind: 'ensure' as const,
              desired: { membershipRuleProcessingState: 'On' },
              update: { request: patch, body: 'difference' as const },
            },
            undo: restored,
            counts: { updates: 1 },
          },
        ]
      : []),
  ]
}
