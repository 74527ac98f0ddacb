import { sameName } from '../../../analyzers/facts/connectors.js'
import { serverName } from '../../../analyzers/facts/servers.js'
import { finding } from '../../../analyzers/finding.js'
import type { MappingTable } from '../../entra/index.js'
import type { Estate } from '../../model/index.js'
import type { ScenarioResult } from '../assessment.js'
import { feedsOf, keyFed, keysRead, type Write, writesOf } from '../today/flows.js'
import { grouped } from '../today/grouped.js'
import { portal, systemOf, tenant } from '../today/systems.js'
import { ends, type JobTakeover, jobTakeovers, type PlannedCase, plannedCases, takes } from '../today/takeover.js'
import type { Wave } from '../waves/waves.js'
import { contradictionsOf } from './contradictions.js'
import type { AuthorityIssue, AuthorityReport, AuthorityRow, Writer } from './report.js'
import { trapsOf } from './traps.js'

/**
 * The guard against split authority: who writes what today, who after each stage, and where that is two or none. Pure.
 */
export function guardAuthority(
  estate: Estate,
  results: readonly ScenarioResult[],
  mappings: readonly MappingTable[],
  waves: readonly Wave[],
): AuthorityReport {
  const connectors = estate.servers.flatMap((server) => server.connectors)
  const cases = plannedCases(waves, results)
  const systemOfConnector = (id: string) => {
    const connector = connectors.find((item) => item.id === id)
    return connector === undefined ? undefined : systemOf(connector)
  }
  const jobs = jobTakeovers(cases, mappings, systemOfConnector)
  const writes = liveWrites(estate, cases)
  return {
    rows: rowsOf(jobs, writes),
    conflicts: [...conflictsToday(writes), ...conflictsOfJobs(estate, jobs), ...conflictsAfter(jobs, writes)],
    gaps: gapsOf(estate, jobs, cases, writes),
    traps: trapsOf(estate, cases, jobs),
    contradictions: contradictionsOf(estate),
  }
}

/** Without connectors whose design says that nothing uses them: what cannot run holds nothing. */
function liveWrites(estate: Estate, cases: readonly PlannedCase[]): readonly Write[] {
  const retired = new Set(cases.filter((item) => item.design.verdict === 'retire').map((item) => item.subjectId))
  return writesOf(estate).filter((write) => !retired.has(write.connector.id) && write.system !== portal)
}

function legacyWriter({ server, connector }: Write): Writer {
  return { product: server.product, name: `${connector.name} (${serverName(server)})`, key: connector.id }
}

function jobWriter(job: JobTakeover): Writer {
  return { product: 'entra', name: job.jobName, key: job.jobKey }
}

/** Pilot: the pilot's objects change hands; cutover: all of them. */
function rowsOf(jobs: readonly JobTakeover[], writes: readonly Write[]): readonly AuthorityRow[] {
  return jobs.flatMap((job) => {
    const { wave, scenario, subject } = job.planned
    return job.lines.flatMap((line) => {
      const write = writes.find((item) => takes(job, item) && sameName(item.attribute, line.target))
      const base = {
        wave,
        scenario,
        subject,
        system: job.table.target.name,
        objectType: job.table.target.objectType,
        attribute: line.target,
        before: write === undefined ? undefined : legacyWriter(write),
        after: jobWriter(job),
        at: line.provenance,
      }
      return [
        { ...base, stage: 'pilot' as const, population: 'pilot' as const },
        { ...base, stage: 'cutover' as const, population: 'all' as const },
      ]
    })
  })
}

/** Two products on one attribute of one type of one system, before anything has moved. */
function conflictsToday(writes: readonly Write[]): readonly AuthorityIssue[] {
  const places = grouped(writes, (write) => key(write.system, write.objectType, write.attribute))
  const pairs = [...places.values()].flatMap((list) => {
    const servers = grouped(list, (write) => write.server.id)
    return servers.size < 2 ? [] : [[...servers.values()].flatMap(([first]) => (first === undefined ? [] : [first]))]
  })
  const alike = grouped(pairs, (list) => list.map((write) => `${write.connector.id} ${write.objectType}`).join('\n'))
  return [...alike.values()].flatMap((lists) => {
    const [writers] = lists
    const [first] = writers ?? []
    if (writers === undefined || first === undefined) return []
    const attributes = lists.flatMap(([write]) => (write === undefined ? [] : [write.attribute]))
    return [
      {
        wave: 0,
        stage: 'today' as const,
        scenario: '',
        subject: '',
        system: first.connector.name,
        objectType: first.objectType,
        attributes,
        text: finding(
          'M2E-AUTH-201',
          {
            writers: listed(writers.map((write) => legacyWriter(write).name)),
            type: first.objectType,
            count: attributes.length,
            attributes: listed(attributes),
          },
          lists.flat().map((write) => write.at),
        ),
      },
    ]
  })
}

