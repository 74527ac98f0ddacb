import { createHash } from 'node:crypto'
import { artefactSlug, synchronizationSchemaOf } from '../../entra/index.js'
import { provisionScript, rollbackScript, type ScriptParts } from '../powershell/script.js'
import { planPage } from '../runbook/plan-page.js'
import { scenarioPage } from '../runbook/scenario-page.js'
import type { RunbookWords } from '../runbook/words.js'
import type { PlanDraft, ScenarioDraft } from './build.js'
import { mappingCsv } from './mapping-csv.js'
import { type PlanFile, planFileOf } from './plan-file.js'
import type { PlanContent } from './write-plan.js'

export interface PlanOutput {
  readonly file: PlanFile
  readonly content: readonly PlanContent[]
}

/** Every file of a plan folder. The same draft gives the same bytes. */
export function contentOf(draft: PlanDraft, parts: ScriptParts, words: RunbookWords): PlanOutput {
  const scenarios = draft.scenarios.map((scenario) => {
    const data = dataFiles(scenario)
    const files = Object.fromEntries(data.map(({ name, bytes }) => [name, sha256(bytes)]))
    return { scenario, data, planned: { ...scenario.planned, files } }
  })
  const plan = { ...draft.plan, scenarios: scenarios.map(({ planned }) => planned) }
  const file = planFileOf(plan)
  const content = [
    { name: 'plan.json', bytes: json(file) },
    { name: 'README.md', bytes: planPage(draft, words) },
    ...scenarios.flatMap(({ scenario, data }) =>
      [...data, ...paper(scenario, draft, parts, words)].map(({ name, bytes }) => ({
        name: `${scenario.planned.folder}/${name}`,
        bytes,
      })),
    ),
  ]
  return { file, content }
}

/** What `apply` reads: its hashes stand in the plan. */
function dataFiles({ planned, steps, artefacts }: ScenarioDraft): readonly PlanContent[] {
  if (steps.length + planned.shared.length === 0) return []
  const schemas = artefacts.flatMap((artefact) =>
    artefact.kind === 'provisioning-job' && artefact.schema === 'written'
      ? [{ name: `schema/${artefactSlug(artefact.name)}.json`, bytes: json(synchronizationSchemaOf(artefact)) }]
      : [],
  )
  return [{ name: 'requests.json', bytes: json({ scenario: planned.id, shared: planned.shared, steps }) }, ...schemas]
}

/** What people read and run. */
function paper(
  scenario: ScenarioDraft,
  draft: PlanDraft,
  parts: ScriptParts,
  words: RunbookWords,
): readonly PlanContent[] {
  const { planned, steps, artefacts, tables } = scenario
  const shared = planned.shared.map((one) => ({
    ...one,
    folder: draft.plan.scenarios.find(({ id }) => id === one.scenario)?.folder ?? one.scenario,
  }))
  const subject = { scenario: planned.id, title: planned.title, tenantId: draft.plan.tenants.home, shared }
  const hosts = artefacts.flatMap((artefact) =>
    artefact.kind === 'ecma-host-configuration'
      ? [{ name: `ecma-host/${artefactSlug(artefact.name)}.json`, bytes: json({ ...artefact, madeFrom: undefined }) }]
      : [],
  )
  return [
    { name: 'README.md', bytes: scenarioPage(scenario, draft, words) },
    ...(steps.length + planned.shared.length === 0
      ? []
      : [
          { name: 'provision.ps1', bytes: provisionScript(subject, steps, parts) },
          { name: 'rollback.ps1', bytes: rollbackScript(subject, steps, parts) },
        ]),
    ...(tables.length === 0 ? [] : [{ name: 'mapping.csv', bytes: mappingCsv(tables, words) }]),
    ...hosts,
  ]
}

function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`
}

function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex')
}
