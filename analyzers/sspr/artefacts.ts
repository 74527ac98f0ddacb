import type { Artefact, AuthenticationMethodPolicy, HandStep } from '../../src/entra/index.js'
import type { Estate, ManagementPolicyRule, ServiceSet } from '../../src/model/index.js'
import { asGroup } from '../facts/approvers.js'
import { connectorsOf } from '../facts/connectors.js'
import { learn } from '../facts/design.js'
import { distinctArtefacts } from '../facts/distinct.js'
import { isEverybody } from '../facts/guarded-groups.js'
import { serversOf } from '../facts/servers.js'
import { isCustomers, nameList, servicesOf, setById } from '../facts/service.js'
import { activityText } from '../facts/workflows.js'
import type { Gate } from './rules.js'

export type MethodsTaken = 'as-today' | 'authenticator'

type Method = AuthenticationMethodPolicy['method']

const methodOfGate: Readonly<Record<string, Method>> = {
  OneTimePasswordEmailAuthenticationGate: 'email',
  OneTimePasswordSmsAuthenticationGate: 'sms',
  PhoneAuthenticationGate: 'voice',
}

export function resetArtefacts(
  estate: Estate,
  gates: readonly Gate[],
  rules: readonly ManagementPolicyRule[],
  taken: MethodsTaken,
): readonly Artefact[] {
  const scope = scopeOf(estate, rules)
  const madeFrom = [...rules.map((rule) => rule.object.at), ...gates.map((gate) => gate.activity.at)]
  const methods = methodsOf(gates, taken).map(
    (method): AuthenticationMethodPolicy => ({
      kind: 'authentication-method-policy',
      madeFrom: madeFrom.slice(0, 20),
      method,
      targetId: scope.groupId,
    }),
  )
  return distinctArtefacts([
    ...scope.artefacts,
    ...methods,
    writeback(estate, madeFrom),
    ...lockout(gates),
    ...questions(gates, taken),
    ...ownGates(gates),
    enabling(scope.who, methods.length, madeFrom),
  ])
}

/** Methods the policy has to allow; a person registers at least one that is not the password. */
export function methodsOf(gates: readonly Gate[], taken: MethodsTaken): readonly Method[] {
  const used = [...new Set(gates.flatMap((gate) => methodOfGate[gate.activity.activity] ?? []))].sort()
  const lasting = used.filter((method) => method === 'email')
  if (taken === 'authenticator' || used.length === 0)
    return [...lasting, 'microsoftAuthenticator', 'softwareOath', 'temporaryAccessPass']
  return used
}

/** Who may reset today: the set the rules are about, when it is one of the customer's; else everybody. */
function scopeOf(estate: Estate, rules: readonly ManagementPolicyRule[]) {
  const found = servicesOf(estate).flatMap((service) =>
    rules
      .filter(
        (rule) => service.policies.includes(rule) && rule.attributes.some((name) => /^ResetPassword$/i.test(name)),
      )
      .flatMap((rule) => {
        const set = setById(service, rule.targetBeforeSetId ?? rule.targetAfterSetId)
        return set === undefined || !isOwn(set) ? [] : [{ service, set }]
      }),
  )
  const [only, further] = found
  if (only === undefined || further !== undefined) {
    const names = nameList(found.map(({ set }) => set.object.displayName))
    return { artefacts: [], groupId: 'all_users', who: found.length === 0 ? 'everybody' : `the people of ${names}` }
  }
  const { artefacts, subjects } = asGroup(estate, only.service, only.set)
  const [subject] = subjects
  const groupId = subject?.kind === 'group' ? subject.groupId : 'all_users'
  return { artefacts, groupId, who: `the group ${only.set.object.displayName}` }
}

function isOwn(set: ServiceSet): boolean {
  return isCustomers(set.object) && !isEverybody(set)
}

function step(given: Omit<HandStep, 'kind'>): HandStep {
  return { kind: 'hand-step', ...given, madeFrom: given.madeFrom.slice(0, 20) }
}

function enabling(who: string, methods: number, madeFrom: HandStep['madeFrom']): HandStep {
  return step({
    madeFrom,
    name: 'Self-service password reset for whom',
    where: 'Entra admin center: Password reset',
    instructions: [
      `Properties: enable it for the pilot first (Selected), then for ${who}.`,
      `Authentication methods: number of methods required to reset ${methods > 1 ? 2 : 1}.`,
      'Registration: require people to register when they sign in, and to confirm it every 180 days.',
      'Notifications and customization: tell people of a reset, and put the service desk where the portal has it today.',
    ],
    check:
      'GET reports/authenticationMethods/userRegistrationDetails?$filter=isSsprEnabled eq true: are the people of the pilot listed?',
    source: learn('/entra/identity/authentication/tutorial-enable-sspr'),
  })
}

