/** The provisioning script of the scenario notation. */

import type { MvObject } from '../core/objects.js'
import type { Stored } from '../core/values.js'
import { producedText } from '../rules/produce.js'
import type { ProvisioningOperations } from '../rules/provisioning.js'
import { compileNotation } from './language.js'
import type { ScriptEntry } from './notation.js'
import { expression, predicateOf } from './source.js'

type CompiledScript = (mv: MvObject, operations: ProvisioningOperations) => void

export function compileScript(entry: ScriptEntry): CompiledScript {
  const when = predicateOf(entry.when, 'mv')
  const dn = compileNotation(entry.dn).compiled
  const initial = Object.entries(entry.initial ?? {}).map(([name, source]) => ({
    name,
    source: compileNotation(source).compiled,
  }))
  return (mv, operations) => {
    if (mv.type !== entry.mv || mv.dead) return
    const { frame } = operations
    frame.mv = mv
    frame.cs = undefined
    const connectors = operations.connectors(mv, entry.ma).filter((cs) => cs.shape.type === entry.cs)
    const wanted = when(frame)
    if (wanted !== true) {
      if (entry.else === 'disconnect') for (const cs of connectors) operations.deprovision(cs)
      return
    }
    if (connectors.length > 0 && entry.rename !== true) return
    const name = producedText(expression(dn, frame, 'outbound')) ?? ''
    if (connectors.length === 0) {
      const values = new Map<string, Stored | undefined>()
      for (const { name: attribute, source } of initial) {
        const value = expression(source, frame, 'outbound')
        if (typeof value !== 'symbol') values.set(attribute, value)
      }
      operations.start(mv, entry.ma, entry.cs, name, values)
      return
    }
    for (const cs of connectors) operations.rename(cs, name)
  }
}
