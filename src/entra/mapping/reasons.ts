import { compareText } from '../../model/index.js'
import type { MappingReason, MappingResult } from './model.js'

interface ReasonText {
  readonly result: MappingResult
  readonly text: string
  readonly instead?: string
}

const provisioning = 'https://learn.microsoft.com/entra/identity/app-provisioning/how-provisioning-works'

/** What the composition of flows can say besides what the translation of their expressions says. */
export const mappingReasons = {
  scripted: {
    result: 'impossible',
    text: 'The rule {rule} of {assembly} ({connector}) computes it; its code is not at hand.',
    instead: 'Send the source code of {assembly}, or let the source deliver the computed value.',
  },
  'scripted-code-at-hand': {
    result: 'impossible',
    text: 'The rule {rule} of {assembly} ({connector}) computes it in code ({place}).',
    instead: 'Read the code there and write it as an expression, or let the source deliver the computed value.',
  },
  'several-sources': {
    result: 'impossible',
    text: '{count} connectors write {attribute}: {sources}. A job reads one source and has no precedence.',
    instead: 'Merge the values before the upload, or keep writing this attribute as today until the source is one.',
  },
  'equal-precedence': {
    result: 'impossible',
    text: '{sources} write {attribute} with {precedence} precedence: the last writer, or code, decides.',
    instead: 'Name one connector that decides.',
  },
  'other-source': {
    result: 'impossible',
    text: '{attribute} does not come from {source}: {sources}.',
    instead: 'Let {source} deliver it, map it in a job of its own, or compute it when the object is made.',
  },
  'account-name': {
    result: 'impossible',
    text: '{attribute} does not come from {source}: {sources}.',
    instead:
      'Let the job make the name when it creates the account (SelectUniqueValue over name parts); accounts that exist keep theirs.',
  },
  'no-import': {
    result: 'impossible',
    text: 'Nothing flows into {attribute}.',
    instead: 'Leave the mapping out.',
  },
  'feed-unknown': {
    result: 'impossible',
    text: 'No rule at hand feeds {attribute}; flows of the synchronization server itself were not given.',
    instead: 'Send the export of the synchronization server.',
  },
  'feed-incomplete': {
    result: 'conditional',
    text: 'The metaverse of the synchronization server was not given: flows into it may change the value.',
    instead: 'Send the export of the synchronization server.',
  },
  'dead-flow': {
    result: 'exact',
    text: 'Nothing flows into {attribute}, so the flow never sets a value: no mapping is needed.',
  },
  'guard-dropped': {
    result: 'approximate',
    text: 'The rule {rule} only stops objects with an error; the job does not.',
    instead: 'Keep such objects out with a scoping filter, or rely on the limits of the service.',
  },
  'target-own': {
    result: 'impossible',
    text: '{attribute} comes from {target} itself; a job does not read its target back.',
    instead: 'Leave the mapping out where it only hands a value back; compute it in the source otherwise.',
  },
  'target-is-master': {
    result: 'exact',
    text: '{target} decides {attribute} and gets its own value back: no mapping is needed.',
  },
  'target-keeps-own': {
    result: 'conditional',
    text: 'Where {source} has no value, {target} keeps its own, as a job leaves it alone.',
  },
  'mirror-source': {
    result: 'conditional',
    text: '{mirror} stands behind {source} for {attribute} and gives back what it received: exact for everybody {source} has a value for.',
  },
  'null-not-sent': {
    result: 'conditional',
    text: 'When {attribute} becomes empty, {target} is cleared today; a job sends no empty values unless null flow is switched on for it.',
    instead: provisioning,
  },
  'initial-replaced': {
    result: 'approximate',
    text: 'New objects start with {initial} and get the lasting value in a later run; the job writes the lasting value at once.',
  },
  'rule-order': {
    result: 'conditional',
    text: '{count} flows write {target}; the first in order counts: {rule}.',
  },
  'rule-scope': {
    result: 'conditional',
    text: 'The rule {rule} applies only where {scope}.',
    instead: 'Make it the scoping filter of the job.',
  },
  'scope-untranslatable': {
    result: 'impossible',
    text: 'The rule {rule} applies only where {scope}, which no expression can say.',
    instead: 'Split the objects with scoping filters into two configurations.',
  },
  'scope-case': {
    result: 'conditional',
    text: 'The rule {rule} applies only where {scope}, which is taken to compare without case.',
  },
  'scope-dropped': {
    result: 'approximate',
    text: 'The rule {rule} applies only where {scope}; such a value cannot be chosen, so the job copies it for every object.',
  },
  'source-anchor': {
    result: 'conditional',
    text: 'The service takes mS-DS-ConsistencyGuid, else objectGUID, by itself: exact while objects keep the anchor they have.',
  },
  'other-anchor': {
    result: 'impossible',
    text: 'The source anchor is neither mS-DS-ConsistencyGuid nor objectGUID; Cloud Sync takes no other.',
    instead: 'Write the anchor in use into mS-DS-ConsistencyGuid first.',
  },
  'dn-not-split': {
    result: 'impossible',
    text: 'The distinguished name is not built from a name and a container the job could take apart.',
    instead: 'Map cn and parentDistinguishedName by hand.',
  },
  'name-not-escaped': {
    result: 'conditional',
    text: 'The name is sent as it is: its parts hold no comma, plus sign or other character a name has to escape.',
  },
  'name-by-service': {
    result: 'conditional',
    text: 'The service names the object itself from its display name; the container is a setting of the configuration: {rule}.',
  },
  'dn-made-by-connector': {
    result: 'exact',
    text: 'The service makes the distinguished name of the object in the target itself; no mapping is needed.',
  },
  password: {
    result: 'approximate',
    text: 'Changed on purpose: new accounts get a password generated by the service, not a constant.',
  },
  'secret-constant': {
    result: 'impossible',
    text: 'The constant was withheld because it may be a secret.',
    instead: 'Enter the value in the job, if it still has to be set.',
  },
  'account-status': {
    result: 'conditional',
    text: 'The rule only switches the account on and off; accountDisabled does the same and leaves the other flags alone.',
  },
  'multi-valued': {
    result: 'impossible',
    text: '{attribute} has several values, which {place} does not take.',
    instead: 'Deliver one value, or keep this attribute where it is.',
  },
  'target-multi-valued': {
    result: 'conditional',
    text: '{target} can hold several values; the host writes one and treats the attribute as single-valued.',
    instead: 'Mark the attribute as single-valued in the wizard of the host.',
  },
  'once-not-kept': {
    result: 'approximate',
    text: 'The value is set once today, when the object is made; Cloud Sync takes no notice of that and writes it always.',
    instead: 'https://learn.microsoft.com/graph/api/resources/synchronization-attributemapping',
  },
  binary: {
    result: 'impossible',
    text: '{attribute} is binary, which {place} does not take.',
    instead: 'Keep this attribute where it is.',
  },
  reference: {
    result: 'impossible',
    text: '{attribute} refers to other objects; {place} resolves manager only.',
    instead: 'Keep this attribute where it is.',
  },
  'manager-by-number': {
    result: 'conditional',
    text: 'The manager is sent as {attribute}, the key of the manager: the manager has to be in the target or in the same upload.',
  },
  'manager-by-link': {
    result: 'conditional',
    text: 'The manager is a link to another object: exact when the manager is in scope of the job as well.',
  },
  intrinsic: {
    result: 'impossible',
    text: '{attribute} is a value of the synchronization engine, not of an object.',
    instead: 'Use the matching attribute.',
  },
  'needs-attribute': {
    result: 'conditional',
    text: 'Entra has no attribute for {attribute}: a directory extension has to be filled first.',
    instead: 'Create {extension} and fill it by the job that feeds Entra.',
  },
  'half-chain': {
    result: 'exact',
    text: 'Entra holds in {name} what the metaverse holds in {attribute}, once the job that feeds it runs.',
  },
  'merged-values': {
    result: 'impossible',
    text: '{count} rules add values to {attribute}; a mapping has one value.',
    instead: 'Merge the values in the directory.',
  },
  'list-tidied': {
    result: 'conditional',
    text: 'The values of {attribute} are trimmed and cleared of duplicates today; the job takes them as they are.',
  },
  'several-forests': {
    result: 'conditional',
    text: '{connectors} feed {attribute} too: exact for objects that {source} alone holds.',
  },
  'too-many-rules': {
    result: 'impossible',
    text: '{count} rules give {attribute}, each where the ones before it do not; one expression over all of them is longer than anybody could read or a job could hold.',
    instead: 'Put the rules of one attribute together before the move.',
  },
  'target-readback': {
    result: 'conditional',
    text: '{attribute} is read back from {target} today; the mapping takes it as not there.',
  },
  unreadable: {
    result: 'impossible',
    text: 'The rule {rule} cannot be read: {message}',
    instead: 'Look at the rule in its editor.',
  },
} as const satisfies Readonly<Record<string, ReasonText>>

