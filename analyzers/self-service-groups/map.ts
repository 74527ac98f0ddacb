import type { Estate, ManagementPolicyRule } from '../../src/model/index.js'
import type { Choice, Decided, Detection, Finding, PartVerdict, TargetDesign } from '../analyzer.js'
import { choose, designOf, part, when } from '../facts/design.js'
import { isMailEnabled, managementOf } from '../facts/groups.js'
import { nameList, textOf } from '../facts/service.js'
import { effort, finding } from '../finding.js'
import { type JoiningHome, type SelfServiceDesign, selfServiceDesign } from './artefacts.js'
import { allGroups, groupForms, groupRules, ownerApproved } from './rules.js'

export function map(detection: Detection, estate: Estate, decided?: Decided): TargetDesign {
  const { enabled, own } = groupRules(estate)
  const rules = [...enabled, ...own]
  const groups = allGroups(estate)
  const forms = groupForms(estate)
  const mail = groups.filter(isMailEnabled)
  const ownerless = groups.filter((group) => group.owners.length === 0)
  const attributes = [...new Set(rules.flatMap((rule) => rule.attributes))].filter(
    (name) => name !== '*' && !/^(explicitmember|member)$/i.test(name),
  )
  const workflows = new Set(rules.flatMap((rule) => rule.authorizationWorkflowIds)).size
  const joining = joiningChoice(detection, estate, decided)
  const design = selfServiceDesign(estate, rules, joining.taken as JoiningHome, decided)
  return designOf(detection, {
    parts: partsOf(estate, rules),
    target: finding('M2E-SSG-101', {}, places(rules)),
    blockers: [
      finding('M2E-SSG-201'),
      ...when(
        forms.length > 0,
        finding(
          'M2E-SSG-202',
          { count: forms.length, forms: nameList(forms.map((form) => form.displayName)) },
          forms.map((form) => form.at),
        ),
      ),
      ...when(mail.length > 0, finding('M2E-SSG-203', { count: mail.length })),
      ...when(
        attributes.length > 0,
        finding('M2E-SSG-204', { attributes: nameList(attributes.sort(), 6) }, places(rules)),
      ),
    ],
    losses: lossesOf(design),
    prerequisites: [groups.length > 0 ? finding('M2E-SSG-301', { count: ownerless.length }) : finding('M2E-SSG-302')],
    handSteps: [finding('M2E-SSG-321')],
    licences: [
      { level: 'p1', per: 'each person who joins or approves in My Groups' },
      { level: 'p2', per: 'each person who requests an access package' },
    ],
    effort: effort(forms.length > 0 ? 'XL' : workflows > 1 ? 'L' : rules.length > 1 ? 'M' : 'S', [
      finding('M2E-SSG-401', { rules: rules.length, workflows, forms: forms.length }),
    ]),
    choices: [joining],
    artefacts: design.artefacts,
  })
}

/** My Groups knows one approval by an owner and no end; what needs more is a package. */
function joiningChoice(detection: Detection, estate: Estate, decided: Decided | undefined): Choice {
  const owned = ownerApproved(estate).filter((group) => !isMailEnabled(group))
  const ending = owned.filter((group) => textOf(group.object, 'ExpirationTime') !== '')
  return choose(detection, decided, {
    id: 'self-service-groups.joining',
    question: finding('M2E-SSG-501'),
    options: [
      { id: 'access-package', text: finding('M2E-SSG-502'), betterWhen: finding('M2E-SSG-503') },
      { id: 'my-groups', text: finding('M2E-SSG-504'), betterWhen: finding('M2E-SSG-505') },
    ],
    proposed: owned.length > 0 ? 'access-package' : 'my-groups',
    because: finding(
      'M2E-SSG-506',
      { count: owned.length, ending: ending.length },
      owned.slice(0, 20).map((group) => group.object.at),
    ),
  })
}

function lossesOf({ incomplete, unknown, own }: SelfServiceDesign): readonly Finding[] {
  const groups = nameList(incomplete.map((group) => group.object.displayName))
  const at = incomplete.slice(0, 20).map((group) => group.object.at)
  return [
    ...when(unknown > 0, finding('M2E-SSG-211', { count: unknown, groups }, at)),
    ...when(own > 0, finding('M2E-SSG-212', { count: own, groups }, at)),
  ]
}

function places(rules: readonly ManagementPolicyRule[]) {
  return rules.map((rule) => rule.object.at)
}

function partsOf(estate: Estate, rules: readonly ManagementPolicyRule[]): readonly PartVerdict[] {
  const lists = rules.filter((rule) => /distribution/i.test(rule.object.displayName))
  const others = rules.filter((rule) => !lists.includes(rule))
  const creating = others.filter((rule) => rule.actions.some((action) => /create/i.test(action)))
  const owning = others.filter((rule) => !creating.includes(rule) && /owner/i.test(rule.requestorRelation ?? ''))
  const joining = others.filter((rule) => !creating.includes(rule) && !owning.includes(rule))
  const open = allGroups(estate).filter((group) => managementOf(group) === 'open').length
  const owner = ownerApproved(estate).length
  const row = (title: string, verdict: PartVerdict['verdict'], id: string, list: readonly ManagementPolicyRule[]) =>
    list.length === 0
      ? []
      : [
          part(
            title,
            verdict,
            finding(id, { rules: nameList(list.map((rule) => rule.object.displayName)) }, places(list)),
          ),
        ]
  const groups = owner + open > 0 ? [part('groups', 'redesign', finding('M2E-SSG-114', { open, owner }))] : []
  const parts = [
    ...row('joining and leaving', 'redesign', 'M2E-SSG-111', joining),
    ...row('making groups', 'redesign', 'M2E-SSG-112', creating),
    ...row('owning groups', 'assisted', 'M2E-SSG-115', owning),
    ...row('distribution lists', 'keep', 'M2E-SSG-113', lists),
    ...groups,
  ]
  return parts.length > 0 ? parts : [part('', 'redesign', finding('M2E-SSG-116'))]
}
