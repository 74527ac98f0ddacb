import type { EstatePart } from './reader.js'

export type ConnectorPart = Extract<EstatePart, { kind: 'connector' }>
export type MetaversePart = Extract<EstatePart, { kind: 'metaverse' }>
export type RulePart = Extract<EstatePart, { kind: 'sync-rule' }>
export type ServerPart = ConnectorPart | MetaversePart | RulePart

/** The files of one export of one server. */
export interface ServerExport {
  readonly folder: string
  readonly server: string
  readonly exportedAt: string
  readonly parts: readonly ServerPart[]
}

export function isServerPart(part: EstatePart): part is ServerPart {
  return part.kind === 'connector' || part.kind === 'metaverse' || part.kind === 'sync-rule'
}

export function fileOf(part: ServerPart): string {
  if (part.kind === 'connector') return part.connector.at.file
  return part.kind === 'sync-rule' ? part.rule.at.file : part.at.file
}

/** Folder of an export. Entra Connect spreads one over three folders with fixed names. */
export function exportFolder(file: string): string {
  const folder = file.slice(0, Math.max(file.lastIndexOf('/'), file.lastIndexOf('!')))
  const inner = folder.slice(Math.max(folder.lastIndexOf('/'), folder.lastIndexOf('!')) + 1)
  if (!/^(?:connectors|synchronizationrules|globalsettings)$/i.test(inner)) return folder || file
  return folder.slice(0, folder.length - inner.length - 1) || folder
}
