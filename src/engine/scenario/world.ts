/** An engine with simulated connected systems, driven step by step by a scenario. */

import type { CsObject } from '../core/objects.js'
import type { Stored } from '../core/values.js'
import type { Engine } from '../engine.js'
import { createEngine } from '../engine.js'
import { compileBlueprint } from '../rules/compile.js'
import type { SourceRecord } from '../system/connected-system.js'
import { MemorySystem } from '../system/memory-system.js'
import { loadConfig } from './load.js'
import type { ConfigNotation, MaNotation, Scenario, ScenarioFile, ScenarioRecord } from './notation.js'
import { isObject, mergePatch } from './notation.js'

export class World {
  readonly engine: Engine
  readonly systems = new Map<string, MemorySystem>()
  private config: ConfigNotation

  constructor(file: ScenarioFile, scenario: Scenario) {
    const base = file.bases[scenario.base]
    if (base === undefined) throw new Error(`There is no base ${scenario.base}.`)
    this.config = asConfig(scenario.config === undefined ? base : mergePatch(base, scenario.config))
    this.configureSystems()
    for (const [ma, records] of Object.entries(scenario.cd ?? {}))
      for (const record of records) this.system(ma).add(sourceRecord(record))
    this.engine = createEngine(compileBlueprint(loadConfig(this.config)), { systems: this.systems, now: 0 })
  }

  /** Changes the configuration in force. */
  patch(patch: unknown): void {
    this.config = asConfig(mergePatch(this.config, patch))
    this.configureSystems()
    this.engine.useRules(compileBlueprint(loadConfig(this.config), this.engine.state.rules.vocabulary))
  }

  private configureSystems(): void {
    for (const [name, ma] of Object.entries(this.config.mas ?? {})) {
      const options = optionsOf(ma)
      const known = this.systems.get(name)
      if (known === undefined) this.systems.set(name, new MemorySystem(options))
      else known.configure(options)
    }
  }

  system(ma: string): MemorySystem {
    const found = this.systems.get(ma)
    if (found === undefined) throw new Error(`There is no management agent ${ma}.`)
    return found
  }

  change(ma: string, record: ScenarioRecord): void {
    const { $anchor, $type, $dn, ...attributes } = record
    if ($anchor === null) throw new Error('A change needs an anchor.')
    this.system(ma).set({ anchor: $anchor, type: $type, dn: $dn, attributes: valuesOf(attributes) })
  }

  /** A connector space object by its link `<MA>:<key>`. */
  byLink(link: string): CsObject | undefined {
    for (const name of this.engine.state.spaces.keys())
      if (link.startsWith(`${name}:`)) {
        const found = this.engine.find(name, link.slice(name.length + 1))
        if (found !== undefined) return found
      }
    return undefined
  }
}

function asConfig(value: unknown): ConfigNotation {
  if (!isObject(value) || (value.engine !== 'mim' && value.engine !== 'aadc'))
    throw new Error('A configuration needs engine mim or aadc.')
  return value as unknown as ConfigNotation
}

function optionsOf(ma: MaNotation): {
  newAnchor: string | undefined
  onCreate: MaNotation['onCreate']
  exportOnly: MaNotation['exportOnly']
} {
  return { newAnchor: ma.newAnchor, onCreate: ma.onCreate, exportOnly: ma.exportOnly }
}

export function sourceRecord(record: ScenarioRecord): SourceRecord {
  const { $anchor, $type, $dn, ...attributes } = record
  return {
    anchor: $anchor === null ? null : String($anchor),
    type: $type ?? '',
    dn: $dn ?? $anchor ?? '',
    attributes: valuesOf(attributes),
  }
}

function valuesOf(attributes: Readonly<Record<string, unknown>>): Readonly<Record<string, Stored | null>> {
  const values: Record<string, Stored | null> = {}
  for (const [name, value] of Object.entries(attributes)) if (value !== undefined) values[name] = value as Stored | null
  return values
}
