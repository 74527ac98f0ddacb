/** State of an engine against the expectation of a scenario. */

import type { CsObject, ExportImage, MvObject } from '../core/objects.js'
import { connectorState, importedView } from '../core/objects.js'
import type { Shape } from '../core/shape.js'
import type { ExportSlots } from '../core/values.js'
import { atomsOf, atomText } from '../core/values.js'
import type { CsExpectation, MvExpectation, ScenarioRecord, StateNotation } from './notation.js'
import { isObject } from './notation.js'
import type { World } from './world.js'

export interface Deviation {
  readonly path: string
  readonly expected: unknown
  readonly got: unknown
}

export function compareState(world: World, expected: StateNotation): readonly Deviation[] {
  const found: Deviation[] = []
  if (expected.mv !== undefined) found.push(...compareMetaverse(world, expected.mv))
  for (const [ma, objects] of Object.entries(expected.cs ?? {})) found.push(...compareSpace(world, ma, objects))
  for (const [ma, records] of Object.entries(expected.cd ?? {})) found.push(...compareSystem(world, ma, records))
  return found
}

/** A value in the one form both sides share: sets sorted, null for nothing. */
export function canonical(value: unknown): unknown {
  if (value === undefined || value === null) return null
  if (Array.isArray(value)) {
    const items = value.map(canonical).filter((item) => item !== null)
    if (items.length === 0) return null
    return items.sort((a, b) => compare(JSON.stringify(a), JSON.stringify(b)))
  }
  return value
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Equal as the notation says: multi-values as sets; one value and a list of it are the same. */
export function sameJson(a: unknown, b: unknown): boolean {
  const left = canonical(a)
  const right = canonical(b)
  return text(left) === text(right)
}

function text(value: unknown): string {
  return JSON.stringify(Array.isArray(value) && value.length === 1 ? value[0] : value)
}

function check(found: Deviation[], path: string, expected: unknown, got: unknown): void {
  if (!sameJson(expected, got)) found.push({ path, expected: canonical(expected), got: canonical(got) })
}

function atomJson(atom: ReturnType<typeof atomsOf>[number]): unknown {
  if (typeof atom === 'object' && 'links' in atom) return { $ref: [...atom.links.map((cs) => cs.link)].sort()[0] ?? '' }
  if (typeof atom === 'bigint') return Number(atom)
  return typeof atom === 'object' ? atomText(atom) : atom
}

export function valuesJson(shape: Shape, values: ExportSlots): Record<string, unknown> {
  const json: Record<string, unknown> = {}
  for (let slot = 0; slot < values.length; slot++) {
    const value = values[slot]
    if (value === undefined) continue
    const atoms = atomsOf(value).map(atomJson)
    json[shape.nameAt(slot)] = value === null ? null : shape.kindAt(slot).multi || atoms.length > 1 ? atoms : atoms[0]
  }
  return json
}

/** References of an expectation by the link the engine's own object shows. */
function withRefs(world: World, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => withRefs(world, one))
  if (!isObject(value) || typeof value.$ref !== 'string') return value
  const mv = world.byLink(value.$ref)?.mv
  return mv === undefined ? value : { $ref: [...mv.links.map((cs) => cs.link)].sort()[0] ?? '' }
}

/** Compares attributes; without `partial` what is not named must be absent. */
export function compareAttributes(
  world: World,
  path: string,
  expected: Readonly<Record<string, unknown>>,
  got: Readonly<Record<string, unknown>>,
  partial: boolean,
): readonly Deviation[] {
  const found: Deviation[] = []
  const names = partial ? Object.keys(expected) : [...new Set([...Object.keys(expected), ...Object.keys(got)])]
  for (const name of names.sort()) check(found, `${path}.${name}`, withRefs(world, expected[name]), got[name])
  return found
}

function compareMetaverse(world: World, expected: readonly MvExpectation[]): readonly Deviation[] {
  const found: Deviation[] = []
  const { objects } = world.engine.state.metaverse
  if (objects.size !== expected.length)
    found.push({ path: 'mv.length', expected: expected.length, got: [...objects].map(linksOf) })
  for (const one of expected) {
    const path = `mv[${one.links.join(', ')}]`
    const mv = one.links.map((link) => world.byLink(link)?.mv).find((each) => each !== undefined)
    if (mv === undefined) {
      found.push({ path, expected: 'an object', got: [...objects].map(linksOf) })
      continue
    }
    compareMv(world, found, path, one, mv)
  }
  return found
}

function linksOf(mv: MvObject): string {
  return mv.links.map((cs) => cs.link).join(', ')
}

