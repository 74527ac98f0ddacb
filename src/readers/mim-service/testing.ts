import type { ServiceObject } from '../../model/index.js'

/** Attributes by name; one value may stand alone. */
export type Attributes = Readonly<Record<string, string | readonly string[]>>

export interface ExportedObject {
  readonly id?: string
  readonly type: string
  readonly attributes?: Attributes
  readonly placeholder?: boolean
}

export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** Text of an export with these objects, written the way the export tool does. */
export function exportOf(...objects: readonly ExportedObject[]): string {
  const records = objects.map(
    ({ id = '11111111-2222-4333-8444-555555555555', type, attributes = {}, placeholder = false }) => `
  <ExportObject>
    <Source>http://mim:5725/ResourceManagementService</Source>
    <ResourceManagementObject>
      <ObjectIdentifier>urn:uuid:${id}</ObjectIdentifier>
      <ObjectType>${escapeXml(type)}</ObjectType>
      <IsPlaceholder>${placeholder}</IsPlaceholder>
      <ResourceManagementAttributes>${Object.entries(attributes).map(attributeXml).join('')}
      </ResourceManagementAttributes>
      <LocalizedResourceManagementAttributes />
    </ResourceManagementObject>
  </ExportObject>`,
  )
  return `<?xml version="1.0" encoding="utf-8"?>
<Results xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${records.join('')}
</Results>`
}

function attributeXml([name, value]: [string, string | readonly string[]]): string {
  const values =
    typeof value === 'string'
      ? `<Value>${escapeXml(value)}</Value>`
      : `<Values>${value.map((item) => `<string>${escapeXml(item)}</string>`).join('')}</Values>`
  return `
        <ResourceManagementAttribute>
          <AttributeName>${escapeXml(name)}</AttributeName>
          <HasReference>false</HasReference>
          <IsMultiValue>${typeof value !== 'string'}</IsMultiValue>
          ${values}
        </ResourceManagementAttribute>`
}

/** An object as the reader hands it on. */
export function objectOf(type: string, attributes: Attributes = {}, rest: Partial<ServiceObject> = {}): ServiceObject {
  const lists = Object.entries(attributes).map(
    ([name, value]) => [name, typeof value === 'string' ? [value] : value] as const,
  )
  const displayName = attributes.DisplayName
  return {
    id: '11111111-2222-4333-8444-555555555555',
    type,
    displayName: typeof displayName === 'string' ? displayName : '',
    isPlaceholder: false,
    origin: 'unclassified',
    changedAttributes: [],
    attributes: Object.fromEntries(lists),
    at: { file: 'policy.xml', path: '/Results/ExportObject[1]', line: 3 },
    ...rest,
  }
}
