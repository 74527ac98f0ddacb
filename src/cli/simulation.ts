import { resolve } from 'node:path'
import {
  compileEstate,
  createEngine,
  type Engine,
  exerciseRules,
  MemorySystem,
  openSqliteStore,
  type Restored,
  type StepResult,
  type StoredSpaceObject,
} from '../engine/index.js'
import type { Estate, MetaverseObject, SyncServer } from '../model/index.js'
import { InputError } from '../readers/files/input-error.js'
import { openEstate } from '../readers/open.js'
import { type RecordFile, readSystemRecords } from '../readers/records.js'
import type { CliIo } from './io.js'
import { nearest } from './nearest.js'
import { Progress } from './progress.js'

export interface SimulationOptions {
  readonly objects?: readonly string[]
  /** Objects are made from the schemas, so that every rule is exercised; none are read. */
  readonly generate?: boolean
  /** Counts which rules are exercised. */
  readonly coverage?: boolean
  /** Server id or name; by default the first with a metaverse. */
  readonly server?: string
  /** File that keeps connector spaces and metaverse, so that a later run is a delta. */
  readonly state?: string
  /** `connector:run profile`, in order; by default a full import and a full synchronization of all with objects. */
  readonly run?: readonly string[]
}

export interface Simulation {
  readonly engine: Engine
  readonly server: SyncServer
  readonly files: readonly RecordFile[]
  readonly results: readonly StepResult[]
  /** Where connector space exports were given: the state they restored, and what a run stages beyond it. */
  readonly start?: { readonly restored: Restored; readonly drift: number } | undefined
  /** Connectors that no rule at hand makes and that were linked by hand, by connector. */
  readonly linkedByHand: ReadonlyMap<string, number>
  /** What the engine could not take over from the configuration. */
  readonly remarks: readonly string[]
}

/** Reads the configuration, loads the objects, runs. Used by every command that asks the engine something. */
export async function simulate(paths: readonly string[], options: SimulationOptions, io: CliIo): Promise<Simulation> {
  if (options.generate !== true && (options.objects ?? []).length === 0)
    throw new InputError(
      'There are no objects to run the configuration on.',
      'Give them with --objects, or let --generate make them from the schemas.',
    )
  if (options.generate === true && (options.objects !== undefined || options.run !== undefined))
    throw new InputError(
      '--generate makes its own objects and runs its own steps.',
      'Leave out --objects and --run, or leave out --generate.',
    )
  const progress = new Progress(io)
  progress.doing('read')
  const estate = await openEstate(paths.map((path) => resolve(io.cwd, path)))
  progress.done(`${estate.servers.length} ${estate.servers.length === 1 ? 'server' : 'servers'}`)
  const server = chooseServer(estate, options.server)
  const rules = compileEstate(estate, {}, { server: server.id })
  const common = {
    now: Date.parse(io.now()),
    ...(options.state === undefined ? {} : { store: openSqliteStore(resolve(io.cwd, options.state)) }),
  }
  if (options.generate === true) {
    progress.doing('run')
    const services = estate.services.flatMap((service) => service.syncRules)
    const { engine, objects, linkedByHand } = exerciseRules(server, services, rules, common)
    progress.done(`${engine.history.length} steps on generated objects`)
    const files = [...objects].map(([connector, count]) => ({ file: 'generated', connector, objects: count }))
    return { engine, server, files, results: engine.history, linkedByHand, remarks: rules.blueprint.remarks }
  }
  progress.doing('objects')
  const systems = new Map(server.connectors.map((connector) => [connector.name, new MemorySystem()]))
  const names = new Map(server.connectors.map((connector) => [connector.id, connector.name]))
  const stored: StoredSpaceObject[] = []
  const searched: MetaverseObject[] = []
  const files = await readSystemRecords(
    (options.objects ?? []).map((path) => resolve(io.cwd, path)),
    server.connectors,
    (record) => {
      const { anchor, dn, attributes } = record
      systems.get(names.get(record.connectorId) ?? '')?.add({ anchor, dn, type: record.objectType, attributes })
    },
    {
      space: (connectorId, object) => stored.push({ ma: names.get(connectorId) ?? '', object }),
      metaverse: (object) => searched.push(object),
    },
  )
  progress.done(files.map((file) => `${file.connector} ${file.objects.toLocaleString('en-US')}`).join(' · '))
  const engine = createEngine(rules, { systems, countsRules: options.coverage === true, ...common })
  const restored = restoreStart(engine, systems, stored, searched)
  const before = new Set(engine.pendingExports().map((row) => `${row.ma}\n${row.key}`))
  progress.doing('run')
  const results = (options.run ?? []).length === 0 ? runAll(engine, files) : runAsked(engine, server, options.run ?? [])
  progress.done(`${results.length} steps`)
  const remarks = [...rules.blueprint.remarks, ...(restored?.problems ?? [])]
  const start = restored === undefined ? undefined : { restored, drift: driftSince(engine, before) }
  return { engine, server, files, results, linkedByHand: new Map(), start, remarks }
}

