import type { Analyzer, ScenarioMeta } from '../analyzer.js'
import { blocks, detectionsOf, learn, medium, says, strong, use } from '../facts/design.js'
import { sight } from './detect.js'
import { map } from './map.js'
import { stages } from './stages.js'

const writeback = learn('/entra/identity/authentication/concept-sspr-writeback')
const tutorial = learn('/entra/identity/authentication/tutorial-enable-sspr-writeback')
const methods = learn('/entra/identity/authentication/concept-authentication-methods-manage')
const prepopulate = learn('/entra/identity/authentication/howto-sspr-authenticationdata')
const retirement = learn('/entra/identity/authentication/concept-sms-voice-retirement')
const lockout = learn('/entra/identity/authentication/howto-password-smart-lockout')

export const meta: ScenarioMeta = {
  id: 'sspr',
  number: 9,
  title: 'Password reset by the user',
  summary: "People register answers or a phone and reset their own password in MIM's portals.",
  group: 'migration-guide',
  guideRow: 'Self-service password management',
  documentation: [writeback, tutorial, methods],
  visibleIn: ['mim-service'],
  asks: [
    {
      what: 'Number of registrations (custom export /GateRegistration)',
      changes: 'tells how many people use it',
      kind: 'mim-service',
    },
    {
      what: 'Which accounts are synchronized to Entra ID',
      changes: 'only those can reset their password there',
      kind: 'directory',
    },
  ],
  messages: {
    'M2E-SSPR-001': strong(
      '{count} shipped {count|rule|rules} of password reset {count|is|are} switched on, the reset itself among them ({rules}).',
    ),
    'M2E-SSPR-002': strong('Rules of the customer that start a password reset: {rules} (workflows: {workflows}).'),
    'M2E-SSPR-003': strong('The input holds {count} {count|registration|registrations} for gates.'),
    'M2E-SSPR-004': medium(
      '{count} shipped {count|rule|rules} of password reset {count|is|are} switched on, the reset itself not among them ({rules}).',
    ),
    'M2E-SSPR-005': medium('The customer made or changed gates: {gates}.'),
    'M2E-SSPR-006': medium('{count} {count|person has|people have} a phone or mail for one-time passwords.'),
    'M2E-SSPR-018': use(60, 'People who have registered, by gate: {count}.'),
    'M2E-SSPR-101': says(
      'target',
      'Entra self-service password reset with writeback to AD through Connect or Cloud Sync.',
      tutorial,
    ),
    'M2E-SSPR-111': says(
      'reason',
      'Gate {gate} asks for the password; signing in before registration takes its place.',
      methods,
    ),
    'M2E-SSPR-112': says(
      'reason',
      'Gate {gate}: security questions exist in Entra for password reset only; answers cannot be taken along.',
      methods,
    ),
    'M2E-SSPR-113': says(
      'reason',
      'Gate {gate} calls the Multi-Factor Authentication Server, which ended on 2024-09-30; Authenticator takes its place.',
      methods,
    ),
    'M2E-SSPR-114': says(
      'reason',
      'The lockout gate becomes smart lockout; its thresholds are counted differently.',
      lockout,
    ),
    'M2E-SSPR-115': says('reason', 'Which gates are used is not in the input.'),
    'M2E-SSPR-116': says(
      'reason',
      "Gate {gate} is code of the customer ({namespace}); Entra takes no gate of one's own.",
      methods,
    ),
    'M2E-SSPR-117': says('reason', 'Gate {gate} becomes the method email one-time passcode.', methods),
    'M2E-SSPR-118': says('reason', 'Gate {gate} becomes the method text message.', methods),
    'M2E-SSPR-201': blocks(
      'Accounts under AdminSDHolder are not written back; who they are is not in the export.',
      writeback,
    ),
    'M2E-SSPR-202': blocks(
      'Answers and registrations of MIM cannot be exported: register phone and mail through Graph beforehand, or by campaign.',
      prepopulate,
    ),
    'M2E-SSPR-203': blocks(
      'Systems that take passwords from AD through change notification ({connectors}) see a reset only after it has reached AD.',
      writeback,
    ),
    'M2E-SSPR-204': blocks(
      'The older policies per user for MFA and password reset ended on 2025-09-30; methods are set in the methods policy.',
      methods,
    ),
    'M2E-SSPR-205': blocks(
      "Text messages and voice calls delivered by Microsoft end on 2027-02-01, password reset included. After that a telecom provider of the customer's own is needed, or mail, Authenticator and passkeys.",
      retirement,
    ),
    'M2E-SSPR-211': says('loss', 'Registered answers of all people.'),
    'M2E-SSPR-301': says(
      'prerequisite',
      'Connect or Cloud Sync with password writeback, and its rights in AD.',
      tutorial,
    ),
    'M2E-SSPR-321': says(
      'hand-step',
      'Who is enabled for reset, and writeback, are switched in the portal: no Graph call exists.',
      tutorial,
    ),
    'M2E-SSPR-322': says('hand-step', 'Text for the service desk and the link on the lock screen.'),
    'M2E-SSPR-501': says('choice', 'With which methods do people prove who they are?'),
    'M2E-SSPR-502': says(
      'choice',
      'Authenticator, codes and a Temporary Access Pass for the first day; mail where it is used.',
      methods,
    ),
    'M2E-SSPR-503': says(
      'choice',
      'Text messages, calls or questions are used today: the first two end, questions prove little.',
      retirement,
    ),
    'M2E-SSPR-504': says('choice', 'The methods of the gates as they are: mail, text message, call.', methods),
    'M2E-SSPR-505': says(
      'choice',
      'People have no phone of their own for an app, or a telecom provider is under contract.',
      retirement,
    ),
    'M2E-SSPR-506': says('choice', 'Gates in use: {phone} by phone, {mail} by mail, {questions} with questions.'),
    'M2E-SSPR-401': says('driver', 'Gates: {count}; AD connectors: {forests}.'),
  },
}

export const analyzer: Analyzer = { meta, detect: (estate) => detectionsOf(meta, sight(estate)), map, stages }
