/**
 * Why a translation is not simply exact. Each reason has an id, what it costs, a sentence, and where it helps what to do
 * instead; `{name}` is filled from the parameters. The ids are stable: reports and plans refer to them.
 */

import type { FilterDecisionId } from '../decisions.js'
import type { LimitId } from '../limits.js'
import type { TranslationQuality } from './result.js'

export interface ReasonDefinition {
  readonly quality: Exclude<TranslationQuality, 'exact'>
  readonly text: string
  readonly instead?: string
  readonly decision?: FilterDecisionId
  readonly limit?: LimitId
}

function conditional(text: string, more: Omit<ReasonDefinition, 'quality' | 'text'> = {}): ReasonDefinition {
  return { quality: 'conditional', text, ...more }
}

function approximate(text: string, instead: string, limit?: LimitId): ReasonDefinition {
  return { quality: 'approximate', text, instead, ...(limit === undefined ? {} : { limit }) }
}

function impossible(text: string, instead: string, limit?: LimitId): ReasonDefinition {
  return { quality: 'impossible', text, instead, ...(limit === undefined ? {} : { limit }) }
}

const EXTENSION = 'Flow {attribute} to an extension attribute and map it.'

export const REASONS = {
  // What a filter asks of its source.
  'attribute.type-assumed': conditional('{attribute} is taken to be {type}; the schema was not at hand.'),
  'attribute.no-counterpart': impossible('{attribute} has no counterpart in the target.', EXTENSION),
  'identifier.mapped': conditional('Object {id} was translated to {target}; the table of identifiers has to be right.'),
  'identifier.unmapped': impossible(
    'Object {id} has no known counterpart in Entra.',
    'Add it to the table of identifiers, or leave the condition out if it is a built-in account.',
  ),
  'xpath.absent-not-equal': conditional('{fragment} is taken to be false for an absent value.', { decision: 'Q-30' }),
  'xpath.presence-idiom': conditional('{fragment} is how searches ask for presence; no value exceeds its bound.'),
  'set.unknown': impossible('Set {id} is not in the export, so it cannot be inlined.', 'Add the set to the export.'),
  'set.unreadable': impossible('The filter of set {id} cannot be read: {problem}', 'Correct the filter of the set.'),
  'set.cycle': impossible('Set {id} refers to itself.', 'Resolve the cycle between the sets first.'),
  'set.by-condition': impossible(
    '{fragment} names sets by a condition, not by identifier.',
    'Name the set by its ObjectID, then it can be inlined.',
  ),
  'xpath.unknown-function': impossible('{name} is not a documented function.', 'Rewrite the filter without it.'),
  'xpath.unreadable-date': impossible('{value} is not a date that can be read.', 'Correct the date in the filter.'),
  'xpath.unreadable-duration': impossible('{value} is not a duration in days and time.', 'Correct the duration.'),
  'xpath.operator': impossible('{fragment} uses an operator its attribute does not have.', 'Correct the filter.'),

  // Dynamic membership rules.
  'dynamic.object-type': impossible(
    'The filter selects {types}; a dynamic group holds users or devices.',
    'Use an administrative unit or an assigned group, or drop it if the objects stay behind.',
    'rule.one-kind',
  ),
  'dynamic.several-types': impossible(
    'The filter selects users and other objects; a rule is about users or about devices.',
    'Split it by object type.',
    'rule.one-kind',
  ),
  'dynamic.nobody': impossible('The filter selects nobody.', 'Leave the group out.'),
  'dynamic.property-not-supported': impossible(
    '{attribute} maps to {property}, which no rule can read.',
    EXTENSION,
    'rule.properties',
  ),
  'dynamic.operator-not-supported': impossible(
    '{fragment} asks {property} for something rules cannot do with its type.',
    'Compute a flag into an extension attribute and test that.',
    'rule.operators',
  ),
  'dynamic.order': impossible(
    '{fragment} compares an order; rules order employeeHireDate only.',
    'Compute a flag into an extension attribute and test that.',
    'rule.date-order',
  ),
  'dynamic.date': impossible(
    '{fragment} compares a date; rules compare employeeHireDate only.',
    'Use a lifecycle workflow, or compute a flag into an extension attribute.',
    'rule.date-order',
  ),
  'dynamic.manager': impossible(
    '{fragment} asks for the manager in a way rules cannot; they know the direct reports of one manager, alone.',
    "Flow the manager's name or identifier to an extension attribute.",
    'rule.direct-reports',
  ),
  'dynamic.dereference': impossible(
    '{fragment} looks at attributes of another object.',
    'Flow what is needed of that object to an extension attribute of the user.',
    'rule.properties',
  ),
  'dynamic.group-combined': impossible(
    '{fragment} asks for a group membership together with something else.',
    'Use an access package, nest the group, or compute an attribute.',
    'rule.member-of-alone',
  ),
  'dynamic.group-count': impossible(
    'The filter names {count} groups.',
    'Nest the groups in one assigned group.',
    'rule.member-of-groups',
  ),
  'dynamic.member-of-ending': conditional(
    'Group membership is asked with memberOf, whose preview ended on 2026-11-03: the group keeps the members it had then. Nest or assign the group.',
    { limit: 'rule.member-of-ending', instead: 'Nest or assign group {id} instead.' },
  ),
  'dynamic.member-of-direct': conditional(
    'Group {id} holds no members by way of another group: memberOf sees direct ones only.',
    {
      limit: 'rule.member-of-ending',
    },
  ),
  'dynamic.descendant-in': impossible(
    '{fragment} follows a whole reporting line; rules know direct reports only.',
    'Flow the chain of managers to an extension attribute.',
    'rule.direct-reports',
  ),
  'dynamic.current': impossible('{fragment} depends on who asks; a rule has no asking user.', 'Redesign the group.'),
  'dynamic.token': impossible('%{name}% is filled in by the portal; a rule has no asking user.', 'Redesign the group.'),
  'dynamic.location-step': impossible('{fragment} ends in a reference, not in a type.', 'Use an assigned group.'),
  'dynamic.word-start': approximate(
    'contains({attribute}, …) finds words that start with {value}; -contains finds it anywhere.',
    'Check the people that match inside a word, or use -startsWith.',
    'rule.operators',
  ),
  'dynamic.single-line': conditional('Values of {attribute} have no line breaks; the pattern {pattern} stops at one.'),
  'dynamic.boolean-as-text': conditional('{property} holds {attribute} as the text {yes} or {no}.'),
  'dynamic.integer-as-text': conditional('{property} holds {attribute} as decimal text without leading zeros.'),
  'dynamic.hire-date-preview': conditional('Rules on employeeHireDate are a preview.', { limit: 'rule.date-order' }),
  'dynamic.date-equal': conditional('{property} keeps the time of day of {attribute} to the millisecond.'),
  'dynamic.strict-bound': conditional(
    '{fragment} excludes its bound; the rule moves it by a millisecond, the precision of the source.',
  ),
  'dynamic.strict-now': conditional('{fragment} excludes the very instant; the rule includes it.'),
  'dynamic.relative-date': conditional(
    'The rule is evaluated when Entra processes it, the set once a day: members change at other hours.',
  ),
  'dynamic.minus': conditional('system.now -minus is seen in the field, the documentation shows -plus only.', {
    limit: 'rule.date-order',
  }),
  'dynamic.duration': conditional('{duration} holds more than whole days; the documentation shows whole days only.', {
    limit: 'rule.date-order',
  }),
  'dynamic.quote': conditional('A double quote or backslash in {value} is escaped with a backtick.', {
    decision: 'Q-29',
    limit: 'rule.quotes',
  }),
  'dynamic.quote-refused': {
    ...impossible(
      '{value} needs an escape that is described in two ways.',
      'Compare with a value that needs none.',
      'rule.quotes',
    ),
    decision: 'Q-29',
  },
  'dynamic.too-long': impossible(
    'The rule would have {length} characters.',
    'Split the group, shorten lists with -match, or normalise the data.',
    'rule.length',
  ),
  'dynamic.refused': impossible('Entra would refuse the rule: {problem}', 'Rewrite the filter.', 'rule.operators'),

  // Scoping filters.
  'scoping.case': conditional(
    'Every value of {attribute} that means {value} is written exactly so; the target compares with case.',
    {
      limit: 'scoping.case',
    },
  ),
  'scoping.empty-text': conditional('{attribute} never holds an empty text, which the target takes for absent.', {
    limit: 'scoping.null',
  }),
  'scoping.empty-value': impossible(
    '{fragment} compares with an empty text, which the target takes for absent.',
    'Decide whether IS NULL or IS NOT NULL is meant.',
    'scoping.null',
  ),
  'scoping.word-start': approximate(
    'contains({attribute}, …) finds words that start with {value}; INCLUDES finds it anywhere, and with case.',
    'Check the objects that match inside a word.',
    'scoping.operators',
  ),
  'scoping.single-line': conditional('Values of {attribute} have no line breaks; the pattern {pattern} stops at one.'),
  'scoping.multi-valued': impossible(
    '{attribute} is multi-valued.',
    'Derive a single-valued attribute from it in the source.',
    'scoping.multi-valued',
  ),
  'scoping.attribute-not-supported': impossible(
    '{attribute} maps to {target}, which cannot be filtered on.',
    'Derive an attribute that says the same in the source.',
    'scoping.attributes',
  ),
  'scoping.date': impossible(
    '{fragment} compares a date.',
    'Compute a flag in the source, or use a lifecycle workflow.',
    'scoping.attributes',
  ),
  'scoping.reference': impossible(
    '{fragment} compares a reference.',
    'Flow what is needed of the other object to an attribute of its own.',
    'scoping.attributes',
  ),
  'scoping.text-order': impossible(
    '{fragment} compares the order of texts.',
    'Compute a flag in the source, or list the values.',
    'scoping.integers',
  ),
  'scoping.negative-bound': impossible(
    '{fragment} compares with a negative number.',
    'Compute a flag in the source.',
    'scoping.integers',
  ),
  'scoping.member-of': impossible(
    '{fragment} asks for a group membership.',
    'Assign the group to the application and scope the job to assigned users and groups.',
    'scoping.member-of',
  ),
  'scoping.bits': impossible(
    '{fragment} tests bits.',
    'Derive a boolean attribute in the source.',
    'scoping.operators',
  ),
  'scoping.account-status': conditional('accountEnabled says the opposite of bit 2 of userAccountControl.'),
  'scoping.identity': impossible(
    '{fragment} names single objects.',
    'Assign them to the application, or mark them with an attribute.',
    'scoping.operators',
  ),
  'scoping.caller': impossible('{fragment} depends on who asks; a job has no asking user.', 'Redesign the scope.'),
  'scoping.object-type': impossible(
    'The filter selects {types}; the mapping of a job is about one type of object.',
    'Scope the mapping of that type instead.',
  ),
  'scoping.nothing': impossible(
    'The filter lets nothing through, and an empty scoping filter would let everything through.',
    'Switch the mapping off.',
    'scoping.operators',
  ),
  'scoping.too-many-groups': impossible(
    'The filter would need {count} groups.',
    'Derive one attribute in the source that says whether an object is in scope.',
    'scoping.operators',
  ),
  'scoping.parameter': impossible(
    '%{name}% depends on the connector.',
    'Give its value and translate once for each connector.',
  ),

  // Scopes of synchronization rules and connector filters.
  'scope.text-case': conditional('{fragment} is taken to compare {how}.', { decision: 'Q-03' }),
  'scope.numeric-order': conditional('{fragment} is taken to compare numbers.', { decision: 'Q-25' }),
  'scope.absent-bit': conditional('{fragment} is taken to be {truth} for an absent value.', { decision: 'Q-F1' }),
  'scope.unknown-operator': impossible(
    '{operator} is not a known operator.',
    'Find out what it does, then say it in known ones.',
  ),
  'connector.scripted': impossible(
    'The rules extension decides what is left out.',
    'Read what the code tests and write it as a scoping filter.',
  ),
  'connector.unknown': impossible('The kind of the filter is unknown.', 'Look at the filter in the console.'),
  'connector.empty': conditional('An alternative without conditions is taken to leave nothing out.'),
  'connector.dn': impossible(
    '{fragment} tests the distinguished name.',
    'Scope the job by container or organizational unit.',
  ),
  'connector.binary': impossible('{fragment} compares bytes.', 'Derive a text attribute in the source.'),
} satisfies Readonly<Record<string, ReasonDefinition>>

export type ReasonId = keyof typeof REASONS
