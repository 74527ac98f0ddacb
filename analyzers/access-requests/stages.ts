import type { Stage, TargetDesign } from '../analyzer.js'
import { sixStages } from '../facts/design.js'

export function stages(design: TargetDesign): readonly Stage[] {
  const workflow = design.subject
  return sixStages(
    {
      prepare: [
        'Design the catalog. Create the access package and the policy for {workflow} with its stages, nobody in scope. Check that every approver resolves.',
        'Every approver of the last year resolves to a person; the owner of the resource has signed the policy.',
        ['R0'],
        'Delete the package and its policy.',
      ],
      pilot: [
        'Open one package to 5 to 50 named people. They ask, are approved, are refused and expire once each.',
        '0 unexplained differences between what was asked for and what was granted; the service desk knows the form.',
        ['R0', 'R2'],
        'Close the policy and remove the grants that were made.',
      ],
      'parallel-run': [
        'The old form shows a link to the new one. {workflow} goes on for everybody else; nobody can ask in both.',
        'Two weeks in which no request was made twice.',
        ['R1'],
        'Take the link away.',
      ],
      cutover: [
        'Wait until no approval of {workflow} is pending, disable the rules that start it, open the policy to everybody.',
        'No pending MIM approval; holders of the access are assigned to the package, so that nobody loses it.',
        ['R1'],
        'Close the policy and enable the rules again.',
      ],
      validate: [
        'Compare turnaround and grants of a month with the months before.',
        'All grants explained; the owner accepts.',
        ['R1'],
        'As for cutover.',
      ],
      decommission: [
        'Remove the rules, then {workflow}, then mail templates only it used.',
        'Two to four quiet weeks; the request history is archived.',
        ['R3'],
        'Import the exported policy again; running requests do not come back.',
      ],
    },
    { workflow },
  )
}
