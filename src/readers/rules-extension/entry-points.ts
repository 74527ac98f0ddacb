import type { ExtensionInterface } from '../../model/index.js'

export interface EntryPointKind {
  readonly method: string
  readonly interface: ExtensionInterface
  /** Position of the parameter that holds the rule's name. */
  readonly rule?: number
}

const sync = (method: string, rule?: number): EntryPointKind => ({
  method,
  interface: 'IMASynchronization',
  ...(rule === undefined ? {} : { rule }),
})

/** Methods the engine calls, by the interface that declares them. `Initialize` and `Terminate` occur in three. */
const kinds: readonly EntryPointKind[] = [
  sync('ShouldProjectToMV'),
  sync('Deprovision'),
  sync('FilterForDisconnection'),
  sync('MapAttributesForJoin', 0),
  sync('ResolveJoinSearch', 0),
  sync('MapAttributesForImport', 0),
  sync('MapAttributesForExport', 0),
  ...['Provision', 'ShouldDeleteFromMV'].map((method): EntryPointKind => ({ method, interface: 'IMVSynchronization' })),
  ...[
    'BeginConnectionToServer',
    'EndConnectionToServer',
    'SetPassword',
    'ChangePassword',
    'RequireChangePasswordOnNextLogin',
  ].map((method): EntryPointKind => ({ method, interface: 'IMAPasswordManagement' })),
  ...['GenerateImportFile', 'DeliverExportFile', 'BeginExport', 'ExportEntry', 'EndExport'].map(
    (method): EntryPointKind => ({ method, interface: 'IMAExtensible' }),
  ),
  ...[
    'GetSchema',
    'GetConfigParameters',
    'ValidateConfigParameters',
    'GetCapabilities',
    'GetCapabilitiesEx',
    'Capabilities',
    'GetPartitions',
    'GetHierarchy',
    'OpenImportConnection',
    'GetImportEntries',
    'CloseImportConnection',
    'OpenExportConnection',
    'PutExportEntries',
    'CloseExportConnection',
    'OpenPasswordConnection',
    'ClosePasswordConnection',
    'GetConnectionSecurityLevel',
  ].map((method): EntryPointKind => ({ method, interface: 'IMAExtensible2' })),
]

const byMethod = new Map(kinds.map((kind) => [kind.method, kind]))

const interfaces: readonly (readonly [pattern: RegExp, is: ExtensionInterface])[] = [
  [/^IMASynchronization$/, 'IMASynchronization'],
  [/^IMVSynchronization$/, 'IMVSynchronization'],
  [/^IMAPasswordManagement$/, 'IMAPasswordManagement'],
  [/^IMAExtensible2/, 'IMAExtensible2'],
  [/^IMAExtensible/, 'IMAExtensible'],
]

/** Interface of the engine a base type names; the many ECMA ones count as their generation. */
export function interfaceNamed(type: string): ExtensionInterface | undefined {
  const name = type.slice(type.lastIndexOf('.') + 1).trim()
  return interfaces.find(([pattern]) => pattern.test(name))?.[1]
}

/** The call a method of a class answers, given the interfaces of the class. */
export function entryPointOf(method: string, implemented: readonly ExtensionInterface[]): EntryPointKind | undefined {
  const [first] = implemented
  if ((method === 'Initialize' || method === 'Terminate') && first !== undefined) return { method, interface: first }
  // BeginExport and EndExport of ECMA 1 exist in no other generation, SetPassword exists in three.
  const kind = byMethod.get(method)
  if (kind === undefined) return undefined
  if (implemented.includes(kind.interface)) return kind
  const stand = implemented.find((name) => name === 'IMAExtensible' || name === 'IMAExtensible2')
  return kind.interface === 'IMAPasswordManagement' && stand !== undefined ? { ...kind, interface: stand } : undefined
}

/** Interface that a class without a base list must mean, told by method names no other code has. */
export function interfaceByMethods(methods: readonly string[]): ExtensionInterface | undefined {
  if (methods.includes('MapAttributesForImport') || methods.includes('MapAttributesForExport'))
    return 'IMASynchronization'
  return methods.includes('Provision') && methods.includes('ShouldDeleteFromMV') ? 'IMVSynchronization' : undefined
}
