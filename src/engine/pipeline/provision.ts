/** Provisioning: synchronization rules first, then the extension (SE-PROV-1), again while it changes the metaverse. */

import { PROVISIONING_CODE } from '../core/coverage.js'
import { RuleError } from '../core/errors.js'
import { mvValueOf } from '../core/metaverse.js'
import type { CsObject, MvObject } from '../core/objects.js'
import type { State } from '../core/state.js'
import type { Stored } from '../core/values.js'
import { atomsOf, foldAtom } from '../core/values.js'
import type { ProvisioningOperations } from '../rules/provisioning.js'
import { renameConnector, startConnector } from './connectors.js'
import { deleteMv } from './deletion.js'
import { disconnectByProvisioning, runSyncRules } from './sync-rules.js'

const CALL_LIMIT = 10

export function provision(state: State, mv: MvObject): void {
  if (state.rules.blueprint.provisioning === 'none') return
  for (let call = 1; ; call++) {
    const { version } = state.pass
    provisionOnce(state, mv)
    // SE-ODR-2: no deletion rule here, but an object without any link does not live on.
    if (!mv.dead && mv.links.length === 0) deleteMv(state, mv)
    if (mv.dead || state.pass.version === version) return
    if (call === CALL_LIMIT)
      throw new RuleError('extension-provisioning-call-limit-reached', 'Provisioning keeps changing the object.')
  }
}

function provisionOnce(state: State, mv: MvObject): void {
  const { provisioning } = state.rules.blueprint
  if (provisioning !== 'scripted') runSyncRules(state, mv)
  if (provisioning === 'sync-rule' || mv.dead) return
  const script = state.rules.provision
  state.coverage?.answer(PROVISIONING_CODE, script === undefined ? undefined : true)
  if (script === undefined) state.notModelled('provisioning of the metaverse extension')
  else script(mv, operationsOf(state))
}

const OPERATIONS = new WeakMap<State, ProvisioningOperations>()

/** What extensions may ask of the engine. */
export function operationsOf(state: State): ProvisioningOperations {
  let operations = OPERATIONS.get(state)
  if (operations === undefined) {
    operations = new Operations(state)
    OPERATIONS.set(state, operations)
  }
  return operations
}

class Operations implements ProvisioningOperations {
  constructor(private readonly state: State) {}

  get frame(): ProvisioningOperations['frame'] {
    return this.state.frame
  }

  connectors(mv: MvObject, ma: string): readonly CsObject[] {
    return mv.links.filter((cs) => cs.space.name === ma)
  }

  start(
    mv: MvObject,
    ma: string,
    csType: string,
    dn: string,
    initial: ReadonlyMap<string, Stored | undefined>,
  ): CsObject {
    return startConnector(this.state, mv, this.state.space(ma), csType, dn, initial, 'script')
  }

  rename(cs: CsObject, dn: string): void {
    renameConnector(this.state, cs, dn, 'script')
  }

  deprovision(cs: CsObject): void {
    if (cs.mv !== undefined) disconnectByProvisioning(this.state, cs, cs.mv)
  }

  find(attribute: string, value: string): readonly MvObject[] {
    const { metaverse } = this.state
    const folded = value.toLowerCase()
    const pool = metaverse.isIndexed(attribute) ? metaverse.having(attribute, folded) : metaverse.objects
    return [...pool].filter(
      (mv) => !mv.dead && atomsOf(mvValueOf(mv, attribute)).some((atom) => foldAtom(atom) === folded),
    )
  }
}
