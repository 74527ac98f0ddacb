/** Hooks as the closures that compiled rules call. */

import { RuleError } from '../core/errors.js'
import type { CsObject, MvObject } from '../core/objects.js'
import { expectedDn } from '../core/objects.js'
import type { Atom, Produced, Stored } from '../core/values.js'
import { DECLINED, Unknown } from '../core/values.js'
import type { ExtensionFailure, ExtensionLifecycle, ProvisionScript } from '../rules/blueprint.js'
import type { Frame } from '../rules/frame.js'
import type { JoinScript, Predicate, Producer } from '../rules/model.js'
import type { ProvisioningOperations } from '../rules/provisioning.js'
import type { Resolve, UnknownWatch, Writer } from './entries.js'
import { csEntry, mvEntry } from './entries.js'
import type { HookContext, Hooks, HookValue, MAExtension, MVExtension, Ref } from './types.js'
import { Decline } from './types.js'

const EXCEPTION = 'extension-dll-exception'

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** Why an extension could not be loaded for the step that runs: none of its entry points is called then. */
const notLoaded = new WeakMap<object, string>()

/** Runs a hook; what it throws becomes the error the product reports for an uncaught exception. */
function guarded<T>(extension: object, entryPoint: string, run: () => T): T {
  const failure = notLoaded.get(extension)
  if (failure !== undefined) throw new RuleError(EXCEPTION, `initialize failed: ${failure}`, entryPoint)
  try {
    return run()
  } catch (error) {
    if (error instanceof RuleError || error instanceof Decline) throw error
    throw new RuleError(EXCEPTION, messageOf(error), entryPoint)
  }
}

function subject(frame: Frame): CsObject {
  if (frame.cs === undefined) throw new RuleError(EXCEPTION, 'There is no connector space object.')
  return frame.cs
}

function object(frame: Frame): MvObject {
  if (frame.mv === undefined) throw new RuleError(EXCEPTION, 'There is no metaverse object.')
  return frame.mv
}

/** Collects what a mapping hook writes to its one target. */
class Target implements Writer {
  value: Stored | undefined = undefined

  constructor(
    private readonly name: string,
    readonly resolve: Resolve,
  ) {}

  write(name: string, value: Stored | undefined): void {
    if (name !== this.name)
      throw new RuleError('extension-unexpected-attribute-value', `${name} is not the target of this mapping.`)
    this.value = value
  }
}

function mapped(
  extension: object,
  target: Target,
  entryPoint: string,
  run: (writer: Target, watch: UnknownWatch) => void,
): Produced {
  const watch: UnknownWatch = { because: undefined }
  try {
    guarded(extension, entryPoint, () => run(target, watch))
  } catch (error) {
    if (error instanceof Decline) return DECLINED
    throw error
  }
  return watch.because === undefined ? target.value : new Unknown(watch.because)
}

/** SE-REF-1, SE-REF-2: a reference in the metaverse is the object, and one to nobody is left out. */
function objectOf(frame: Frame, { mv, dn }: Ref): Atom | undefined {
  return mv === undefined ? subject(frame).space.at(dn ?? '')?.mv : frame.objectWithId(mv)
}

/** A reference in a connector space is the DN of the object's connector there. */
function nameOf(frame: Frame, { mv, dn }: Ref): Atom | undefined {
  if (mv === undefined) return dn
  const { space } = subject(frame)
  const connector = frame.objectWithId(mv)?.links.find((cs) => cs.space === space)
  return connector === undefined ? undefined : expectedDn(connector)
}

export function importMapping(extension: MAExtension | undefined, rule: string, target: string): Producer | undefined {
  const hook = extension?.mapAttributesForImport?.bind(extension)
  if (extension === undefined || hook === undefined) return undefined
  return (frame) =>
    mapped(extension, new Target(target, (ref) => objectOf(frame, ref)), rule, (writer, watch) =>
      hook(rule, csEntry(subject(frame), frame.image, watch), mvEntry(object(frame), watch, writer)),
    )
}

export function exportMapping(extension: MAExtension | undefined, rule: string, target: string): Producer | undefined {
  const hook = extension?.mapAttributesForExport?.bind(extension)
  if (extension === undefined || hook === undefined) return undefined
  return (frame) =>
    mapped(extension, new Target(target, (ref) => nameOf(frame, ref)), rule, (writer, watch) =>
      hook(rule, mvEntry(object(frame), watch), csEntry(subject(frame), frame.image, watch, writer)),
    )
}

export function joinMapping(extension: MAExtension | undefined, rule: string): Producer | undefined {
  const hook = extension?.mapAttributesForJoin?.bind(extension)
  if (extension === undefined || hook === undefined) return undefined
  return (frame) => {
    const watch: UnknownWatch = { because: undefined }
    const values = guarded(extension, rule, () => hook(rule, csEntry(subject(frame), frame.image, watch)))
    if (watch.because !== undefined) return new Unknown(watch.because)
    return values.length === 0 ? undefined : values.map(joinAtom)
  }
}

