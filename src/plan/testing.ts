import type { Verdict } from '../../analyzers/analyzer.js'
import { designOf, part } from '../../analyzers/facts/design.js'
import { effort, finding } from '../../analyzers/finding.js'
import { place } from '../../analyzers/testing/estate-builder.js'
import type { Artefact, MappingLine, MappingTable } from '../entra/index.js'
import type { Connector, Estate } from '../model/index.js'
import type { ScenarioResult } from './assessment.js'
import { effortTotal } from './effort/total.js'
import { planWaves, type Wave } from './waves/waves.js'

/** A mapping table from one connector (none: the tenant) to another, one line an attribute. */
export function table(
  scenario: string,
  source: Connector | undefined,
  target: Connector,
  objectType: string,
  attributes: readonly string[],
  impossible: readonly string[] = [],
): MappingTable {
  const line = (name: string, holds: boolean): MappingLine =>
    ({
      target: name,
      today: { deliveries: [], steps: [] },
      mapping: holds ? { target: name, flowType: 'Always', text: '', reads: [] } : undefined,
      proposal: undefined,
      result: holds ? 'exact' : 'impossible',
      reasons: [],
      provenance: [place(`line[${name}]`)],
    }) as unknown as MappingLine
  return {
    id: `${scenario}/${source?.id ?? 'entra'}/${target.id}/${objectType}`,
    scenario,
    title: `${source?.name ?? 'Entra ID'} → ${target.name}`,
    source: { id: source?.id ?? 'entra', name: source?.name ?? 'Entra ID', kind: source?.kind ?? 'entra', objectType },
    target: { id: target.id, name: target.name, kind: target.kind, objectType },
    place: 'app-provisioning',
    lines: [...attributes.map((name) => line(name, true)), ...impossible.map((name) => line(name, false))],
    names: [],
    shares: { exact: 1, conditional: 0, approximate: 0, impossible: 0 },
  }
}

/** A scenario found at one place, designed to take over the tables. */
export function result(
  scenario: string,
  subject: { readonly name: string; readonly id: string },
  verdict: Verdict,
  tables: readonly MappingTable[] = [],
  artefacts: readonly Artefact[] = [],
): ScenarioResult {
  const detection = {
    scenario,
    subject: subject.name,
    subjectId: subject.id,
    evidence: [],
    confidence: 90,
    level: 'certain' as const,
    use: undefined,
  }
  const design = designOf(detection, {
    parts: [part('', verdict)],
    target: finding('x'),
    licences: [],
    effort: effort('S'),
    mappingTables: tables.map((item) => item.id),
    artefacts,
  })
  return {
    meta: { id: scenario, messages: {} },
    status: 'certain',
    cases: [{ detection, design, stages: [] }],
  } as unknown as ScenarioResult
}

export function wavesOf(
  given: Estate,
  results: readonly ScenarioResult[],
  tables: readonly MappingTable[],
): readonly Wave[] {
  return planWaves(given, results, tables, [], effortTotal(results, new Set(), []))
}
