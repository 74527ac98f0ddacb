import type { Analyzer, ScenarioMeta } from '../analyzer.js'
import { blocks, detectionsOf, learn, medium, says, strong, weak } from '../facts/design.js'
import { sight } from './detect.js'
import { map } from './map.js'
import { stages } from './stages.js'

const certificates = learn('/entra/identity/authentication/concept-certificate-based-authentication')
const passwordless = learn('/entra/identity/authentication/concept-authentication-passwordless')
const pass = learn('/entra/identity/authentication/howto-authentication-temporary-access-pass')
const deprecated = learn('/microsoft-identity-manager/microsoft-identity-manager-2016-deprecated-features')

export const meta: ScenarioMeta = {
  id: 'strong-credentials',
  number: 10,
  title: 'Smart cards and certificates',
  summary: 'Certificate Management issues and renews smart cards and certificates.',
  group: 'migration-guide',
  guideRow: 'Strong credential management',
  documentation: [certificates, passwordless, pass],
  visibleIn: ['certificate-management'],
  asks: [
    {
      what: 'Whether Certificate Management runs, and its database',
      changes: 'the synchronization export rarely shows it; the database counts cards and their expiry',
      kind: 'certificate-management',
    },
    {
      what: 'Sign-in methods registered in the tenant',
      changes: 'tells who is ready to give the card up',
      kind: 'directory',
    },
  ],
  messages: {
    'M2E-CRED-001': strong('{connector} is a management agent of Certificate Management.'),
    'M2E-CRED-002': strong('{connector} connects to the Certificate Management database {where}.'),
    'M2E-CRED-003': medium(
      '{count} mail {count|template|templates} of the customer {count|speaks|speak} of smart cards or certificate requests ({templates}).',
    ),
    'M2E-CRED-004': weak('{connector} carries certificates: {attributes}.'),
    'M2E-CRED-101': says(
      'target',
      'Passkeys, Windows Hello and Authenticator for sign-in; certificate-based authentication where law demands X.509; a card management vendor or Intune for issuing.',
      passwordless,
    ),
    'M2E-CRED-111': says('reason', 'Entra issues no smart cards.', certificates),
    'M2E-CRED-112': says(
      'reason',
      'Sign-in to AD alone (offline, remote desktop) keeps its cards until it goes, with MIM at the latest until 2029-01-09.',
    ),
    'M2E-CRED-201': blocks(
      "The issuing authority's revocation list has to be reachable from Microsoft; an internal list is not.",
      certificates,
    ),
    'M2E-CRED-202': blocks('Certificate Management is outside the Premium support channel.', deprecated),
    'M2E-CRED-301': says(
      'prerequisite',
      "certificateUserIds filled for each card holder; the authority's certificates in the tenant; Entra Kerberos or hybrid join.",
      certificates,
    ),
    'M2E-CRED-302': says('prerequisite', 'Temporary Access Pass allowed, for the first day of each person.', pass),
    'M2E-CRED-321': says('hand-step', 'Public key infrastructure, card printing, profile templates one by one.'),
    'M2E-CRED-501': says('choice', 'What takes the place of the card at sign-in?'),
    'M2E-CRED-502': says(
      'choice',
      'Passkeys and Authenticator, with a Temporary Access Pass for the first day.',
      passwordless,
    ),
    'M2E-CRED-503': says('choice', 'No rule demands X.509, and people have a device of their own.', passwordless),
    'M2E-CRED-504': says('choice', 'Certificate-based authentication with the cards that are in use.', certificates),
    'M2E-CRED-505': says(
      'choice',
      'Law or contract demands X.509, or accounts carry certificates today.',
      certificates,
    ),
    'M2E-CRED-506': says('choice', '{count} {count|connector carries|connectors carry} certificates of accounts.'),
    'M2E-CRED-401': says(
      'driver',
      'The number of cards and templates is not in the input; fewer than 500 cards is M, a regulated authority XL.',
    ),
  },
}

export const analyzer: Analyzer = { meta, detect: (estate) => detectionsOf(meta, sight(estate)), map, stages }
