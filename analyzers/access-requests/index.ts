import type { Analyzer, ScenarioMeta } from '../analyzer.js'
import { blocks, detectionsOf, learn, medium, says, strong, use } from '../facts/design.js'
import { sight } from './detect.js'
import { map } from './map.js'
import { stages } from './stages.js'

const policy = learn('/entra/id-governance/entitlement-management-access-package-approval-policy')
const overview = learn('/entra/id-governance/entitlement-management-overview')
const extensions = learn('/entra/id-governance/entitlement-management-logic-apps-integration')

export const meta: ScenarioMeta = {
  id: 'access-requests',
  number: 17,
  title: 'Access requests with approval',
  summary: 'People ask for access in the portal, and one or several people approve before it is granted.',
  group: 'migration-guide',
  guideRow: 'Access requests with multi-stage approval',
  documentation: [policy, overview, extensions],
  visibleIn: ['mim-service'],
  asks: [
    {
      what: 'An export of the Request and Approval resources of the last year',
      changes: 'tells which requests are used, how long approvers take and what is still pending',
      kind: 'mim-service',
    },
  ],
  messages: {
    'M2E-AREQ-001': strong(
      '{workflow} asks for approval before a request goes through, in {stages} {stages|stage|stages}. Rules that start it: {policies}.',
    ),
    'M2E-AREQ-002': medium('{workflow} uses more than a plain approval: {features}.'),
    'M2E-AREQ-003': medium('The request changes membership ({policies}): the approval is on access.'),
    'M2E-AREQ-011': use(60, 'The export holds {count} {count|approval|approvals}.'),
    'M2E-AREQ-101': says(
      'target',
      'An access package policy with {stages} {stages|stage|stages} takes the place of {workflow}, with justification, questions and expiry.',
      policy,
    ),
    'M2E-AREQ-102': says(
      'target',
      'Nothing in Entra asks for approval before an attribute changes. The system that owns the attribute asks, or {workflow} stays.',
    ),
    'M2E-AREQ-111': says('reason', 'Approvers are {approvers}: {becomes}.'),
    'M2E-AREQ-112': says('reason', 'The request changes {attributes} of {what}: that is data, not access.'),
    'M2E-AREQ-113': says(
      'reason',
      'What the request changes cannot be told from {policies}. Look at the form: access goes into a package, data does not.',
    ),
    'M2E-AREQ-114': says(
      'reason',
      '{threshold} approvers of stage {stage} have to agree; in Entra one is enough.',
      policy,
    ),
    'M2E-AREQ-201': blocks(
      'Stage {stage} of {workflow} waits for {threshold} approvals. An access package needs one approval a stage: make {threshold} stages of it.',
      policy,
    ),
    'M2E-AREQ-202': blocks('{workflow} has {stages} approval stages. An access package takes 3.', policy),
    'M2E-AREQ-203': blocks(
      '{workflow} guards changes of {attributes}. Approvals in Entra guard access packages, never an attribute.',
      overview,
    ),
    'M2E-AREQ-204': blocks(
      'Stage {stage} of {workflow} escalates. In an access package another approver comes in after 4 days at the earliest.',
      policy,
    ),
    'M2E-AREQ-205': blocks(
      'Stage {stage} of {workflow} computes its approvers ({approvers}). Computed approvers come from a Logic App, which is in preview.',
      extensions,
    ),
    'M2E-AREQ-301': says('loss', 'People cannot approve their own requests in an access package.', policy),
    'M2E-AREQ-302': says(
      'loss',
      'The text of approval and rejection mails is built in and can be changed in part only.',
    ),
    'M2E-AREQ-303': says(
      'loss',
      '{count} {count|owner or member|owners and members} of the groups asked for {count|is|are} not carried over: {count|an account|accounts} of MIM itself, or without a key in the input.',
    ),
    'M2E-AREQ-401': says('prerequisite', 'A catalog with the groups and apps that are asked for.'),
    'M2E-AREQ-402': says('prerequisite', 'manager filled for everybody who may ask.'),
    'M2E-AREQ-403': says('prerequisite', 'No approval of {workflow} is pending when its rule is switched off.'),
    'M2E-AREQ-404': says(
      'prerequisite',
      '{count} {count|group is|groups are} mastered in the cloud before {count|it goes|they go} into a package ({groups}).',
      overview,
    ),
    'M2E-AREQ-501': says('hand-step', 'Show requestors and approvers the My Access portal and change the links.'),
    'M2E-AREQ-502': says('hand-step', 'Write the Logic App that names the approvers.'),
    'M2E-AREQ-503': says('hand-step', 'Name the people or the group that approve in place of {approvers}.'),
    'M2E-AREQ-601': says('driver', '{count} approval {count|stage|stages}.'),
    'M2E-AREQ-602': says('driver', 'Approvers have to be computed.'),
    'M2E-AREQ-603': says('driver', 'The approval guards data: another process has to be designed with its owner.'),
  },
}

export const analyzer: Analyzer = { meta, detect: (estate) => detectionsOf(meta, sight(estate)), map, stages }
