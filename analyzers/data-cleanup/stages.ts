import type { Stage, TargetDesign } from '../analyzer.js'
import { sixStages } from '../facts/design.js'

export function stages(design: TargetDesign): readonly Stage[] {
  const kinds = design.parts.length
  return sixStages(
    {
      prepare: [
        'List the findings of all {kinds} kinds with every object concerned, and name an owner for each kind.',
        'Every finding has an owner and a proposal.',
        ['R0'],
        'Nothing was changed.',
      ],
      pilot: [
        'Fix 20 objects, one of each kind, with the undo file beside them.',
        '0 findings left on the 20; nobody missed a mail.',
        ['R2'],
        'Apply the undo file.',
      ],
      'parallel-run': [
        'Watch whether MIM writes the old values back. If so, fix the source.',
        'Two cycles in which no fixed value came back.',
        ['R2'],
        'Apply the undo file.',
      ],
      cutover: [
        'Fix the rest, owner by owner.',
        'No blocking finding in the wave that moves next.',
        ['R2'],
        'Apply the undo file of the owner.',
      ],
      validate: [
        'Run the checks again on a fresh export.',
        '0 blocking findings; each of the rest is accepted by its owner.',
        ['R2'],
        'As for cutover.',
      ],
      decommission: [
        'Keep the list and the undo files until the last wave is through.',
        'The last wave is through.',
        ['R2'],
        'Apply the undo file.',
      ],
    },
    { kinds },
  )
}
