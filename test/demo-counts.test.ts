import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { inspectJson } from '../src/cli/commands/inspect.js'
import { openEstate } from '../src/readers/open.js'

/** The counts the demo company's author made from the files with other tools. */
interface Expected {
  readonly mimSync: {
    readonly agents: Readonly<Record<string, Readonly<Record<string, unknown>> & { readonly id: string }>>
    readonly metaverse: Readonly<Record<string, unknown>>
  }
  readonly connect: { readonly rules: number; readonly ruleTotals: Readonly<Record<string, number>> }
}

const expected = JSON.parse(readFileSync(join('demo', 'expected-counts.json'), 'utf8')) as Expected
const estate = await openEstate([join('demo', 'estate')])
const counted = inspectJson(estate)
const mim = counted.servers.find((server) => server.product === 'mim-sync')
const connect = counted.servers.find((server) => server.product === 'connect-sync')

/** Name in the author's table → name in ours. */
const counts: Readonly<Record<string, keyof NonNullable<typeof mim>['connectors'][number]['counts']>> = {
  joinProfiles: 'joinProfiles',
  joinCriteria: 'joinCriteria',
  projections: 'projections',
  filterSets: 'filters',
  filterAlternatives: 'filterAlternatives',
  filterConditions: 'filterConditions',
  importFlows: 'importFlows',
  exportFlows: 'exportFlows',
  runProfiles: 'runProfiles',
  steps: 'runSteps',
  partitions: 'partitions',
  schemaObjectTypes: 'objectTypes',
  schemaAttributes: 'attributes',
  selectedAttributes: 'selectedAttributes',
}

describe('the demo company, counted twice', () => {
  it.each(Object.entries(expected.mimSync.agents))('agent %s', (_, agent) => {
    const ours = mim?.connectors.find((connector) => connector.id === agent.id)?.counts

    for (const [theirs, name] of Object.entries(counts)) expect(ours?.[name], theirs).toBe(agent[theirs])
  })

  it('metaverse', () => {
    const { objectTypes, attributes, importFlowGroups, importFlows, deletionRules } = expected.mimSync.metaverse

    expect(mim?.metaverse).toMatchObject({
      objectTypes,
      attributes,
      importFlowGroups,
      importFlows,
      deletionRules,
      provisioning: 'both',
    })
  })

  it('rules of Entra Connect', () => {
    const { custom, disabled, mappings, scopeConditions, joinConditions } = expected.connect.ruleTotals

    expect(connect?.syncRules).toEqual({
      all: expected.connect.rules,
      custom,
      disabled,
      flows: mappings,
      scopeConditions,
      joinConditions,
    })
  })
})
