import type { Stage, TargetDesign } from '../analyzer.js'
import { sixStages } from '../facts/design.js'

export function stages(design: TargetDesign): readonly Stage[] {
  const connector = design.subject
  return sixStages(
    {
      prepare: [
        'Make the licence group and the address policy. Set up the writeback job, off. Keep every legacyExchangeDN as an X500 address.',
        'Policy gives the same addresses as today for a sample of 50 people; before-images are saved.',
        ['R0'],
        'Delete the group and the job.',
      ],
      pilot: [
        '5 named people get their mailbox by licence, with writeback on.',
        'Mail arrives from inside and outside, replies to old mail arrive, the address book shows them.',
        ['R0', 'R2'],
        'Take the licence away within 30 days and restore the before-images.',
      ],
      'parallel-run': [
        'New people by licence, everybody else by {connector}. No person by both.',
        'Two clean weeks: no proxy address lost.',
        ['R1'],
        'Make new people by {connector} again.',
      ],
      cutover: [
        'Switch the Exchange settings of {connector} off, set attributes with Set-Mailbox, start writeback.',
        'No pending export makes a mailbox.',
        ['R1'],
        'Switch the settings on again and stop writeback.',
      ],
      validate: [
        'Mail flow, address book, and every proxy address before and after.',
        'No address lost; the owner accepts.',
        ['R1', 'R2'],
        'As for cutover.',
      ],
      decommission: [
        'Remove the mail flows and Exchange settings of {connector}.',
        'Two to four quiet weeks; the server export is backed up.',
        ['R3'],
        'Put the server export back.',
      ],
    },
    { connector },
  )
}
