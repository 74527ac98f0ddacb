import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { CsObject, ExportImage, Image } from '../../src/engine/core/objects.js'
import { connectorState } from '../../src/engine/core/objects.js'
import type { Stored } from '../../src/engine/core/values.js'
import { atomsOf } from '../../src/engine/core/values.js'
import { compileBlueprint, createEngine, type Engine, MemorySystem } from '../../src/engine/index.js'
import { loadConfig } from '../../src/engine/scenario/load.js'
import type { ConfigNotation } from '../../src/engine/scenario/notation.js'
import { ANN, BOB, HR_AD } from '../../src/engine/scenario/testing.js'
import { sourceRecord } from '../../src/engine/scenario/world.js'
import type { AttributeChange, ConnectorSpaceObject, Hologram, ObjectDelta } from '../../src/model/index.js'
import { cli, scratch } from '../support/cli.js'

const at = { file: 'drop.xml', path: '/cs-objects/cs-object[1]' }

function hologram(cs: CsObject, image: Image): Hologram {
  const attributes = [...image.values.entries()].flatMap(([slot, value]) => {
    if (value === undefined) return []
    const { kind, multi } = image.shape.kindAt(slot)
    const isReference = kind === 'reference'
    const values = atomsOf(value).map((atom) =>
      isReference ? { kind: 'reference' as const, dn: String(atom) } : String(atom),
    )
    return [
      {
        name: image.shape.nameAt(slot),
        type: isReference ? ('reference' as const) : ('string' as const),
        multivalued: multi,
        values,
      },
    ]
  })
  return {
    dn: image.dn,
    anchor: cs.anchor ?? '',
    parentAnchor: '',
    objectType: image.shape.type,
    objectClasses: [image.shape.type],
    attributes,
  }
}

function change(cs: CsObject, slot: number, value: Stored | null): AttributeChange {
  const { kind, multi } = cs.shape.kindAt(slot)
  const isReference = kind === 'reference'
  return {
    name: cs.shape.nameAt(slot),
    type: isReference ? 'reference' : 'string',
    multivalued: multi,
    operation: value === null ? 'delete' : 'replace',
    values: atomsOf(value).map((atom) => ({
      operation: 'add' as const,
      value: isReference ? { kind: 'reference' as const, dn: String(atom) } : String(atom),
    })),
  }
}

function delta(cs: CsObject, image: ExportImage): ObjectDelta {
  return {
    operation: image.op,
    raw: '',
    dn: cs.dn,
    newDn: image.newDn ?? '',
    anchor: cs.anchor ?? '',
    objectType: cs.shape.type,
    objectClasses: [],
    attributes: [...image.values.entries()].flatMap(([slot, value]) =>
      value === undefined ? [] : [change(cs, slot, value)],
    ),
  }
}

/** What `csexport` would write of every object of an engine. */
function exported(engine: Engine): { readonly ma: string; readonly object: ConnectorSpaceObject }[] {
  return [...engine.state.spaces].flatMap(([ma, space]) =>
    [...space.objects].map((cs) => ({ ma, object: exportedObject(cs) })),
  )
}

function exportedObject(cs: CsObject): ConnectorSpaceObject {
  const { pending, synced, unapplied, unconfirmed, mv } = cs
  const image = pending === undefined || pending.kind === 'delete' ? undefined : pending.image
  return {
    id: `${cs.space.name} ${cs.seq}`,
    dn: cs.dn,
    objectType: cs.shape.type,
    anchor: cs.anchor ?? '',
    transient: cs.transient,
    state: connectorState(cs),
    isConnector: mv !== undefined,
    connectorState: cs.mode,
    connectorId: cs.space.name,
    connectorName: cs.space.name,
    partitionId: '',
    partitionName: '',
    ...(mv === undefined ? {} : { link: { metaverseObjectId: mv.id, id: '', type: '', time: '' } }),
    importOperation: pending?.kind ?? 'none',
    exportOperation: unapplied?.op ?? 'none',
    flags: [],
    holograms: {
      ...(synced === undefined ? {} : { synchronized: hologram(cs, synced) }),
      ...(image === undefined ? {} : { pendingImport: hologram(cs, image) }),
    },
    deltas: {
      ...(unapplied === undefined ? {} : { unappliedExport: delta(cs, unapplied) }),
      ...(unconfirmed === undefined ? {} : { unconfirmedExport: delta(cs, unconfirmed) }),
    },
    at,
  }
}

function systems(): Map<string, MemorySystem> {
  const made = new Map([
    ['HR', new MemorySystem()],
    ['AD', new MemorySystem()],
  ])
  for (const one of [{ ...ANN, manager: '2' }, BOB]) made.get('HR')?.add(sourceRecord(one))
  return made
}

const steps = ['HR FI', 'HR FS', 'AD EX', 'AD DI', 'AD DS', 'HR FI', 'HR FS'] as const