/** One switch a synchronization server: Connect where it runs, else the agents of Cloud Sync. */
function writeback(estate: Estate, madeFrom: HandStep['madeFrom']): HandStep {
  const connect = serversOf(estate, 'connect-sync')
  const forests = connectorsOf(estate, 'mim-sync').filter(({ connector }) => connector.kind === 'active-directory')
  return step({
    madeFrom: connect.length > 0 ? connect.map((server) => server.at) : madeFrom,
    name: 'Password writeback',
    where:
      connect.length > 0
        ? 'Entra Connect wizard, Optional features'
        : 'Entra admin center: Password reset, On-premises integration',
    instructions: [
      'Give the synchronization account the rights Reset password, lockoutTime and pwdLastSet over the people in scope.',
      connect.length > 0
        ? 'Switch on Password writeback in the wizard.'
        : 'Switch on writeback for the agents of Cloud Sync.',
      ...(forests.length > 1
        ? [`Writeback is per forest: ${nameList(forests.map(({ connector }) => connector.name))} each need it.`]
        : []),
      'Allow people to unlock accounts without resetting the password, if the portal does so today.',
    ],
    check: 'Does a reset by a person of the pilot change the password in AD (event 31002 of PasswordResetService)?',
    source: learn('/entra/identity/authentication/tutorial-enable-sspr-writeback'),
  })
}

function lockout(gates: readonly Gate[]): readonly HandStep[] {
  const locking = gates.filter((gate) => gate.activity.activity === 'LockoutGate')
  if (locking.length === 0) return []
  const today = locking.map(({ activity, workflow }) => {
    const tries = activityText(activity, 'LockoutThreshold')
    const minutes = activityText(activity, 'Timeout')
    return `${workflow.object.displayName} locks after ${tries || 'an unknown number of'} wrong tries for ${minutes || 'an unknown number of'} minutes`
  })
  return [
    step({
      madeFrom: locking.map((gate) => gate.activity.at),
      name: 'Smart lockout',
      where: 'Entra admin center: Authentication methods, Password protection',
      instructions: [
        `Today: ${today.join('; ')}.`,
        'Set the lockout threshold below the one of AD and the duration, in seconds, above it.',
      ],
      check: 'Do threshold and duration show the agreed figures?',
      source: learn('/entra/identity/authentication/howto-password-smart-lockout'),
    }),
  ]
}

/** Questions live in the reset policy alone; Entra takes 3 to 5 of each. */
function questions(gates: readonly Gate[], taken: MethodsTaken): readonly HandStep[] {
  const asking = gates.filter((gate) => gate.activity.activity === 'QAAuthenticationGate')
  if (asking.length === 0) return []
  const figures = asking.map(
    ({ activity, workflow }) =>
      `${workflow.object.displayName} registers ${activityText(activity, 'NumQsReqRegistration') || '?'} answers and asks for ${activityText(activity, 'NumQsReqCorrectAns') || '?'}`,
  )
  const own = [
    ...new Set(
      asking.flatMap(
        ({ activity }) =>
          activity.properties.find((property) => property.name === 'Questions')?.rows?.map(([text]) => text ?? '') ??
          [],
      ),
    ),
  ].filter((text) => text !== '' && !/^Question \d+$/.test(text))
  return [
    step({
      madeFrom: asking.map((gate) => gate.activity.at),
      name: 'Security questions',
      where: 'Entra admin center: Password reset, Authentication methods',
      instructions: [
        `Today: ${figures.join('; ')}.`,
        taken === 'authenticator'
          ? 'Leave security questions off: another method takes their place.'
          : 'Switch security questions on; Entra takes 3 to 5 to register and to reset, for password reset only.',
        ...(own.length === 0 || taken === 'authenticator' ? [] : [`Questions to enter: ${own.join('; ')}.`]),
        'Answers cannot be carried over.',
      ],
      check: 'Is it written down, and told to the service desk, that the answers of the portal are gone?',
      source: learn('/entra/identity/authentication/concept-authentication-security-questions'),
    }),
  ]
}

function ownGates(gates: readonly Gate[]): readonly HandStep[] {
  const own = gates.filter((gate) => gate.activity.family === 'custom')
  return own.map(({ activity, workflow }) =>
    step({
      madeFrom: [activity.at],
      name: `In place of the gate ${activity.activity} in ${workflow.object.displayName}`,
      where: 'With the owner of password reset',
      instructions: [
        `${activity.clrNamespace}.${activity.activity} is code of the customer; password reset takes no gate of one's own.`,
        `It was set up with: ${
          nameList(
            activity.properties.map((property) => property.name),
            10,
          ) || 'nothing'
        }.`,
        'Decide which method gives the same assurance, or which risk is accepted.',
      ],
      check: `Is it decided what takes the place of ${activity.activity}?`,
      source: learn('/entra/identity/authentication/concept-authentication-methods'),
    }),
  )
}
