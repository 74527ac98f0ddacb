import type { CodelessCondition, CodelessTest } from '../../model/index.js'
import { attributeOf, textOf } from '../sync-config/fields.js'
import type { NoticeBook } from '../sync-config/notice-book.js'
import type { Section } from '../sync-config/section.js'

type Leaf = Extract<CodelessCondition, { kind: 'test' }>

/** Conditions of the provisioning framework by their type; the older names mean the same. */
const mreTests: Readonly<Record<string, CodelessTest>> = {
  ConditionIsPresent: 'present',
  ConditionAttributeIsPresent: 'present',
  ConditionIsNotPresent: 'not-present',
  ConditionAttributeIsNotPresent: 'not-present',
  ConditionMatch: 'match',
  ConditionNotMatch: 'not-match',
  ConditionContains: 'contains',
  ConditionNotContains: 'not-contains',
  ConditionConnectedTo: 'connected-to',
  ConditionNotConnectedTo: 'not-connected-to',
  ConditionIsTrue: 'true',
  ConditionIsFalse: 'false',
  ConditionIsNotTrue: 'not-true',
  ConditionAreEqual: 'equal',
  ConditionAreNotEqual: 'not-equal',
  ConditionIsDNEqual: 'dn-equal',
  ConditionIsDNNotEqual: 'dn-not-equal',
  ConditionBetween: 'between',
  ConditionAfter: 'after',
  ConditionBefore: 'before',
  ConditionBitIsSet: 'bit-set',
  ConditionBitIsNotSet: 'bit-not-set',
}

const mareTests: Readonly<Record<string, CodelessTest>> = {
  ObjectClassMatch: 'object-class-match',
  ObjectClassNotMatch: 'object-class-not-match',
  SourceValueMatch: 'match',
  SourceValueNotMatch: 'not-match',
  TargetValueMatch: 'match',
  IsPresent: 'present',
  IsNotPresent: 'not-present',
  ConnectedTo: 'connected-to',
  NotConnectedTo: 'not-connected-to',
}

/** `Conditions` of either framework; undefined when there is nothing to hold. */
export function readConditions(
  section: Section | undefined,
  framework: 'mre' | 'mare',
  book: NoticeBook,
): CodelessCondition | undefined {
  if (section === undefined) return undefined
  const group = readGroup(section, framework, book)
  return group.conditions.length === 0 ? undefined : group
}

function readGroup(
  section: Section,
  framework: 'mre' | 'mare',
  book: NoticeBook,
): Extract<CodelessCondition, { kind: 'group' }> {
  const operator = attributeOf(section, 'Operator').toLowerCase() === 'or' ? 'or' : 'and'
  const members = section.many(framework === 'mre' ? 'ConditionBase' : 'Condition')
  return {
    kind: 'group',
    operator,
    conditions: members.map((member) => readCondition(member, framework, book)),
    at: section.at,
  }
}

function readCondition(section: Section, framework: 'mre' | 'mare', book: NoticeBook): CodelessCondition {
  const raw = typeName(section)
  if (raw === 'SubCondition') {
    textOf(section, 'Description')
    return readGroup(section, framework, book)
  }
  const tests = framework === 'mre' ? mreTests : mareTests
  const test = Object.hasOwn(tests, raw) ? (tests[raw] ?? 'unknown') : 'unknown'
  if (test === 'unknown')
    book.tally(
      'M2E-READ-074',
      `condition ${raw}`,
      section.at,
      `A rule hangs on a condition of the kind "${raw}", which is not known to this tool.`,
      'Look the condition up in the code of the framework; the rule is not understood without it.',
    )
  return framework === 'mre' ? mreTest(section, test, raw) : mareTest(section, test, raw)
}

function mreTest(section: Section, test: CodelessTest, raw: string): Leaf {
  const agent = textOf(section, 'ManagementAgentName')
  const begin = textOf(section, 'MVAttributeStartDate')
  const until = textOf(section, 'MVAttributeEndDate')
  const other = textOf(section, 'CSAttribute')
  const bit = textOf(section, 'BitPosition')
  return {
    kind: 'test',
    test,
    raw,
    side: 'metaverse',
    subject: [agent, begin, textOf(section, 'MVAttribute')].find((name) => name !== '') ?? '',
    pattern: section.one('Pattern')?.text() ?? bit,
    ...(until === '' ? {} : { until }),
    ...(other === '' ? {} : { other }),
    description: textOf(section, 'Description'),
    at: section.at,
  }
}

function mareTest(section: Section, test: CodelessTest, raw: string): Leaf {
  const source = attributeOf(section, 'Source')
  const agent = attributeOf(section, 'ManagementAgentName')
  const name = attributeOf(section, 'AttributeName')
  return {
    kind: 'test',
    test,
    raw,
    side: source.toLowerCase() === 'csentry' ? 'connector' : 'metaverse',
    subject: agent === '' ? name : agent,
    pattern: section.attribute('Pattern') ?? '',
    description: attributeOf(section, 'Description') || textOf(section, 'Description'),
    at: section.at,
  }
}

/** `xsi:type` without prefix. */
export function typeName(section: Section): string {
  const written = attributeOf(section, 'type')
  return written.slice(written.indexOf(':') + 1)
}