describe('a running system as start (SE-LOAD-1)', () => {
  it.each(steps.map((_, index) => index + 1))('after %i steps: images, states, links and exports are back', (count) => {
    const running = createEngine(compileBlueprint(loadConfig(HR_AD as ConfigNotation)), { systems: systems() })
    for (const step of steps.slice(0, count)) {
      const [ma = '', kind = 'FI'] = step.split(' ')
      running.runStep(ma, kind as 'FI')
    }
    const copy = createEngine(compileBlueprint(loadConfig(HR_AD as ConfigNotation)), { systems: systems() })
    const restored = copy.restore(exported(running))

    expect(restored.problems).toEqual([])
    expect(exported(copy)).toEqual(exported(running))
    // The rule of a staged initial value is not written into the export.
    const rows = (engine: Engine) => engine.pendingExports().map(({ rule, ...row }) => row)
    expect(rows(copy)).toEqual(rows(running))
  })

  it('a full synchronization on the copy stages no export that was not there (SE-LOAD-2)', () => {
    const running = createEngine(compileBlueprint(loadConfig(HR_AD as ConfigNotation)), { systems: systems() })
    for (const step of steps) {
      const [ma = '', kind = 'FI'] = step.split(' ')
      running.runStep(ma, kind as 'FI')
    }
    const copy = createEngine(compileBlueprint(loadConfig(HR_AD as ConfigNotation)), { systems: systems() })
    copy.restore(exported(running))

    for (const ma of ['HR', 'AD']) copy.runStep(ma, 'FS')

    expect(copy.pendingExports()).toEqual([])
  })
})

it('a staged delete-add comes back, is sent as one, and is then what the target shows', () => {
  const connected = systems()
  const rules = compileBlueprint(loadConfig(HR_AD as ConfigNotation))
  const running = createEngine(rules, { systems: connected })
  for (const step of steps) {
    const [ma = '', kind = 'FI'] = step.split(' ')
    running.runStep(ma, kind as 'FI')
  }
  const stored = exported(running).map(({ ma, object }) => {
    if (ma !== 'AD' || !object.dn.startsWith('CN=Ann')) return { ma, object }
    const attributes = object.holograms.synchronized?.attributes.filter((one) => one.name === 'displayName') ?? []
    const unappliedExport: ObjectDelta = {
      operation: 'delete-add',
      raw: '',
      dn: object.dn,
      newDn: '',
      anchor: object.anchor,
      objectType: object.objectType,
      objectClasses: [],
      attributes: attributes.map(({ name, type, multivalued, values }) => ({
        name,
        type,
        multivalued,
        operation: 'replace',
        values: values.map((value) => ({ operation: 'add', value })),
      })),
    }
    return { ma, object: { ...object, deltas: { unappliedExport } } }
  })
  const copy = createEngine(rules, { systems: connected })
  copy.restore(stored)

  expect(copy.pendingExports()).toMatchObject([
    { operation: 'delete-add', attribute: 'displayName', newValues: ['Ann'] },
  ])
  expect(copy.runStep('AD', 'EX').counters).toEqual({ 'export-delete-add': 1 })
  expect(copy.runStep('AD', 'DI').status).toBe('success')
  const ann = [...(connected.get('AD')?.readAll() ?? [])].find((record) => record.dn.startsWith('CN=Ann'))
  expect(ann?.attributes).toEqual({ displayName: 'Ann' })
  // What flows and was not sent is staged again as an update.
  copy.runStep('AD', 'FS')
  expect(copy.pendingExports().every((row) => row.operation === 'update')).toBe(true)
})

describe('simulate on a connector space export', () => {
  const estate = join(process.cwd(), 'demo', 'estate')

  function drop(state: string): string {
    const file = join(scratch(), 'hr.xml')
    const attr = (name: string, value: string) =>
      `<attr name="${name}" type="string" multivalued="false"><value>${value}</value></attr>`
    const entry = `<entry dn="10001"><anchor encoding="base64">MTAwMDE=</anchor><primary-objectclass>person</primary-objectclass><objectclass><oc-value>person</oc-value></objectclass>${attr('EMP_NO', '10001')}${attr('LAST_NAME', 'Meyer')}${attr('FIRST_NAME', 'Anna')}${attr('EMP_STATUS', 'A')}${attr('REC_TYPE', 'person')}</entry>`
    writeFileSync(
      file,
      `<?xml version="1.0"?><cs-objects><cs-object cs-dn="10001" id="{0A0B0C0D-1111-4222-8333-444444444444}" object-type="person"><synchronized-hologram>${entry}</synchronized-hologram>${state}<ma-name>HR</ma-name></cs-object></cs-objects>`,
    )
    return file
  }

  it('starts from its links and images, without an import', async () => {
    const link =
      '<connector>1</connector><connector-state>normal</connector-state><mv-link lineage-id="{CCCCCCCC-1111-4222-8333-444444444444}" lineage-type="projected" lineage-time="2026-01-02 03:04:05.678">{DDDDDDDD-1111-4222-8333-444444444444}</mv-link>'
    const { out } = await cli(['simulate', estate, '--objects', drop(link)])

    expect(out).toContain('Started from the connector spaces: HR 1; 1 metaverse objects')
    expect(out).not.toMatch(/^HR {2}FI/m)
    expect(out).toMatch(/^HR {2}FS {2}success/m)
    expect(out).toMatch(/connector-(no-)?flow +1/)
  })

  it('keeps an explicit disconnector as it is', async () => {
    const { out } = await cli([
      'simulate',
      estate,
      '--objects',
      drop('<connector>0</connector><connector-state>explicit</connector-state>'),
      '--json',
    ])
    const { steps: ran, start } = JSON.parse(out) as { steps: { counters: object }[]; start: object }

    expect(ran.map((one) => one.counters)).toEqual([{}])
    expect(start).toEqual({ objects: { HR: 1 }, metaverseObjects: 0, newPendingExports: 0 })
  })
})
