import type { Stage, TargetDesign } from '../analyzer.js'
import { sixStages } from '../facts/design.js'

export function stages(design: TargetDesign): readonly Stage[] {
  const server = design.subject
  return sixStages(
    {
      prepare: [
        'Write down the recovery time and point that are promised. Install three agents in two sites, jobs off.',
        'All agents active; the promise is written down and signed.',
        ['R0'],
        'Remove the agents.',
      ],
      pilot: ['Stop one agent during a cycle.', 'The cycle goes on; the alert arrived.', ['R0'], 'Start the agent.'],
      'parallel-run': [
        '{server} and its standby stay as they are beside the agents.',
        'Two clean cycles on the agents.',
        ['R1'],
        'Stop the jobs.',
      ],
      cutover: [
        'With the scenarios that leave the server, never alone.',
        'A failover drill passed.',
        ['R1'],
        'As for the scenario.',
      ],
      validate: [
        'A second drill: a site is cut off.',
        'Measured recovery within the promise.',
        ['R1'],
        'As for cutover.',
      ],
      decommission: [
        'The standby goes last.',
        'The standby stayed 30 days after the last scenario left; databases and keys are backed up.',
        ['R3'],
        'Restore the backup on a new server.',
      ],
    },
    { server },
  )
}
