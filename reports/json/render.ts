import type { Assessment } from '../../src/plan/assessment.js'
import { writeAssessmentFile } from '../../src/plan/assessment-file.js'
import type { Report } from '../model.js'

/**
 * `assessment.json`: the assessment whole, so that later commands need no other file, and the report for other programs.
 * Keys keep the order of the types; nothing in it depends on the clock.
 */
export function renderJson(report: Report, assessment: Assessment): string {
  return writeAssessmentFile(assessment, { report })
}
