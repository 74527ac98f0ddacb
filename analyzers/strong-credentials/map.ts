import type { Estate } from '../../src/model/index.js'
import type { Choice, Decided, Detection, TargetDesign } from '../analyzer.js'
import { choose, designOf, part } from '../facts/design.js'
import { effort, finding } from '../finding.js'
import { credentialArtefacts, type SignIn } from './artefacts.js'

export function map(detection: Detection, _estate: Estate, decided?: Decided): TargetDesign {
  const signIn = signInChoice(detection, decided)
  const at = detection.evidence.flatMap((item) => item.at)
  return designOf(detection, {
    parts: [
      part('cards for sign-in to the cloud', 'redesign', finding('M2E-CRED-111', {}, at)),
      part('cards for sign-in to AD alone', 'keep', finding('M2E-CRED-112', {}, at)),
    ],
    target: finding('M2E-CRED-101', {}, at),
    blockers: [finding('M2E-CRED-201'), finding('M2E-CRED-202')],
    prerequisites: [finding('M2E-CRED-301'), finding('M2E-CRED-302')],
    handSteps: [finding('M2E-CRED-321')],
    licences: [
      { level: 'free', per: 'each person with certificate-based authentication' },
      { level: 'p1', per: 'each person under Conditional Access' },
    ],
    effort: effort('L', [finding('M2E-CRED-401')]),
    choices: [signIn],
    artefacts: credentialArtefacts(signIn.taken as SignIn, at),
  })
}

/** Certificates that are written to accounts are used to sign in: they are bound again before anything replaces them. */
function signInChoice(detection: Detection, decided: Decided | undefined): Choice {
  const carried = detection.evidence.filter((item) => item.id === 'M2E-CRED-004')
  return choose(detection, decided, {
    id: 'strong-credentials.sign-in',
    question: finding('M2E-CRED-501'),
    options: [
      { id: 'passkeys', text: finding('M2E-CRED-502'), betterWhen: finding('M2E-CRED-503') },
      { id: 'certificates', text: finding('M2E-CRED-504'), betterWhen: finding('M2E-CRED-505') },
    ],
    proposed: carried.length > 0 ? 'certificates' : 'passkeys',
    because: finding(
      'M2E-CRED-506',
      { count: carried.length },
      carried.flatMap((item) => item.at),
    ),
  })
}