function joinAtom(value: HookValue): string | number | bigint | boolean | Uint8Array {
  return typeof value === 'object' && !(value instanceof Uint8Array) ? (value.dn ?? value.mv ?? '') : value
}

export function joinResolution(extension: MAExtension | undefined, criterion: string): JoinScript | undefined {
  const hook = extension?.resolveJoinSearch?.bind(extension)
  if (extension === undefined || hook === undefined) return undefined
  return (frame, candidates) => {
    const watch: UnknownWatch = { because: undefined }
    const answer = guarded(extension, criterion, () =>
      hook(
        criterion,
        csEntry(subject(frame), frame.image, watch),
        candidates.map((mv) => mvEntry(mv, watch)),
      ),
    )
    return answer.resolved ? answer.index : undefined
  }
}

/** Missing: the predicate answers unknown and says which rule. */
export function filterScript(extension: MAExtension | undefined, ma: string): Predicate {
  const hook = extension?.filterForDisconnection?.bind(extension)
  const missing = new Unknown(`the code of the connector filter of ${ma} is not at hand`)
  if (extension === undefined || hook === undefined) return () => missing
  return (frame) => {
    const watch: UnknownWatch = { because: undefined }
    const met = guarded(extension, 'filterForDisconnection', () => hook(csEntry(subject(frame), frame.image, watch)))
    return watch.because === undefined ? met : new Unknown(watch.because)
  }
}

export function projectionScript(
  extension: MAExtension | undefined,
): ((frame: Frame) => string | undefined) | undefined {
  const hook = extension?.shouldProjectToMV?.bind(extension)
  if (extension === undefined || hook === undefined) return undefined
  return (frame) => {
    const answer = guarded(extension, 'shouldProjectToMV', () =>
      hook(csEntry(subject(frame), frame.image, { because: undefined })),
    )
    return answer.project ? answer.mvType : undefined
  }
}

export function deprovisionScript(
  extension: MAExtension | undefined,
): ((frame: Frame) => string | undefined) | undefined {
  const hook = extension?.deprovision?.bind(extension)
  if (extension === undefined || hook === undefined) return undefined
  const actions = { Disconnect: 'disconnector', ExplicitDisconnect: 'explicit-disconnector', Delete: 'delete' }
  return (frame) =>
    actions[guarded(extension, 'deprovision', () => hook(csEntry(subject(frame), frame.image, { because: undefined })))]
}

export function deletionScript(extension: MVExtension | undefined): Predicate | undefined {
  const hook = extension?.shouldDeleteFromMV?.bind(extension)
  if (extension === undefined || hook === undefined) return undefined
  return (frame) => {
    const watch: UnknownWatch = { because: undefined }
    const result = guarded(extension, 'shouldDeleteFromMV', () =>
      hook(csEntry(subject(frame), frame.image, watch), mvEntry(object(frame), watch)),
    )
    return watch.because === undefined ? result : new Unknown(watch.because)
  }
}

export function provisionScript(extension: MVExtension | undefined): ProvisionScript | undefined {
  const hook = extension?.provision?.bind(extension)
  if (extension === undefined || hook === undefined) return undefined
  return (mv, operations) => {
    const watch: UnknownWatch = { because: undefined }
    guarded(extension, 'provision', () => hook(mvEntry(mv, watch, undefined, operations)))
  }
}

/** Initialize and Terminate of every extension at hand; the context is the only way out (SE-HOOK-8). */
export function lifecyclesOf({ agents = {}, metaverse }: Hooks): readonly ExtensionLifecycle[] {
  const all: readonly (MAExtension | MVExtension)[] = [
    ...Object.values(agents),
    ...(metaverse === undefined ? [] : [metaverse]),
  ]
  return all
    .filter((one) => one.initialize !== undefined || one.terminate !== undefined)
    .map((extension) => ({
      ma: Object.entries(agents).find(([, one]) => one === extension)?.[0] ?? '',
      initialize: (operations) => {
        notLoaded.delete(extension)
        return failureOf(
          () => extension.initialize?.(contextOf(operations)),
          (why) => notLoaded.set(extension, why),
        )
      },
      terminate: () => {
        const failed = notLoaded.delete(extension)
        return failed ? undefined : failureOf(() => extension.terminate?.())
      },
    }))
}

/** An extension that cannot be loaded or unloaded fails its own rules, not the run. */
function failureOf(run: () => void, note?: (why: string) => void): ExtensionFailure | undefined {
  try {
    run()
    return undefined
  } catch (error) {
    note?.(messageOf(error))
    return { code: EXCEPTION, message: messageOf(error) }
  }
}

function contextOf(operations: ProvisioningOperations): HookContext {
  const watch: UnknownWatch = { because: undefined }
  return {
    get now() {
      return operations.frame.outside.now
    },
    get random() {
      return operations.frame.outside.random
    },
    findMVEntries: (attribute, value) => operations.find(attribute, value).map((one) => mvEntry(one, watch)),
  }
}
