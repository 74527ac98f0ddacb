import type { CodelessFlow, CodelessSource, CodelessTransform, SensitiveValue } from '../../model/index.js'
import { isSecretName, sensitive } from '../secrets.js'
import { parseFlag, textOf, wholeTextOf } from '../sync-config/fields.js'
import type { NoticeBook } from '../sync-config/notice-book.js'
import { noteSecret } from '../sync-config/redaction.js'
import type { Section } from '../sync-config/section.js'
import { typeName } from './conditions.js'

export function readInitialFlows(section: Section | undefined, book: NoticeBook): readonly CodelessFlow[] {
  if (section === undefined) return []
  return ['AttributeFlowBase', 'Flow'].flatMap((element) =>
    section.many(element).map((flow): CodelessFlow => {
      const target = textOf(flow, 'Target')
      const { sources, transforms } = readSources(flow, target, book)
      return { target, sources, transforms, onNull: '', description: textOf(flow, 'Description'), at: flow.at }
    }),
  )
}

interface FlowSources {
  readonly sources: readonly CodelessSource[]
  readonly transforms: readonly CodelessTransform[]
}

function readSources(flow: Section, target: string, book: NoticeBook): FlowSources {
  const raw = typeName(flow)
  switch (raw) {
    case 'AttributeFlowGuid':
      return { sources: [source('guid', '', raw, flow)], transforms: [] }
    case 'AttributeFlowAttribute':
      return readAttribute(flow, raw, target, book)
    case 'AttributeFlowConstant':
      return readConstant(flow, raw, target, book)
    case 'AttributeFlowMultivaluedConstant': {
      const constants = flow.one('Constants')
      const values = [
        ...(constants?.many('Constant') ?? []),
        ...(constants?.many('string') ?? []),
        ...flow.many('Constant'),
      ]
      return { sources: values.map((value) => constant(value.text(), raw, value, target, book)), transforms: [] }
    }
    case 'AttributeFlowConcatenate': {
      const parts = flow.one('SourceExpressions')?.many('SourceExpressionBase') ?? []
      return { sources: parts.map((part) => readExpression(part, target, book)), transforms: [] }
    }
    default:
      book.tally(
        'M2E-READ-074',
        `flow ${raw}`,
        flow.at,
        `A value goes to "${target}" by a flow of the kind "${raw}", which is not known to this tool.`,
        'Look the flow up; where its value comes from is not understood.',
      )
      return { sources: [source('unknown', '', raw, flow)], transforms: [] }
  }
}

function readAttribute(flow: Section, raw: string, target: string, book: NoticeBook): FlowSources {
  const prefix = wholeTextOf(flow, 'Prefix')
  const read = source('attribute', textOf(flow, 'Source'), raw, flow)
  const transforms = ['LowercaseTargetValue', 'UppercaseTargetValue', 'TrimTargetValue'].flatMap((kind) => {
    const set = flow.one(kind)
    return set !== undefined && parseFlag(set.text()) === true ? [{ kind, parameters: [], at: set.at }] : []
  })
  if (prefix === '') return { sources: [{ ...read, transforms }], transforms: [] }
  // Case and blanks are changed before the prefix is put in front.
  return { sources: [constant(prefix, raw, flow, target, book), { ...read, transforms }], transforms: [] }
}

function readConstant(flow: Section, raw: string, target: string, book: NoticeBook): FlowSources {
  const escaped = wholeTextOf(flow, 'EscapedCN')
  const text = wholeTextOf(flow, 'Constant')
  const read = constant(text, raw, flow, target, book)
  if (escaped === '') return { sources: [read], transforms: [] }
  const parameters = [{ name: 'EscapedCN', value: isSecretName(target) ? '' : escaped }]
  return {
    sources: [{ ...read, attributes: [...new Set([...read.attributes, ...attributesIn(escaped)])] }],
    transforms: [{ kind: 'EscapedCN', parameters, at: flow.at }],
  }
}

function readExpression(part: Section, target: string, book: NoticeBook): CodelessSource {
  const raw = typeName(part)
  const text = wholeTextOf(part, 'Source')
  switch (raw) {
    case 'SourceExpressionConstant':
      return constant(text, raw, part, target, book)
    case 'SourceExpressionAttribute':
      return source('attribute', text.trim(), raw, part)
    case 'SourceExpressionRegexReplace': {
      const parameters = [
        { name: 'Pattern', value: wholeTextOf(part, 'Pattern') },
        { name: 'Replacement', value: wholeTextOf(part, 'Replacement') },
      ]
      return {
        ...source('attribute', text.trim(), raw, part),
        transforms: [{ kind: 'RegexReplace', parameters, at: part.at }],
      }
    }
    default:
      book.tally(
        'M2E-READ-074',
        `expression ${raw}`,
        part.at,
        `A part of the value for "${target}" is of the kind "${raw}", which is not known to this tool.`,
        'Look the expression up.',
      )
      return source('unknown', text.trim(), raw, part)
  }
}

function source(kind: CodelessSource['kind'], attribute: string, raw: string, section: Section): CodelessSource {
  return {
    kind,
    attribute,
    side: 'metaverse',
    attributes: attribute === '' ? [] : [attribute],
    transforms: [],
    raw,
    at: section.at,
  }
}

function constant(text: string, raw: string, section: Section, target: string, book: NoticeBook): CodelessSource {
  const attributes = attributesIn(text)
  // What only names attributes and helpers holds no secret itself.
  const written = text.replace(/#(?:mv|param|helper)?:?[^#\s]*#/gi, '').trim()
  const value: SensitiveValue = written === '' ? { value: text, redacted: false } : sensitive(target, text)
  if (value.redacted) noteSecret(target, section.at, book)
  return { kind: 'constant', attribute: '', constant: value, attributes, transforms: [], raw, at: section.at }
}

function attributesIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(/#mv:([^#]+)#/gi)].map((match) => match[1] ?? ''))]
}
