import type { Stage, TargetDesign } from '../analyzer.js'
import { sixStages } from '../facts/design.js'

export function stages(_design: TargetDesign): readonly Stage[] {
  return sixStages({
    prepare: [
      "Set the methods policy and combined registration; switch writeback on and test one account; write the service desk's text.",
      "One reset reaches AD; the account's rights in AD are checked; two emergency accounts are left out.",
      ['R0'],
      'Restore the saved policy.',
    ],
    pilot: [
      '50 people register and reset once.',
      'Writeback succeeds for more than 99 % of resets; no lockout that is not explained.',
      ['R1'],
      'Take the group out of the policy.',
    ],
    'parallel-run': [
      'Both portals are open; a campaign asks everybody to register.',
      'At least 95 % of the population is registered.',
      ['R1'],
      'End the campaign.',
    ],
    cutover: [
      'Enable reset for all, then close the rules of MIM.',
      'No open reset in MIM.',
      ['R1'],
      'Enable the rules of MIM again.',
    ],
    validate: [
      'Count resets and lockouts for two weeks.',
      'Writeback above 99 %; lockouts at most as before.',
      ['R1'],
      'Enable the rules of MIM again.',
    ],
    decommission: [
      'Remove the portals, and the extensions on computers.',
      'Two to four quiet weeks; service export saved.',
      ['R3'],
      'Install again; registrations that were deleted do not come back.',
    ],
  })
}
