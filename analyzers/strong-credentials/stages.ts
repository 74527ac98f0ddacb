import type { Stage, TargetDesign } from '../analyzer.js'
import { sixStages } from '../facts/design.js'

export function stages(_design: TargetDesign): readonly Stage[] {
  return sixStages({
    prepare: [
      'List cards with holder, template and expiry. Set the methods policy and the authorities; create the Conditional Access rules in report-only mode.',
      'Every card has a holder and a way to replace it; emergency accounts are tested.',
      ['R0'],
      'Delete the policies.',
    ],
    pilot: [
      '20 people register a passkey with a Temporary Access Pass and sign in without their card.',
      '20 sign-ins without a card; the service desk knows the recovery.',
      ['R1'],
      'The cards still work.',
    ],
    'parallel-run': [
      'Card and passkey side by side for everybody.',
      'A second factor is registered for each holder.',
      ['R1'],
      'The cards still work.',
    ],
    cutover: [
      'Card by card at its expiry date, never earlier.',
      'No holder without a second factor.',
      ['R1'],
      'Renew the card in Certificate Management.',
    ],
    validate: [
      'Read the sign-in log: which method, which application, which failure.',
      'No sign-in by card for 30 days among those moved.',
      ['R1'],
      'Renew the card.',
    ],
    decommission: [
      'Certificate Management ends after the last card; keys and database are kept as long as data was encrypted with them.',
      'No valid card left; recovery of an archived key was tried.',
      ['R3'],
      'Restore the database and the keys.',
    ],
  })
}