export type MappingReasonId = keyof typeof mappingReasons

export function mappingReason(
  id: MappingReasonId,
  params: Readonly<Record<string, string>> = {},
  result?: MappingResult,
): MappingReason {
  const known: ReasonText = mappingReasons[id]
  return {
    id,
    result: result ?? known.result,
    params,
    text: fillText(known.text, params),
    instead: fillText(known.instead ?? '', params),
  }
}

export function fillText(template: string, params: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (place, name: string) => params[name] ?? place)
}

const order: readonly MappingResult[] = ['exact', 'conditional', 'approximate', 'impossible']

/** A line is as good as its worst reason. */
export function worstResult(reasons: readonly Pick<MappingReason, 'result'>[]): MappingResult {
  return reasons.reduce<MappingResult>(
    (worst, { result }) => (order.indexOf(result) > order.indexOf(worst) ? result : worst),
    'exact',
  )
}

/** Each reason once, worst first, in one order on every machine. */
export function distinctReasons(reasons: readonly MappingReason[]): readonly MappingReason[] {
  const byKey = new Map(reasons.map((reason) => [`${reason.id} ${JSON.stringify(reason.params)}`, reason]))
  return [...byKey.values()].sort(
    (a, b) =>
      order.indexOf(b.result) - order.indexOf(a.result) || compareText(a.id, b.id) || compareText(a.text, b.text),
  )
}
