import type { Stage, TargetDesign } from '../analyzer.js'
import { sixStages } from '../facts/design.js'

export function stages(design: TargetDesign): readonly Stage[] {
  const source = design.subject
  return sixStages(
    {
      prepare: [
        'Write the job that reads what {source} reads. Create the provisioning app with its schema, job off. Run 50 rows through it and read the provisioning log.',
        'The 50 rows are processed without an error; the matching attribute is unique on both sides; before-images of the touched accounts are saved.',
        ['R0'],
        'Delete the app and the job.',
      ],
      pilot: [
        '20 named people by provisioning on demand: at least one joiner, one mover, one leaver, one person without a manager.',
        '0 unexplained differences, 0 unexpected deletes, the service desk knows the 20 names.',
        ['R0', 'R2'],
        'Take the people out of scope and restore their before-images.',
      ],
      'parallel-run': [
        'Upload all people every night with the job scoped to the pilot. {source} keeps feeding the metaverse. Compare the provisioning log with what MIM did.',
        'Five clean nights: rows sent = rows processed + rows explained; a full load fits the quota of a day; the delete threshold never tripped.',
        ['R1'],
        'Stop the job.',
      ],
      cutover: [
        'Stop the import of {source} and the AD export of the attributes it feeds, let pending exports drain, then open the scope of the job wave by wave. One writer an attribute at any time.',
        'Freeze held; the last MIM synchronization has no pending export; every active person matches exactly one account.',
        ['R1', 'R2'],
        'Pause the job and start the import and export of {source} again; its run profiles stay for 14 days. Accounts made twice are not undone by this.',
      ],
      validate: [
        'Compare rows in the source with people in the target, attribute by attribute, over one full joiner and leaver.',
        'Row count in = row count out; each difference has an owner who accepts it.',
        ['R1', 'R2'],
        'As for cutover.',
      ],
      decommission: [
        'Remove the run profiles of {source}, then its flows, then the connector. Deletion rules that name it go first.',
        'Two to four quiet weeks; databases, keys and the server export are backed up.',
        ['R3'],
        'Restore the backup. A connector space deleted with the connector comes back only so.',
      ],
    },
    { source },
  )
}
