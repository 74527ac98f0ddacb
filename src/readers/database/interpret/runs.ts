import { compareText, type NamedCount, type RunStepSummary, type RunSummary } from '../../../model/index.js'
import { parseXml, type XmlElement, XmlProblem } from '../../../xml/index.js'
import type { EstatePart } from '../../reader.js'
import type { SnapshotView, ViewRow } from '../snapshot/view.js'
import { exportDate } from './fragment.js'
import type { Interpretation } from './interpretation.js'

const errorColumns = ['ma_discovery_errors_xml', 'sync_errors_xml', 'mv_retry_errors_xml']
const counterColumns = /^(?:stage|disconnector|connector|export|flow)_/
const MOST_KINDS = 100

/** Runs with their steps, oldest first. */
export function runParts(view: SnapshotView, source: number, to: Interpretation): EstatePart[] {
  const state = view.table(source, 'run-history')?.state
  if (state === undefined || state === 'missing' || state === 'denied' || state === 'unfit') return []
  const names = new Map<string, string>()
  for (const row of view.rows(source, 'management-agent')) names.set(row.text('ma_id'), row.text('ma_name'))
  const partitions = new Map<string, string>()
  for (const row of view.rows(source, 'partition')) partitions.set(row.text('partition_id'), row.text('partition_name'))
  const steps = new Map<string, RunStepSummary[]>()
  const counters = view
    .columns(source, 'step-history')
    .map(({ name }) => name)
    .filter((name) => counterColumns.test(name))
  for (const row of view.rows(source, 'step-history')) {
    const run = row.text('run_history_id')
    steps.set(run, [...(steps.get(run) ?? []), readStep(row, counters, partitions, to)])
  }
  const runs = [...view.rows(source, 'run-history')]
    .sort(
      (a, b) =>
        compareText(a.text('start_date'), b.text('start_date')) || a.number('run_number') - b.number('run_number'),
    )
    .map((row): RunSummary => {
      const connectorId = row.text('ma_id')
      return {
        connectorId,
        connectorName: names.get(connectorId) ?? '',
        profile: row.text('run_profile_name'),
        number: row.number('run_number'),
        account: row.text('username') || row.text('user_name'),
        steps: (steps.get(row.text('run_history_id')) ?? []).sort((a, b) => a.number - b.number),
        at: to.at(`mms_run_history/${row.text('run_history_id')}`),
      }
    })
  return [{ kind: 'run-history', runs, at: to.at('mms_run_history') }]
}

function readStep(
  row: ViewRow,
  counters: readonly string[],
  partitions: ReadonlyMap<string, string>,
  to: Interpretation,
): RunStepSummary {
  const number = row.number('step_number')
  const owner = `step ${number} of run ${row.text('run_history_id')}`
  const described = parts(row, 'step_xml', owner, to)
  const type = described.flatMap((element) => below(element, 'step-type'))[0]
  const partition = described.flatMap((element) => below(element, 'partition'))[0]?.text.trim() ?? ''
  const errors = new Map<string, number>()
  for (const column of errorColumns)
    for (const group of parts(row, column, owner, to)) for (const error of leaves(group)) bump(errors, kindOf(error))
  return {
    number,
    type: type === undefined ? '' : wordsOf(type),
    partition: partitions.get(partition.replace(/[{}]/g, '').toLowerCase()) ?? partition,
    result: row.text('step_result'),
    startedAt: exportDate(row.text('start_date')),
    endedAt: exportDate(row.text('end_date')),
    counters: counters.flatMap((name): NamedCount[] => {
      const count = row.number(name)
      return count === 0 ? [] : [{ name: name.replaceAll('_', '-').replace('deleteadd', 'delete-add'), count }]
    }),
    errors: [...errors].map(([name, count]) => ({ name, count })),
  }
}

function wordsOf(type: XmlElement): string {
  const subtypes = type.children.filter((child) => child.local.endsWith('-subtype')).map((child) => child.text.trim())
  return [type.attributes.type ?? '', ...subtypes].filter((word) => word !== '').join(' ')
}

/** Elements of a column that may have one root, several or none. */
function parts(row: ViewRow, column: string, owner: string, to: Interpretation): readonly XmlElement[] {
  const text = row.text(column).replace(/^\uFEFF?\s*(?:<\?xml[^>]*\?>)?/, '')
  if (text.trim() === '') return []
  try {
    return parseXml(`<fragment>${text}</fragment>`).children
  } catch (problem) {
    if (!(problem instanceof XmlProblem)) throw problem
    to.damaged(column, owner)
    return []
  }
}

/** The element itself or any below it of that name. */
function below(element: XmlElement, local: string): XmlElement[] {
  return element.local === local ? [element] : element.children.flatMap((child) => below(child, local))
}

/** Errors stand in a list, or alone where the column has no root. */
function leaves(group: XmlElement): readonly XmlElement[] {
  return /errors$/.test(group.local) ? group.children : [group]
}

function kindOf(error: XmlElement): string {
  const kind = error.children.find((child) => child.local === 'error-type')?.text.trim() ?? ''
  return kind === '' ? error.local : `${error.local}: ${kind}`
}

function bump(counts: Map<string, number>, name: string): void {
  const shown = counts.has(name) || counts.size < MOST_KINDS ? name : 'others'
  counts.set(shown, (counts.get(shown) ?? 0) + 1)
}
