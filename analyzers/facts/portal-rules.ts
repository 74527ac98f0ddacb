import { artefactKey, type DirectoryExtension, madeBy, portalNames } from '../../src/entra/index.js'
import {
  type AttributeKind,
  type AttributeMap,
  parseXPath,
  rulePropertyInfo,
  type TranslationQuality,
  type TranslationReason,
  translateXPathToRule,
  type XPathCondition,
} from '../../src/expression/filter/index.js'
import type { AttributeType, Estate, IdentityService, Provenance } from '../../src/model/index.js'
import { objectsById, userPlace } from './portal-people.js'
import { setById } from './service.js'

/** A filter of the portal as a membership rule of Entra. */
export interface MembershipRule {
  readonly quality: TranslationQuality
  /** With places; undefined when no rule can say it. */
  readonly rule: string | undefined
  readonly reasons: readonly TranslationReason[]
  /** Attributes the rule reads that have to be made, and filled, first. */
  readonly extensions: readonly DirectoryExtension[]
}

/** Stands in for the application that owns the extensions; its id is known only when it is there. */
const anyApplication = '0'.repeat(32)

export function membershipRuleOf(
  estate: Estate,
  service: IdentityService,
  xpath: string,
  at: Provenance,
): MembershipRule {
  const parsed = parseXPath(xpath)
  if (!parsed.ok) return { quality: 'impossible', rule: undefined, reasons: [], extensions: [] }
  const names = attributesOf(service, xpath)
  const { map, extensions } = attributeMap(estate, service, names, at)
  const found = translateXPathToRule(parsed.value, {
    attributeMap: map,
    attributeKinds: (attribute) => kindOf(service, attribute),
    sets: (id) => {
      const set = setById(service, id)
      return set && { filter: set.filter?.xpath, explicitMembers: set.explicitMembers }
    },
    objectIds: (id) => {
      const object = objectsById(service).get(id)
      return object?.type === 'Person' ? userPlace(object) : undefined
    },
  })
  // The preview of memberOf is over: a rule that rests on it never changes its members again.
  const ended = found.reasons.some((reason) => reason.id === 'dynamic.member-of-ending')
  const { text } = found
  if (text === undefined || ended)
    return { quality: 'impossible', rule: undefined, reasons: found.reasons, extensions: [] }
  const read = extensions.filter((extension) => text.includes(standIn(extension)))
  const rule = read.reduce((so, extension) => so.replaceAll(standIn(extension), madeBy(artefactKey(extension))), text)
  const quality = found.quality === 'exact' && read.length > 0 ? 'conditional' : found.quality
  return { quality, rule, reasons: found.reasons, extensions: read }
}

function standIn({ name }: DirectoryExtension): string {
  return `extension_${anyApplication}_${name}`
}

/** Attribute of the portal → property a rule can read: Entra's own where there is one, else a directory extension. */
function attributeMap(
  estate: Estate,
  service: IdentityService,
  names: readonly string[],
  at: Provenance,
): { readonly map: AttributeMap; readonly extensions: readonly DirectoryExtension[] } {
  const map: Record<string, string> = {}
  const extensions = new Map<string, DirectoryExtension>()
  for (const attribute of names) {
    if (/^(Manager|ObjectID|ObjectType)$/.test(attribute)) continue
    const { name, kind } = portalNames(estate)(attribute)
    const property = rulePropertyInfo('user', name)
    if (property !== undefined) {
      map[attribute] = `user.${property.name}`
      continue
    }
    const type = kindOf(service, attribute)
    // Rules compare no reference, and no date but the day of hire: a text would not help.
    if (type?.type === 'reference' || type?.type === 'time' || type?.type === 'binary') {
      if (kind === 'standard') map[attribute] = `user.${name}`
      continue
    }
    const extension = extensionFor(estate, attribute, at)
    extensions.set(extension.name, extension)
    map[attribute] = `user.${standIn(extension)}`
  }
  return { map, extensions: [...extensions.values()] }
}

/** Rules read extensions as text, whatever the portal keeps in the attribute. */
export function extensionFor(estate: Estate, attribute: string, at: Provenance): DirectoryExtension {
  const { name, kind } = portalNames(estate)(attribute)
  return {
    kind: 'directory-extension',
    madeFrom: [at],
    name: kind === 'custom' ? name : `mim_${name}`,
    dataType: 'String',
    isMultiValued: false,
    targets: ['User'],
  }
}

const types: Readonly<Record<string, AttributeType>> = {
  string: 'string',
  text: 'string',
  integer: 'integer',
  boolean: 'boolean',
  binary: 'binary',
  reference: 'reference',
  datetime: 'time',
}

const shippedTimes = /^(CreatedTime|DeletedTime|EmployeeEndDate|EmployeeStartDate|ExpirationTime|ResourceTime)$/

function kindOf(service: IdentityService, attribute: string): AttributeKind | undefined {
  const own = service.attributeTypes.find((item) => item.name === attribute)
  const type = types[own?.dataType.toLowerCase() ?? '']
  if (own !== undefined && type !== undefined) return { type, multivalued: own.multivalued }
  return shippedTimes.test(attribute) ? { type: 'time', multivalued: false } : undefined
}

/** Attributes a filter asks for, those of the sets it builds on included. */
function attributesOf(service: IdentityService, xpath: string): readonly string[] {
  const names = new Set<string>()
  const seen = new Set<string>()
  const read = (text: string): void => {
    if (seen.has(text)) return
    seen.add(text)
    const parsed = parseXPath(text)
    if (!parsed.ok) return
    for (const condition of parsed.value.paths.flatMap((path) => path.steps.flatMap((step) => step.predicates)))
      walk(condition)
  }
  const walk = (condition: XPathCondition): void => {
    switch (condition.kind) {
      case 'or':
      case 'and':
        condition.parts.forEach(walk)
        return
      case 'not':
      case 'group':
        walk(condition.operand)
        return
      case 'compare':
        names.add(condition.attribute)
        if (condition.value.kind === 'path')
          for (const step of condition.value.path.steps) for (const inner of step.predicates) nested(inner)
        return
      case 'text':
        names.add(condition.attribute)
        return
      default:
    }
  }
  /** The predicate of an inner path names a set by its id. */
  const nested = (condition: XPathCondition): void => {
    if (condition.kind === 'group') nested(condition.operand)
    if (condition.kind !== 'compare' || condition.value.kind !== 'string') return
    const filter = setById(service, condition.value.value.toLowerCase())?.filter
    if (filter !== undefined) read(filter.xpath)
  }
  read(xpath)
  return [...names]
}