/** Two jobs on one attribute of one type: jobs have no precedence over each other. */
function conflictsOfJobs(estate: Estate, jobs: readonly JobTakeover[]): readonly AuthorityIssue[] {
  return jobs.flatMap((job, index) =>
    jobs.slice(0, index).flatMap((earlier) => {
      if (
        earlier.jobKey === job.jobKey ||
        earlier.system !== job.system ||
        !sameName(earlier.table.target.objectType, job.table.target.objectType) ||
        havePeopleOfTheirOwn(estate, earlier, job)
      )
        return []
      const shared = job.lines.filter((line) => earlier.lines.some((other) => sameName(other.target, line.target)))
      if (shared.length === 0) return []
      return [
        issue(
          job.planned.wave >= earlier.planned.wave ? job : earlier,
          shared.map((line) => line.target),
          finding(
            'M2E-AUTH-202',
            {
              jobs: listed([earlier.jobName, job.jobName]),
              count: shared.length,
              attributes: listed(shared.map((line) => line.target)),
              system: job.table.target.name,
            },
            shared.flatMap((line) => line.provenance.slice(0, 1)),
          ),
        ),
      ]
    }),
  )
}

/** Both sources make people and neither joins those of the other: each writes to its own. */
function havePeopleOfTheirOwn(estate: Estate, a: JobTakeover, b: JobTakeover): boolean {
  const connectors = estate.servers.flatMap((server) => server.connectors)
  return [a, b].every(({ table }) => {
    const source = connectors.find((connector) => connector.id === table.source.id)
    const isOfType = (item: { readonly objectType: string }) => sameName(item.objectType, table.source.objectType)
    return source?.projections.some(isOfType) === true && !source.joins.some(isOfType)
  })
}

/** A product that goes on writing what a job has taken over: another server, or the tenant's own sync. */
function conflictsAfter(jobs: readonly JobTakeover[], writes: readonly Write[]): readonly AuthorityIssue[] {
  return jobs.flatMap((job) => {
    const { planned, table } = job
    const still = writes.filter(
      (write) =>
        write.system === job.system &&
        write.connector.id !== table.target.id &&
        sameName(write.objectType, table.target.objectType) &&
        !write.initialOnly &&
        job.lines.some((line) => sameName(writtenName(job, line), write.attribute)) &&
        !jobs.some((other) => takes(other, write) && other.planned.wave <= planned.wave),
    )
    const others = grouped(still, (write) => write.connector.id)
    return [...others.values()].flatMap((list) => {
      const [first] = list
      if (first === undefined) return []
      const attributes = [...new Set(list.map((write) => write.attribute))]
      return [
        issue(
          job,
          attributes,
          finding(
            'M2E-AUTH-203',
            {
              job: job.jobName,
              writer: legacyWriter(first).name,
              count: attributes.length,
              attributes: listed(attributes),
            },
            list.map((write) => write.at),
          ),
        ),
      ]
    })
  })
}

/** In the tenant the job's names count, elsewhere those of today's connector. */
function writtenName(job: JobTakeover, line: JobTakeover['lines'][number]): string {
  return job.system === tenant ? line.mapping.target : line.target
}

/**
 * A write that goes on although all that fed it is gone: the connector of a source is taken off when its scenario is
 * decommissioned, and what other systems still need of it has then no writer behind it.
 */
function gapsOf(
  estate: Estate,
  jobs: readonly JobTakeover[],
  cases: readonly PlannedCase[],
  writes: readonly Write[],
): readonly AuthorityIssue[] {
  const sources = jobs.filter((job) => ends(job.planned.design.verdict))
  const leaving = grouped(sources, (job) => job.table.source.id)
  return [...leaving].flatMap(([connectorId, list]) => {
    const [first] = list
    const server = estate.servers.find((item) => item.connectors.some((one) => one.id === connectorId))
    if (first === undefined || server === undefined) return []
    const wave = Math.max(...list.map((job) => job.planned.wave))
    const feeds = feedsOf(server)
    const gone = new Set(feeds.filter((feed) => feed.connectorId === connectorId).map(keyFed))
    const fed = new Set(feeds.filter((feed) => feed.connectorId !== connectorId).map(keyFed))
    const starved = writes.filter(
      (write) =>
        keysRead(write).some((name) => gone.has(name)) &&
        !keysRead(write).some((name) => fed.has(name)) &&
        !jobs.some((job) => takes(job, write) && job.planned.wave <= wave) &&
        !cases.some((item) => item.subjectId === write.connector.id && item.design.verdict === 'retire'),
    )
    const targets = grouped(starved, (write) => `${write.connector.id}\n${write.objectType}`)
    return [...targets.values()].flatMap((hungry) => {
      const [one] = hungry
      if (one === undefined) return []
      const attributes = [...new Set(hungry.map((write) => write.attribute))]
      return [
        {
          wave,
          stage: 'decommission' as const,
          scenario: first.planned.scenario,
          subject: first.planned.subject,
          system: one.connector.name,
          objectType: one.objectType,
          attributes,
          text: finding(
            'M2E-AUTH-211',
            {
              source: first.table.source.name,
              target: one.connector.name,
              type: one.objectType,
              count: attributes.length,
              attributes: listed(attributes),
            },
            hungry.map((write) => write.at),
          ),
        },
      ]
    })
  })
}

function issue(job: JobTakeover, attributes: readonly string[], text: AuthorityIssue['text']): AuthorityIssue {
  const { wave, scenario, subject } = job.planned
  return {
    wave,
    stage: 'cutover',
    scenario,
    subject,
    system: job.table.target.name,
    objectType: job.table.target.objectType,
    attributes,
    text,
  }
}

function listed(names: readonly string[]): string {
  return names.join(', ')
}

function key(...parts: readonly string[]): string {
  return parts.join('\n').toLowerCase()
}