function compareMv(world: World, found: Deviation[], path: string, expected: MvExpectation, mv: MvObject): void {
  check(
    found,
    `${path}.links`,
    expected.links,
    mv.links.map((cs) => cs.link),
  )
  if (expected.type !== undefined) check(found, `${path}.type`, expected.type, mv.type)
  if (expected.attrs !== undefined)
    found.push(
      ...compareAttributes(
        world,
        `${path}.attrs`,
        expected.attrs,
        valuesJson(mv.shape, mv.values),
        expected.partial === true,
      ),
    )
  for (const [name, label] of Object.entries(expected.from ?? {})) {
    const slot = mv.shape.find(name)
    check(found, `${path}.from.${name}`, label, slot === undefined ? null : mv.contributors[slot]?.label)
  }
  if (expected.detected !== undefined) check(found, `${path}.detected`, expected.detected, mv.detected ?? [])
}

function compareSpace(
  world: World,
  ma: string,
  expected: Readonly<Record<string, CsExpectation>>,
): readonly Deviation[] {
  const found: Deviation[] = []
  const space = world.engine.state.space(ma)
  const placeholders = new Set(space.placeholders().map((dn) => dn.toLowerCase()))
  const byKey = new Map([...space.objects].map((cs) => [cs.key, cs]))
  const wanted = Object.entries(expected).filter(([, fields]) => fields.state !== 'placeholder')
  check(
    found,
    `cs.${ma} keys`,
    wanted.map(([key]) => key),
    [...byKey.keys()],
  )
  for (const [key, fields] of Object.entries(expected)) {
    const path = `cs.${ma}.${key}`
    if (fields.state === 'placeholder') {
      const dn = key.startsWith('dn:') ? key.slice(3) : key
      if (!placeholders.has(dn.toLowerCase())) found.push({ path, expected: 'placeholder', got: [...placeholders] })
      continue
    }
    const cs = byKey.get(key)
    if (cs !== undefined) compareCs(world, found, path, fields, cs)
  }
  return found
}

function compareCs(world: World, found: Deviation[], path: string, fields: CsExpectation, cs: CsObject): void {
  for (const [field, value] of Object.entries(fields)) {
    const at = `${path}.${field}`
    if (field === 'exportAttrs' || field === 'attrs') {
      const view = importedView(cs)
      const got =
        field === 'exportAttrs'
          ? valuesJson(cs.shape, cs.unapplied?.values ?? [])
          : view === undefined
            ? {}
            : valuesJson(view.shape, view.values)
      const wanted = isObject(value) ? value : {}
      found.push(...compareAttributes(world, at, wanted, got, false))
      if (field === 'exportAttrs') found.push(...sameNames(at, wanted, got))
    } else check(found, at, value, csField(cs, field))
  }
}

/** In a pending export a null is a removal and not nothing. */
function sameNames(
  path: string,
  a: Readonly<Record<string, unknown>>,
  b: Readonly<Record<string, unknown>>,
): readonly Deviation[] {
  const found: Deviation[] = []
  check(found, `${path} names`, Object.keys(a), Object.keys(b))
  return found
}

function csField(cs: CsObject, field: string): unknown {
  switch (field) {
    case 'state':
      return connectorState(cs)
    case 'pendingImport':
      return cs.pending?.kind ?? 'none'
    case 'pendingExport':
      return operation(cs.unapplied)
    case 'unconfirmed':
      return operation(cs.unconfirmed)
    case 'newDn':
      return cs.unapplied?.newDn
    case 'dn':
      return cs.dn
    case 'transient':
      return cs.transient
    case 'error':
      return cs.error
    default:
      return `unknown field ${field}`
  }
}

function operation(change: ExportImage | undefined): string {
  return change?.op ?? 'none'
}

function compareSystem(world: World, ma: string, expected: readonly ScenarioRecord[]): readonly Deviation[] {
  const found: Deviation[] = []
  const got = [...world.system(ma).readAll()].map((record) => ({
    $anchor: record.anchor,
    $type: record.type,
    $dn: record.dn,
    ...record.attributes,
  }))
  const byAnchor = new Map(got.map((record) => [record.$anchor, record]))
  check(
    found,
    `cd.${ma} anchors`,
    expected.map((record) => record.$anchor),
    got.map((record) => record.$anchor),
  )
  for (const record of expected) {
    const other = byAnchor.get(record.$anchor)
    const wanted = { $dn: record.$anchor, ...record }
    if (other !== undefined) found.push(...compareAttributes(world, `cd.${ma}.${record.$anchor}`, wanted, other, false))
  }
  return found
}
