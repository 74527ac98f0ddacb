import type { Stage, TargetDesign } from '../analyzer.js'
import { sixStages } from '../facts/design.js'

export function stages(design: TargetDesign): readonly Stage[] {
  const server = design.subject
  return sixStages(
    {
      prepare: [
        'Draw one day of {server} from its run history: order, gaps, longest run. Write down the longest delay anybody was promised.',
        'The owner of every promise accepts the interval of the job that takes over.',
        ['R0'],
        'Nothing was made.',
      ],
      pilot: [
        'Measure one job for a week: from the change in the source to the change in the target.',
        'Measured delay within the promise.',
        ['R0'],
        'Stop the job.',
      ],
      'parallel-run': [
        'A calendar names for each connector who runs it this week: the schedule or nobody. Nobody runs it twice.',
        'Two clean weeks without a run outside the calendar.',
        ['R1'],
        'Enable the task again.',
      ],
      cutover: [
        'Disable the scheduled task of a connector first, then cut its scenario over. Connector by connector.',
        'No run of the connector by the old account since the freeze; no pending export.',
        ['R1'],
        'Enable the task again.',
      ],
      validate: [
        'Watch the run history of the server.',
        'No run by the old account for 7 days.',
        ['R1'],
        'As for cutover.',
      ],
      decommission: [
        'Remove tasks, scripts and the account that started them, then the run profiles.',
        'Two to four quiet weeks; scripts are archived.',
        ['R1'],
        'Put scripts and task back.',
      ],
    },
    { server },
  )
}
