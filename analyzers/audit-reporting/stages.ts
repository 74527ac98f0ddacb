import type { Stage, TargetDesign } from '../analyzer.js'
import { sixStages } from '../facts/design.js'

export function stages(_design: TargetDesign): readonly Stage[] {
  return sixStages({
    prepare: [
      'List each report with its reader and its question. Stream the logs to the workspace from now on.',
      'Each report has a reader who still wants it; logs arrive; the retention is decided.',
      ['R0'],
      'Delete the diagnostic setting.',
    ],
    pilot: ['Rebuild one report as a workbook.', 'Its reader accepts the figures.', ['R0'], 'Delete the workbook.'],
    'parallel-run': [
      'Old and new report side by side for one month.',
      'Counts differ only where the difference is explained.',
      ['R1'],
      'Read the old report.',
    ],
    cutover: [
      'Readers change to the workbooks.',
      'Every reader has signed.',
      ['R1'],
      'Read the old report; the warehouse still runs.',
    ],
    validate: [
      'Compare counts of one more month.',
      'No reader asks for the old report.',
      ['R1'],
      'Read the old report.',
    ],
    decommission: [
      'Archive the databases read-only with their keys, then switch the warehouse off.',
      'A restored copy of the archive answers a sample question.',
      ['R1'],
      'Keep the warehouse until then.',
    ],
  })
}
