import type { Messages } from '../../../analyzers/analyzer.js'

const cloudSync = 'https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/tutorial-pilot-aadc-aadccp'
const project = 'project'

export const authorityMessages: Messages = {
  'M2E-AUTH-201': {
    kind: 'blocker',
    text: '{writers} write the same {count|attribute|attributes} of {type} today: {attributes}. Find out which of them counts before either of them moves.',
    source: project,
  },
  'M2E-AUTH-202': {
    kind: 'blocker',
    text: '{jobs} would write the same {count|attribute|attributes} in {system}: {attributes}. Jobs have no precedence over each other: merge the sources before the upload, or give each job objects of its own.',
    source: project,
  },
  'M2E-AUTH-203': {
    kind: 'blocker',
    text: '"{job}" takes over what {writer} goes on writing: {attributes}. Take {count|the flow|the flows} out of the old rules in the same hour.',
    source: project,
  },
  'M2E-AUTH-211': {
    kind: 'blocker',
    text: 'Without {source} nothing feeds what {target} still gets for {type}: {attributes}. Keep the connector of {source} until {count|it has|they have} moved, too.',
    source: project,
  },
  'M2E-AUTH-221': {
    kind: 'blocker',
    text: '"{first}" and "{second}" have precedence {precedence} and both write {attributes}: nothing says which of them wins.',
    source: project,
  },
  'M2E-AUTH-222': {
    kind: 'blocker',
    text: 'Two deletion rules of different kinds stand for {type}: nothing says which of them holds.',
    source: project,
  },
  'M2E-AUTH-223': {
    kind: 'blocker',
    text: 'Several connectors feed {attribute} of {type}, and the export does not say in which order they count.',
    source: project,
  },
  'M2E-AUTH-224': {
    kind: 'blocker',
    text: 'Two flows of {connector} write {attribute}: nothing says which of them holds.',
    source: project,
  },
  'M2E-AUTH-225': {
    kind: 'blocker',
    text: 'No object can be in the scope of "{rule}": {attribute} would have to be two things at once.',
    source: project,
  },
  'M2E-AUTH-301': {
    kind: 'blocker',
    text: '{first} and {second} each read a part of {system}. A person who is moved between the parts is deleted by one and made anew by the other.',
    source: cloudSync,
  },
  'M2E-AUTH-302': {
    kind: 'blocker',
    text: 'While some units of {connector} are with Cloud Sync and others with Entra Connect, a person moved from one to another is deleted and made anew. Freeze moves between units until the last one has gone over.',
    source: cloudSync,
  },
  'M2E-AUTH-303': {
    kind: 'blocker',
    text: '{server} knows people by objectGUID. An account that moves to another forest, or is made again, gets a new one: the person in the tenant is deleted and made anew. Go over to ms-DS-ConsistencyGuid first.',
    source: 'https://learn.microsoft.com/entra/identity/hybrid/connect/plan-connect-design-concepts',
  },
  'M2E-AUTH-311': {
    kind: 'blocker',
    text: 'Emptying or deleting the connector {connector} deletes every {type} it is joined to from the metaverse, and with them what other connectors delete then. Change the deletion rule first.',
    source: project,
  },
  'M2E-AUTH-312': {
    kind: 'blocker',
    text: 'Code decides whether {type} is deleted when {connector} goes. Read it before the connector is emptied.',
    source: project,
  },
  'M2E-AUTH-313': {
    kind: 'blocker',
    text: 'Emptying the connector {connector} takes its values back out of the metaverse and clears them in every target. Switch attribute recall off first.',
    source: project,
  },
  'M2E-AUTH-321': {
    kind: 'blocker',
    text: '{connector} deletes the objects it lets go of. Set deprovisioning to "make normal disconnector" before a scope, a rule or a filter changes.',
    source: project,
  },
  'M2E-AUTH-322': {
    kind: 'blocker',
    text: 'Code decides what {connector} does with objects it lets go of. Read it before a scope, a rule or a filter changes.',
    source: project,
  },
  'M2E-AUTH-323': {
    kind: 'blocker',
    text: 'What {connector} does with objects it lets go of is written as "{action}", which is not known. Look at it on the server before a scope changes.',
    source: project,
  },
  'M2E-AUTH-324': {
    kind: 'blocker',
    text: 'Code provisions to {connector}: an object that a new filter disconnects is made a second time by the next run. Leave the pilot out in the code, or stop provisioning to the connector.',
    source: project,
  },
  'M2E-AUTH-325': {
    kind: 'blocker',
    text: '{connector} knows its objects by {anchor}, which changes with a name: after a change of name the object is no longer found, and is deleted and made anew. Match on a number that stays.',
    source: project,
  },
  'M2E-AUTH-331': {
    kind: 'blocker',
    text: '"{job}" has no matching attribute: it would find nobody and make everybody anew.',
    source: project,
  },
  'M2E-AUTH-332': {
    kind: 'blocker',
    text: '"{job}" deletes what leaves its scope, so narrowing the scope deletes. Set SkipOutOfScopeDeletions before the scope changes.',
    source: 'https://learn.microsoft.com/entra/identity/app-provisioning/skip-out-of-scope-deletions',
  },
  'M2E-AUTH-333': {
    kind: 'blocker',
    text: 'A group that leaves the scope on the way to "{job}" is deleted for good, not for thirty days. Check every group for a pending deletion before the old rules go.',
    source: cloudSync,
  },
}
