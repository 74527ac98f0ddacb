import type { Stage, TargetDesign } from '../analyzer.js'
import { sixStages } from '../facts/design.js'

export function stages(design: TargetDesign): readonly Stage[] {
  const count = design.parts.length
  return sixStages(
    {
      prepare: [
        'List the {count} rules with what calls them and whether they still do anything. Read the code, write an expression, a scope or a step of the upload for each.',
        'Every rule has a verdict and an owner; unused ones are marked.',
        ['R0'],
        'Delete the drafts.',
      ],
      pilot: [
        'Run old and new rules on one full set of objects and compare every value.',
        'Parity of 99.9 % or more; each rest is explained.',
        ['R0'],
        'Nothing was written.',
      ],
      'parallel-run': [
        'The scenario that carries a rule runs beside MIM; its differences are read with the rule in hand.',
        'Two clean cycles of each carrier.',
        ['R1'],
        'Stop the jobs of the carrier.',
      ],
      cutover: [
        'With the scenarios that carry the rules, never alone. One writer an attribute at any time.',
        'The gates of the carriers.',
        ['R1'],
        'As for the carrier; the DLL stays in place.',
      ],
      validate: [
        'Compare created, renamed and removed objects of a month with what the code would have done.',
        'All differences explained; the owners accept.',
        ['R1'],
        'As for cutover.',
      ],
      decommission: [
        'Remove the rules that call code, then the assemblies, then their configuration files.',
        'No rule calls code; source, DLLs and configuration are archived.',
        ['R1'],
        'Put the DLLs and the server export back.',
      ],
    },
    { count },
  )
}
