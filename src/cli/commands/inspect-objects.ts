import type { Estate, NamedCount, ObjectSource, RunSummary } from '../../model/index.js'

/** Files of objects in numbers, for `inspect --json`. */
export function objectSourcesJson(estate: Estate) {
  return (estate.objectSources ?? []).map((source) => ({
    file: source.file,
    kind: source.kind,
    connectorId: source.connectorId,
    connectorName: source.connectorName,
    objects: source.objects,
    byObjectType: source.byObjectType,
    byConnectorState: source.byConnectorState,
    pendingImports: source.pendingImports,
    pendingExports: source.pendingExports,
    unconfirmedExports: source.unconfirmedExports,
    attributes: source.attributes.length,
    outsideSchema: source.outsideSchema.map(({ objectType, name, objects }) => ({ objectType, name, objects })),
    truncated: source.truncated,
  }))
}

/** Runs by connector, profile and result. */
export function runsJson(estate: Estate): readonly NamedCount[] {
  const counts = new Map<string, number>()
  for (const run of estate.runs ?? []) {
    const name = `${run.connectorName} / ${run.profile}: ${resultOf(run)}`
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return [...counts].map(([name, count]) => ({ name, count })).sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** A run ends as its last step does. */
function resultOf(run: RunSummary): string {
  return run.steps.at(-1)?.result ?? ''
}

export function objectLines(estate: Estate): string[] {
  const runs = estate.runs ?? []
  return [
    ...(estate.objectSources ?? []).flatMap(sourceTree),
    ...(runs.length === 0 ? [] : [`run history: ${number(runs.length)} runs`]),
  ]
}

function sourceTree(source: ObjectSource): string[] {
  const owner = source.connectorName === '' ? '' : ` of ${source.connectorName}`
  const children = [
    line('by type', source.byObjectType),
    line('by state', source.byConnectorState),
    line('pending imports', source.pendingImports),
    line('pending exports', source.pendingExports),
    line('exports not confirmed', source.unconfirmedExports),
  ].filter((text) => text !== '')
  return [
    `${source.file}: ${number(source.objects)} objects${owner}${source.truncated ? ', cut off' : ''}`,
    ...children.map((text, index) => `${index === children.length - 1 ? '└─' : '├─'} ${text}`),
  ]
}

function line(title: string, counts: readonly NamedCount[]): string {
  const named = counts.map(({ name, count }) => `${name === '' ? '(none)' : name} ${number(count)}`)
  return named.length === 0 ? '' : `${title}: ${named.join(', ')}`
}

function number(value: number): string {
  return value.toLocaleString('en-US')
}
