/**
 * Which attributes tell whether a customer changed a shipped object. What is left out either differs on every
 * installation (who installed it, when, in which time zone and language) or is worked out by the service.
 */

/** Texts for people, marks of time and origin, and results the service computes; of no type significant. */
const cosmetic = new Set([
  'ObjectID',
  'ObjectType',
  'DisplayName',
  'Description',
  'CreatedTime',
  'Creator',
  'DeletedTime',
  'ExpirationTime',
  'ResourceTime',
  'Locale',
  'MVObjectID',
  'DetectedRulesList',
  'ExpectedRulesList',
  'ComputedMember',
  'Temporal',
])

/** Types whose shipped objects are only ever data of the installation: accounts, time zones. */
const dataTypes = new Set(['Person', 'Resource', 'Group', 'TimeZoneConfiguration', 'DomainConfiguration'])

/** Attributes of one type that vary by installation or by build without anybody changing anything. */
const varying: Readonly<Record<string, readonly string[]>> = {
  // Keywords mark the product's own schema; builds differ in them.
  AttributeTypeDescription: ['UsageKeyword'],
  BindingDescription: ['UsageKeyword'],
  ObjectTypeDescription: ['UsageKeyword'],
  // The time zone of the server it was installed on.
  PortalUIConfiguration: ['TimeZone'],
  // Texts of the form in the language of the installation; the form itself is ConfigurationData.
  ObjectVisualizationConfiguration: ['StringResources'],
}

/** Attributes of one object that every installation fills with its own values. */
const installed: Readonly<Record<string, readonly string[]>> = {
  // Set "Administrators": whoever installed the product.
  '10000005-1111-45b5-ad13-2764d866c000': ['ExplicitMember'],
}

export function isSignificant(type: string, id: string, attribute: string): boolean {
  if (cosmetic.has(attribute) || dataTypes.has(type)) return false
  if (Object.hasOwn(varying, type) && varying[type]?.includes(attribute) === true) return false
  return !(Object.hasOwn(installed, id) && installed[id]?.includes(attribute) === true)
}

/** A type no build ships objects of, save accounts: what is there came with the installation or from people. */
export function isDataType(type: string): boolean {
  return dataTypes.has(type)
}
