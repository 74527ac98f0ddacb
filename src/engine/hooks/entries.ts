/** The legacy entries over engine objects. Mapping hooks may write their declared target only (SE-HOOK-4). */

import { RuleError } from '../core/errors.js'
import type { CsObject, Image, MvObject } from '../core/objects.js'
import { connectorState, importedView } from '../core/objects.js'
import type { Atom, Stored } from '../core/values.js'
import { atomsOf, isUnknown } from '../core/values.js'
import type { ProvisioningOperations } from '../rules/provisioning.js'
import type { Attr, ConnectedMA, CSEntry, HookValue, HookValues, MVEntry, NewConnector, Ref } from './types.js'

/** Takes what a hook writes; undefined result of `target` means the attribute may not be written here. */
export type Resolve = (ref: Ref) => Atom | undefined

export interface Writer {
  /** What a reference a hook writes stands for; without it, its text. */
  readonly resolve?: Resolve
  write(name: string, value: Stored | undefined): void
}

const READ_ONLY: Writer = {
  write: (name) => {
    throw new RuleError('extension-dll-exception', `${name} cannot be written here.`)
  },
}

/** Set when a hook read the result of a rule that could not run. */
export interface UnknownWatch {
  because: string | undefined
}

function hookValue(atom: Atom, isReference: boolean, watch: UnknownWatch): readonly HookValue[] {
  if (typeof atom === 'string') return [isReference ? { dn: atom } : atom]
  if (typeof atom !== 'object' || atom instanceof Uint8Array) return [atom]
  if (!isUnknown(atom)) return [{ mv: atom.id }]
  watch.because = atom.because
  return []
}

function storedFromHook(value: HookValue | HookValues | null, resolve: Resolve): Stored | undefined {
  if (value === null) return undefined
  if (!isValues(value)) return atomFromHook(value, resolve)
  const atoms = value.flatMap((one) => atomFromHook(one, resolve) ?? [])
  return atoms.length === 0 ? undefined : atoms
}

function isValues(value: HookValue | HookValues): value is HookValues {
  return Array.isArray(value)
}

function atomFromHook(value: HookValue, resolve: Resolve): Atom | undefined {
  return typeof value !== 'object' || value instanceof Uint8Array ? value : resolve(value)
}

const asText: Resolve = ({ dn, mv }) => dn ?? mv

function attrOf(
  name: string,
  read: () => { readonly value: Stored | undefined; readonly isReference: boolean },
  from: string | undefined,
  writer: Writer,
  watch: UnknownWatch,
): Attr {
  const values = (): HookValues => {
    const { value, isReference } = read()
    return atomsOf(value).flatMap((atom) => hookValue(atom, isReference, watch))
  }
  return {
    get isPresent() {
      return values().length > 0
    },
    get value() {
      return values()[0]
    },
    get values() {
      return values()
    },
    lastContributingMA: from,
    set: (value) => writer.write(name, storedFromHook(value, writer.resolve ?? asText)),
    delete: () => writer.write(name, undefined),
  }
}

/** A connector space object as a hook sees it through a view. */
export function csEntry(
  cs: CsObject,
  view: Image | undefined,
  watch: UnknownWatch,
  writer: Writer = READ_ONLY,
  operations?: ProvisioningOperations,
): CSEntry {
  return {
    ma: cs.space.name,
    objectType: cs.shape.type,
    get dn() {
      return view?.dn ?? cs.dn
    },
    set dn(dn: string) {
      if (operations === undefined) throw new RuleError('extension-dll-exception', 'The DN cannot be written here.')
      operations.rename(cs, dn)
    },
    anchor: cs.anchor,
    connectionState: connectorState(cs),
    attr: (name) =>
      attrOf(
        name,
        () => {
          const slot = cs.shape.find(name)
          return slot === undefined
            ? { value: undefined, isReference: false }
            : { value: view?.values[slot], isReference: cs.shape.isReference(slot) }
        },
        undefined,
        writer,
        watch,
      ),
    deprovision: () => {
      if (operations === undefined)
        throw new RuleError('extension-dll-exception', 'Deprovision belongs to provisioning.')
      operations.deprovision(cs)
    },
  }
}

/** A metaverse object as a hook sees it. */
export function mvEntry(
  mv: MvObject,
  watch: UnknownWatch,
  writer: Writer = READ_ONLY,
  operations?: ProvisioningOperations,
): MVEntry {
  return {
    objectType: mv.type,
    id: mv.id,
    attr: (name) => {
      const slot = mv.shape.find(name)
      return attrOf(
        name,
        () => ({ value: slot === undefined ? undefined : mv.values[slot], isReference: false }),
        slot === undefined ? undefined : mv.contributors[slot]?.ma,
        writer,
        watch,
      )
    },
    connectedMAs: (ma) => connectedMA(mv, ma, watch, operations),
  }
}

function connectedMA(
  mv: MvObject,
  ma: string,
  watch: UnknownWatch,
  operations: ProvisioningOperations | undefined,
): ConnectedMA {
  const connectors = mv.links.filter((cs) => cs.space.name === ma)
  return {
    count: connectors.length,
    all: connectors.map((cs) => csEntry(cs, importedView(cs), watch, READ_ONLY, operations)),
    startNewConnector: (type) => {
      if (operations === undefined) throw new RuleError('extension-dll-exception', 'Connectors start in provisioning.')
      return newConnector(mv, ma, type, operations)
    },
    deprovisionAll: () => {
      for (const cs of connectors) operations?.deprovision(cs)
    },
  }
}

function newConnector(mv: MvObject, ma: string, type: string, operations: ProvisioningOperations): NewConnector {
  const initial = new Map<string, Stored | undefined>()
  const watch: UnknownWatch = { because: undefined }
  const writer: Writer = { write: (name, value) => initial.set(name, value) }
  return {
    ma,
    objectType: type,
    dn: '',
    anchor: undefined,
    connectionState: 'connector',
    attr: (name) => attrOf(name, () => ({ value: initial.get(name), isReference: false }), undefined, writer, watch),
    deprovision: () => initial.clear(),
    commit() {
      operations.start(mv, ma, type, this.dn, initial)
    },
  }
}
