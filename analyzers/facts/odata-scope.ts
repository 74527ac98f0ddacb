import { artefactKey, type DirectoryExtension, madeBy, portalNames } from '../../src/entra/index.js'
import { parseXPath, printXPath, type XPathCondition, type XPathFilter } from '../../src/expression/filter/index.js'
import { type Estate, type IdentityService, normalizeGuid, type Provenance } from '../../src/model/index.js'
import { extensionFor } from './portal-rules.js'
import { setById } from './service.js'

/** Conditions of the portal as the scope of a lifecycle workflow: an OData filter over users. */
export interface ODataScope {
  /** '' for everybody; with places where a directory extension is read. */
  readonly scope: string
  /** Properties of a user it reads, as Graph names them. */
  readonly properties: readonly string[]
  readonly extensions: readonly DirectoryExtension[]
  /** Conditions no scope can say, as written: they are not in it. */
  readonly unsaid: readonly string[]
}

/** Graph's names where they differ from those of provisioning jobs. */
const graphNames: Readonly<Record<string, string>> = {
  mobile: 'mobilePhone',
  telephoneNumber: 'businessPhones',
  facsimileTelephoneNumber: 'faxNumber',
  physicalDeliveryOfficeName: 'officeLocation',
}

/** Everything a filter over people asks, joined by `and`; unions and other types cannot be said. */
export function conditionsOf(filter: XPathFilter): readonly XPathCondition[] | undefined {
  const [path, further] = filter.paths
  const [step, second] = path?.steps ?? []
  if (step === undefined || further !== undefined || second !== undefined || step.name !== 'Person') return undefined
  return step.predicates.flatMap(conjuncts)
}

function conjuncts(condition: XPathCondition): readonly XPathCondition[] {
  if (condition.kind === 'group') return conjuncts(condition.operand)
  return condition.kind === 'and' ? condition.parts.flatMap(conjuncts) : [condition]
}

/** What a part of a scope is made with, and what it leaves behind. */
interface Making {
  readonly estate: Estate
  readonly service: IdentityService
  readonly at: Provenance
  readonly properties: Set<string>
  readonly extensions: Map<string, DirectoryExtension>
  /** Sets the condition stands in. */
  readonly within: readonly string[]
}

export function odataScopeOf(
  estate: Estate,
  service: IdentityService,
  conditions: readonly XPathCondition[],
  at: Provenance,
): ODataScope {
  const making: Making = { estate, service, at, properties: new Set(), extensions: new Map(), within: [] }
  const said: string[] = []
  const unsaid: string[] = []
  for (const condition of conditions) {
    const text = odata(condition, making)
    if (text === undefined) unsaid.push(written(condition))
    else said.push(text)
  }
  const scope = said.length > 1 ? said.map(bracketed).join(' and ') : (said[0] ?? '')
  return {
    scope: scope === '' ? '' : bracketed(scope),
    properties: [...making.properties].sort(),
    extensions: [...making.extensions.values()],
    unsaid,
  }
}

function bracketed(text: string): string {
  return `(${text})`
}

function written(condition: XPathCondition): string {
  const filter: XPathFilter = { paths: [{ root: 'document', steps: [{ name: 'Person', predicates: [condition] }] }] }
  return printXPath(filter)
    .replace(/^\/Person\[/, '')
    .replace(/\]$/, '')
}

/** undefined: a scope cannot say it. */
function odata(condition: XPathCondition, making: Making): string | undefined {
  switch (condition.kind) {
    case 'group':
      return odata(condition.operand, making)
    case 'and':
    case 'or': {
      const parts = condition.parts.map((part) => odata(part, making))
      return parts.includes(undefined)
        ? undefined
        : parts.map((part) => bracketed(part ?? '')).join(` ${condition.kind} `)
    }
    case 'not': {
      const inner = odata(condition.operand, making)
      return inner === undefined ? undefined : `not ${bracketed(inner)}`
    }
    case 'text': {
      if (condition.value.kind !== 'string') return undefined
      const property = propertyOf(condition.attribute, making)
      if (/^%*$/.test(condition.value.value)) return `${property} ne null`
      // Scopes know the beginning of a text; wildcards inside it they do not.
      if (condition.name !== 'starts-with' || /[%_[]/.test(condition.value.value)) return undefined
      return `startsWith(${property}, ${literal(condition.value.value)})`
    }
    case 'compare': {
      const { attribute, operator, value } = condition
      if (value.kind === 'path')
        return attribute === 'ObjectID' && operator === '=' ? inSet(value.path.steps, making) : undefined
      if (attribute === 'ObjectID' || attribute === 'Manager' || (operator !== '=' && operator !== '!='))
        return undefined
      if (value.kind !== 'string' && value.kind !== 'boolean') return undefined
      const text = value.kind === 'boolean' ? String(value.value) : literal(value.value)
      return `${propertyOf(attribute, making)} ${operator === '=' ? 'eq' : 'ne'} ${text}`
    }
    default:
      return undefined
  }
}

/** Members of a set: its own conditions. */
function inSet(steps: XPathFilter['paths'][number]['steps'], making: Making): string | undefined {
  const [first, second] = steps
  const [predicate] = first?.predicates ?? []
  const inner = predicate?.kind === 'group' ? predicate.operand : predicate
  if (first?.name !== 'Set' || second?.name !== 'ComputedMember') return undefined
  if (inner?.kind !== 'compare' || inner.attribute !== 'ObjectID' || inner.value.kind !== 'string') return undefined
  const id = normalizeGuid(inner.value.value)
  const set = setById(making.service, id)
  if (set?.filter === undefined || set.explicitMembers.length > 0 || making.within.includes(id)) return undefined
  const parsed = parseXPath(set.filter.xpath)
  const conditions = parsed.ok ? conditionsOf(parsed.value) : undefined
  if (conditions === undefined || conditions.length === 0) return undefined
  return odata({ kind: 'and', parts: conditions }, { ...making, within: [...making.within, id] })
}

function propertyOf(attribute: string, making: Making): string {
  const { name, kind } = portalNames(making.estate)(attribute)
  if (kind === 'custom') {
    const extension = extensionFor(making.estate, attribute, making.at)
    making.extensions.set(extension.name, extension)
    const place = madeBy(artefactKey(extension))
    making.properties.add(place)
    return place
  }
  const property = /^extensionAttribute\d+$/.test(name)
    ? `onPremisesExtensionAttributes/${name}`
    : (graphNames[name] ?? name)
  making.properties.add(property)
  return property
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

/** Property of a user that an attribute of the portal becomes, as Graph names it; extensions as places. */
export function graphPropertyOf(
  estate: Estate,
  service: IdentityService,
  attribute: string,
  at: Provenance,
): { readonly property: string; readonly extensions: readonly DirectoryExtension[] } {
  const making: Making = { estate, service, at, properties: new Set(), extensions: new Map(), within: [] }
  return { property: propertyOf(attribute, making), extensions: [...making.extensions.values()] }
}
