import type { Estate } from '../../src/model/index.js'
import type { Detection, TargetDesign } from '../analyzer.js'
import { designOf, part } from '../facts/design.js'
import { placedOf } from '../facts/estate-questions.js'
import { directionOf } from '../facts/flows.js'
import { effort, finding } from '../finding.js'

/** A first verdict that is true already: what the facts say, and nothing more. */
export function map(detection: Detection, estate: Estate): TargetDesign {
  const { server, connector } = placedOf(estate, detection)
  const { importFlows, exportFlows } = directionOf(connector, server)
  const name = { connector: connector.name }
  return designOf(detection, {
    parts: [part(connector.name, 'redesign', finding('M2E-TMPL-111', name, connector.at))],
    target: finding('M2E-TMPL-101', name, connector.at),
    blockers: [finding('M2E-TMPL-201', {}, connector.at)],
    licences: [{ level: 'none', per: 'not known' }],
    effort: effort('M', [finding('M2E-TMPL-601', { ...name, count: importFlows + exportFlows })]),
  })
}
