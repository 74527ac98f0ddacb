import {
  type Artefact,
  type AssignedGroup,
  type AuthenticationMethodPolicy,
  artefactKey,
  type HandStep,
  madeBy,
} from '../../src/entra/index.js'
import type { Provenance } from '../../src/model/index.js'
import { learn } from '../facts/design.js'

export type SignIn = 'passkeys' | 'certificates'

/** Methods for the pilot, and what only people can do. Cards stay valid until their day. */
export function credentialArtefacts(taken: SignIn, at: readonly Provenance[]): readonly Artefact[] {
  const madeFrom = at.slice(0, 20)
  const pilot: AssignedGroup = {
    kind: 'assigned-group',
    madeFrom,
    name: 'Pilot of sign-in without password',
    description: 'First people who sign in without a password or with a certificate.',
    mailNickname: 'pilot-of-sign-in-without-password',
    uniqueName: 'mim2entra-pilot-of-sign-in-without-password',
    type: 'security',
    isAssignableToRole: false,
  }
  const method = (name: AuthenticationMethodPolicy['method']): AuthenticationMethodPolicy => ({
    kind: 'authentication-method-policy',
    madeFrom,
    method: name,
    targetId: madeBy(artefactKey(pilot)),
  })
  const certificates = [method('x509Certificate'), ...certificateSteps(madeFrom)]
  return [
    pilot,
    method('temporaryAccessPass'),
    ...(taken === 'passkeys' ? [method('fido2'), method('microsoftAuthenticator')] : certificates),
    cards(madeFrom),
  ]
}

function certificateSteps(madeFrom: readonly Provenance[]): readonly HandStep[] {
  const source = learn('/entra/identity/authentication/how-to-certificate-based-authentication')
  return [
    {
      kind: 'hand-step',
      madeFrom,
      name: 'Certificate authorities of the tenant',
      where: 'Entra admin center: Public key infrastructure',
      instructions: [
        'Upload each root and issuing authority that signs the cards.',
        'Publish their revocation lists where Microsoft can read them over HTTP.',
      ],
      check: 'Can the revocation list of each authority be fetched from outside the company network?',
      source,
    },
    {
      kind: 'hand-step',
      madeFrom,
      name: 'Binding of cards to people',
      where: 'The job or synchronization that writes people to Entra',
      instructions: [
        'Write certificateUserIds of each card holder: issuer and serial number, or the key identifier, is a strong binding.',
        'altSecurityIdentities of AD says the same for cards that are in use today.',
      ],
      check: 'Does each card holder of the pilot have one certificateUserIds value that matches the card?',
      source: learn('/entra/identity/authentication/concept-certificate-based-authentication-certificateuserids'),
    },
  ]
}

/** Entra issues no cards. */
function cards(madeFrom: readonly Provenance[]): HandStep {
  return {
    kind: 'hand-step',
    madeFrom,
    name: 'Who issues cards from now on',
    where: 'Public key infrastructure, card printing',
    instructions: [
      'List profile templates, cards and their last day from the database of Certificate Management.',
      'Give each template a home: a passkey, a certificate by Intune, a card management vendor, or nothing.',
      'Keep revocation running until the last card of Certificate Management has expired.',
    ],
    check: 'Does each template have a home and an owner, and the last card a date?',
    source: learn('/entra/identity/authentication/concept-authentication-passwordless'),
  }
}
