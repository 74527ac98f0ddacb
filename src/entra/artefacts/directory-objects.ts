import type { ExtensionProperty, AdministrativeUnit as GraphUnit } from '@microsoft/microsoft-graph-types'
import type { GraphCall, Made } from './artefact.js'
import { graphCall } from './artefact.js'

/** An attribute Entra does not have. What it makes is called by its full name, `extension_<application>_<name>`. */
export interface DirectoryExtension extends Made {
  readonly kind: 'directory-extension'
  readonly name: string
  readonly dataType: 'String' | 'Integer' | 'Boolean' | 'DateTime' | 'Binary' | 'LargeInteger'
  readonly isMultiValued: boolean
  readonly targets: readonly ('User' | 'Group')[]
}

/** Who administers whom: what became of a policy rule that grants rights on a set. */
export interface AdministrativeUnit extends Made {
  readonly kind: 'administrative-unit'
  readonly name: string
  readonly description: string
  /** '' for members named one by one; may hold places, as the rule of a dynamic group. */
  readonly membershipRule: string
}

/** Authority over a user or group moves from AD to Entra. Not undone by deleting anything. */
export interface SourceOfAuthoritySwitch extends Made {
  readonly kind: 'source-of-authority-switch'
  readonly object: 'user' | 'group'
  readonly objectId: string
}

export function directoryExtensionCall(extension: DirectoryExtension): GraphCall<ExtensionProperty> {
  return graphCall('POST', 'applications/{applicationId}/extensionProperties', 'microsoft.graph.extensionProperty', {
    name: extension.name,
    dataType: extension.dataType,
    isMultiValued: extension.isMultiValued,
    targetObjects: [...extension.targets],
  })
}

export function administrativeUnitCall(unit: AdministrativeUnit): GraphCall<GraphUnit> {
  return graphCall('POST', 'directory/administrativeUnits', 'microsoft.graph.administrativeUnit', {
    displayName: unit.name,
    description: unit.description,
    ...(unit.membershipRule === ''
      ? {}
      : {
          membershipType: 'Dynamic',
          membershipRule: unit.membershipRule,
          membershipRuleProcessingState: 'Paused',
        }),
  })
}

export function sourceOfAuthorityCall({ object, objectId }: SourceOfAuthoritySwitch): GraphCall {
  return graphCall('PATCH', `${object}s/${objectId}/onPremisesSyncBehavior`, 'microsoft.graph.onPremisesSyncBehavior', {
    isCloudManaged: true,
  })
}
