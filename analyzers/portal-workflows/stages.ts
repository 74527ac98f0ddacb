import type { Stage, TargetDesign } from '../analyzer.js'
import { sixStages } from '../facts/design.js'

export function stages(design: TargetDesign): readonly Stage[] {
  const inUse = design.parts.filter((part) => part.verdict !== 'retire').length
  return sixStages(
    {
      prepare: [
        'Draw rule, set and workflow of the {inUse} parts that stay in use. Create lifecycle workflows with their schedule off, extensions and templates beside them.',
        'Same people in each set and in the scope that takes its place, or each difference explained; the owner of every rule has signed.',
        ['R0'],
        'Delete the lifecycle workflows and extensions.',
      ],
      pilot: [
        'Run each workflow on demand for 5 to 10 named people, one of every kind.',
        '0 unexplained differences in what was sent, set or removed; the service desk knows the names.',
        ['R0', 'R2'],
        'Restore the before-images of the people.',
      ],
      'parallel-run': [
        'Schedule the workflows for a test group, mails to a test mailbox. The rules of the portal serve everybody else.',
        'Two clean weeks: same people, same day, in both worlds.',
        ['R1'],
        'Switch the schedule off.',
      ],
      cutover: [
        'Rule by rule: disable the policy rule, enable the schedule of its workflow in the same hour.',
        'No request is pending; no person is served by both.',
        ['R1', 'R3'],
        'Switch the schedule off and enable the rule. Mails that were sent and accounts that were deleted do not come back by it.',
      ],
      validate: [
        'Read the task reports of a full cycle: one joiner, one mover, one leaver at least.',
        'No failed task without an owner; the owners accept.',
        ['R1'],
        'As for cutover.',
      ],
      decommission: [
        'Remove rules, then workflows, then sets only they used, then custom activity assemblies.',
        'Two to four quiet weeks; policy.xml and schema.xml are exported and the databases backed up.',
        ['R3'],
        'Import the exported policy again.',
      ],
    },
    { inUse },
  )
}
