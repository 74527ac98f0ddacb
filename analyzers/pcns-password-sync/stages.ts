import type { Stage, TargetDesign } from '../analyzer.js'
import { sixStages } from '../facts/design.js'

export function stages(design: TargetDesign): readonly Stage[] {
  const targets = design.parts.slice(1).map((part) => part.part)
  return sixStages(
    {
      prepare: [
        'For {targets}: owner, ways of signing in, people. Set up single sign-on, not assigned yet.',
        'Each target has an owner, a way and a date.',
        ['R0'],
        'Delete the app registrations.',
      ],
      pilot: [
        'One target, 10 named people sign in the new way.',
        'All 10 signed in; the service desk knows the names.',
        ['R0'],
        'Take the assignment away; the old password still works.',
      ],
      'parallel-run': [
        'Single sign-on beside the local password. Passwords go on being copied.',
        '14 days without a sign-in with the local password in the log of the target.',
        ['R1'],
        'Tell people to use the local password again.',
      ],
      cutover: [
        'One target a week: switch its password flag off.',
        'No bind with the local password in the log for 14 days.',
        ['R1'],
        'Switch the flag on; passwords changed meanwhile are set at the next change only.',
      ],
      validate: [
        'Compare sign-ins by method with the list of people.',
        'Everybody explained; the owner accepts.',
        ['R1'],
        'As for cutover.',
      ],
      decommission: [
        'Switch password synchronization off on the server, then remove PCNS from every domain controller.',
        'Two to four quiet weeks.',
        ['R1'],
        'Install PCNS again and switch the flags on.',
      ],
    },
    { targets: targets.join(', ') || 'each target' },
  )
}
