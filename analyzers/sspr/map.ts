import type { Estate } from '../../src/model/index.js'
import type { Choice, Decided, Detection, PartVerdict, TargetDesign } from '../analyzer.js'
import { connectorsOf } from '../facts/connectors.js'
import { choose, designOf, part, when } from '../facts/design.js'
import { nameList } from '../facts/service.js'
import { effort, finding } from '../finding.js'
import { type MethodsTaken, resetArtefacts } from './artefacts.js'
import { enabledRules, type Gate, gatesInUse, ownResetRules } from './rules.js'

const methods: Readonly<Record<string, string>> = {
  PasswordCheckGate: 'M2E-SSPR-111',
  OneTimePasswordEmailAuthenticationGate: 'M2E-SSPR-117',
  OneTimePasswordSmsAuthenticationGate: 'M2E-SSPR-118',
}

export function map(detection: Detection, estate: Estate, decided?: Decided): TargetDesign {
  const gates = gatesInUse(estate)
  const connectors = connectorsOf(estate, 'mim-sync')
  const forests = connectors.filter(({ connector }) => connector.kind === 'active-directory').length
  const phones = gates.filter((gate) => /Sms|Phone/.test(gate.activity.activity))
  const receivers = connectors
    .filter(({ server }) => server.metaverse?.passwordSyncEnabled === true)
    .filter(({ connector }) => connector.passwordSync.allowed && connector.kind !== 'active-directory')
  const methodChoice = methodsChoice(detection, gates, decided)
  const rules = [...new Set([...enabledRules(estate), ...ownResetRules(estate).map((item) => item.policy)])]
  return designOf(detection, {
    parts: gates.length === 0 ? [part('', 'assisted', finding('M2E-SSPR-115'))] : partsOf(gates),
    target: finding(
      'M2E-SSPR-101',
      {},
      enabledRules(estate).map((rule) => rule.object.at),
    ),
    blockers: [
      finding('M2E-SSPR-201'),
      finding('M2E-SSPR-202'),
      ...when(
        receivers.length > 0,
        finding(
          'M2E-SSPR-203',
          { connectors: nameList(receivers.map((item) => item.connector.name)) },
          receivers.map((item) => item.connector.passwordSync.at),
        ),
      ),
      finding('M2E-SSPR-204'),
      ...when(
        phones.length > 0,
        finding(
          'M2E-SSPR-205',
          {},
          phones.map((gate) => gate.activity.at),
        ),
      ),
    ],
    losses: [finding('M2E-SSPR-211')],
    prerequisites: [finding('M2E-SSPR-301')],
    handSteps: [finding('M2E-SSPR-321'), finding('M2E-SSPR-322')],
    licences: [{ level: 'p1', per: 'each person who may reset a password' }],
    effort: effort(forests > 2 ? 'L' : forests > 1 || gates.length > 3 ? 'M' : 'S', [
      finding('M2E-SSPR-401', { count: gates.length, forests }),
    ]),
    choices: [methodChoice],
    artefacts: resetArtefacts(estate, gates, rules, methodChoice.taken as MethodsTaken),
  })
}

/** Text messages and calls end, and questions prove little: only mail stays as it is. */
function methodsChoice(detection: Detection, gates: readonly Gate[], decided: Decided | undefined): Choice {
  const phone = gates.filter((gate) => /Sms|Phone/.test(gate.activity.activity))
  const mail = gates.filter((gate) => /Email/.test(gate.activity.activity))
  const questions = gates.filter((gate) => gate.activity.activity === 'QAAuthenticationGate')
  return choose(detection, decided, {
    id: 'sspr.methods',
    question: finding('M2E-SSPR-501'),
    options: [
      { id: 'authenticator', text: finding('M2E-SSPR-502'), betterWhen: finding('M2E-SSPR-503') },
      { id: 'as-today', text: finding('M2E-SSPR-504'), betterWhen: finding('M2E-SSPR-505') },
    ],
    proposed: mail.length > 0 && phone.length === 0 ? 'as-today' : 'authenticator',
    because: finding(
      'M2E-SSPR-506',
      { phone: phone.length, mail: mail.length, questions: questions.length },
      [...phone, ...mail, ...questions].map((gate) => gate.activity.at),
    ),
  })
}

/** One part a class of gate: the same gate in two workflows is one thing to replace. */
function partsOf(gates: readonly Gate[]): readonly PartVerdict[] {
  const classes = [...new Set(gates.map((gate) => gate.activity.activity))].sort()
  return classes.flatMap((name) => {
    const [first] = gates.filter((gate) => gate.activity.activity === name)
    return first === undefined
      ? []
      : [
          partOf(
            name,
            first,
            gates.filter((gate) => gate.activity.activity === name),
          ),
        ]
  })
}

function partOf(name: string, { activity }: Gate, same: readonly Gate[]): PartVerdict {
  const at = same.map((gate) => gate.activity.at)
  const method = methods[name]
  if (method !== undefined) return part(name, 'assisted', finding(method, { gate: name }, at))
  if (name === 'LockoutGate') return part(name, 'assisted', finding('M2E-SSPR-114', {}, at))
  if (name === 'PhoneAuthenticationGate') return part(name, 'redesign', finding('M2E-SSPR-113', { gate: name }, at))
  if (name === 'QAAuthenticationGate') return part(name, 'redesign', finding('M2E-SSPR-112', { gate: name }, at))
  return part(name, 'redesign', finding('M2E-SSPR-116', { gate: name, namespace: activity.clrNamespace }, at))
}
