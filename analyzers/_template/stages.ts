import type { Stage, TargetDesign } from '../analyzer.js'
import { sixStages } from '../facts/design.js'

export function stages(design: TargetDesign): readonly Stage[] {
  const connector = design.subject
  return sixStages(
    {
      prepare: ['Find out what {connector} connects to.', 'Its kind and owner are known.', ['R0'], 'Nothing was made.'],
      pilot: ['5 named objects.', '0 unexplained differences.', ['R0', 'R2'], 'Restore the before-images.'],
      'parallel-run': ['Old and new beside each other.', 'Two clean cycles.', ['R1'], 'Stop the new one.'],
      cutover: [
        'Stop {connector} first, then widen the new one.',
        'No pending export.',
        ['R1'],
        'Start {connector} again.',
      ],
      validate: ['Compare object by object.', 'All explained; the owner accepts.', ['R1'], 'As for cutover.'],
      decommission: ['Remove {connector}.', 'Two to four quiet weeks; backups exist.', ['R3'], 'Restore the backup.'],
    },
    { connector },
  )
}
