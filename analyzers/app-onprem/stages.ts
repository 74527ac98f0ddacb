import type { Stage, TargetDesign } from '../analyzer.js'
import { sixStages } from '../facts/design.js'

export function stages(design: TargetDesign): readonly Stage[] {
  const app = design.subject
  return sixStages(
    {
      prepare: [
        'Install agent and host beside the application of {app}. Let the host read and fill its cache. No one is assigned, the job is off.',
        'The host has read every object; the matching attribute is unique on both sides; the rows are saved as before-image.',
        ['R0'],
        'Uninstall the host and delete the application in Entra.',
      ],
      pilot: [
        'Provision 5 people on demand. Each must be matched with the existing account, none created.',
        '5 matches, 0 creates, 0 unexplained differences.',
        ['R0', 'R2'],
        'Take the five out and write their before-images back.',
      ],
      'parallel-run': [
        'MIM still exports through {app}. The host reads; what the job would write is compared with what is there.',
        'Two clean cycles; zero pending creates for rows that exist; the delete threshold never tripped.',
        ['R1'],
        'Stop the job.',
      ],
      cutover: [
        'Set deprovisioning of {app} to make-normal-disconnector, take its provisioning and export flows away, then assign the population wave by wave.',
        'Freeze held; no pending export; no pending delete.',
        ['R1', 'R2'],
        'Pause the job, put provisioning and the export run profile back (kept 14 days).',
      ],
      validate: [
        'Compare row by row, then sign in with a sample of people.',
        'Every row is explained; the owner of the application accepts.',
        ['R1', 'R2'],
        'As for cutover.',
      ],
      decommission: [
        'Remove the run profiles of {app}, then its flows, then the connector.',
        'Two to four quiet weeks; backup of databases, keys and server export.',
        ['R3'],
        'Restore the backup.',
      ],
    },
    { app },
  )
}