/** Connector spaces of drops are the start; what they show is what their systems hold, with nothing new in it. */
function restoreStart(
  engine: Engine,
  systems: ReadonlyMap<string, MemorySystem>,
  stored: readonly StoredSpaceObject[],
  searched: readonly MetaverseObject[],
): Restored | undefined {
  // A state file that was written before holds the start and everything since.
  if (stored.length === 0 || engine.objects().length > 0) return undefined
  for (const ma of new Set(stored.map((one) => one.ma))) systems.get(ma)?.consumeChanges()
  return engine.restore(stored, searched)
}

/** SE-LOAD-2: objects with a pending export now that had none at the start. */
function driftSince(engine: Engine, before: ReadonlySet<string>): number {
  const now = new Set(engine.pendingExports().map((row) => `${row.ma}\n${row.key}`))
  return [...now].filter((key) => !before.has(key)).length
}

function chooseServer(estate: Estate, asked: string | undefined): SyncServer {
  const found =
    asked === undefined
      ? (estate.servers.find((server) => server.metaverse !== undefined) ?? estate.servers[0])
      : estate.servers.find((server) => server.id === asked || server.name.toLowerCase() === asked.toLowerCase())
  if (found !== undefined) return found
  throw new InputError(
    asked === undefined
      ? 'The input holds no synchronization server to run.'
      : `There is no server "${asked}" in the input.`,
    `Servers are: ${estate.servers.map((server) => server.name || server.id).join(', ') || 'none'}.`,
  )
}

/** Connector spaces that came as a state need no import. Everything is imported before anything is synchronized, as an initial load is done. */
function runAll(engine: Engine, files: readonly RecordFile[]): StepResult[] {
  const named = files.filter((file) => file.connector !== '')
  const connectors = [...new Set(named.map((file) => file.connector))]
  const fresh = connectors.filter((name) => named.some((file) => file.connector === name && file.isState !== true))
  const known = connectors.filter((name) => named.some((file) => file.connector === name && file.hasImages !== false))
  return [...fresh.map((name) => engine.runStep(name, 'FI')), ...known.map((name) => engine.runStep(name, 'FS'))]
}

function runAsked(engine: Engine, server: SyncServer, asked: readonly string[]): StepResult[] {
  return asked.flatMap((text) => {
    const at = text.lastIndexOf(':')
    const [name, profile] = [text.slice(0, at), text.slice(at + 1)]
    const connector = server.connectors.find((one) => one.name.toLowerCase() === name.toLowerCase())
    if (at < 0 || connector === undefined)
      throw notKnown(
        'connector',
        name || text,
        server.connectors.map((one) => one.name),
      )
    const found = connector.runProfiles.find((one) => one.name.toLowerCase() === profile.toLowerCase())
    if (found === undefined)
      throw notKnown(
        `run profile of ${connector.name}`,
        profile,
        connector.runProfiles.map((one) => one.name),
      )
    return engine.runProfile(connector.name, found.name)
  })
}

function notKnown(what: string, name: string, known: readonly string[]): InputError {
  const close = nearest(name, known)
  return new InputError(
    `"${name}" is not a ${what}.`,
    `${close === undefined ? '' : `Did you mean "${close}"? `}Known are: ${known.join(', ')}. Write --run "connector:run profile".`,
  )
}
