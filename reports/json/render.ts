import type { Assessment } from '../../src/plan/assessment.js'
import type { Report } from '../model.js'

/**
 * `assessment.json`: the report for machines and the Estate it was made from, so that later commands need no other file.
 * Keys keep the order of the types; nothing in it depends on the clock.
 */
export function renderJson(report: Report, assessment: Assessment): string {
  const { ledger, notices: _, ...estate } = assessment.estate
  return `${JSON.stringify({ format: 'mim2entra-assessment', formatVersion: 1, report, inputs: assessment.inputs, estate, ledger }, undefined, 1)}\n`
}
