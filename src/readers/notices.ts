import type { Notice, Provenance } from '../model/index.js'

/** Every kind of notice a reader can give: id → severity. Ids are never reused. */
export const noticeKinds = {
  // The input as a whole
  'M2E-READ-001': { severity: 'error', title: 'File cannot be read' },
  'M2E-READ-002': { severity: 'error', title: 'File is cut off' },
  'M2E-READ-003': { severity: 'error', title: 'File is not well-formed XML' },
  'M2E-READ-004': { severity: 'error', title: 'Document type declaration or entity refused' },
  'M2E-READ-005': { severity: 'error', title: 'Encoding does not match the content' },
  'M2E-READ-006': { severity: 'error', title: 'Archive entry refused' },
  'M2E-READ-007': { severity: 'info', title: 'File not recognised' },
  'M2E-READ-008': { severity: 'warning', title: 'Two exports of the same server' },
  'M2E-READ-009': { severity: 'warning', title: 'Part of the export is missing' },
  'M2E-READ-010': { severity: 'info', title: 'Same file given twice' },
  'M2E-READ-011': { severity: 'error', title: 'File is too large or nested too deeply' },
  // What is inside
  'M2E-READ-020': { severity: 'warning', title: 'Connector of unknown kind' },
  'M2E-READ-021': { severity: 'warning', title: 'Reference to a connector that is not there' },
  'M2E-READ-022': { severity: 'warning', title: 'Unknown rule or mapping kind' },
  'M2E-READ-023': { severity: 'warning', title: 'Unknown filter operator' },
  'M2E-READ-024': { severity: 'warning', title: 'Unknown run step' },
  'M2E-READ-025': { severity: 'info', title: 'Unknown attribute syntax, read as text' },
  'M2E-READ-026': { severity: 'warning', title: 'Embedded document cannot be parsed' },
  'M2E-READ-027': { severity: 'info', title: 'Reference to an object that is not in the input' },
  'M2E-READ-028': { severity: 'warning', title: 'Secret in clear text, removed' },
  'M2E-READ-029': { severity: 'warning', title: 'Required element is missing' },
  'M2E-READ-030': { severity: 'warning', title: 'Unknown element or attribute' },
  'M2E-READ-031': { severity: 'warning', title: 'Attribute is not in the schema' },
  'M2E-READ-032': { severity: 'warning', title: 'Same object twice' },
  'M2E-READ-034': { severity: 'warning', title: 'Filter that cannot be understood' },
  'M2E-READ-033': { severity: 'info', title: 'Metaverse without import flows' },
  // MIM Service
  'M2E-READ-040': { severity: 'info', title: 'Objects the product ships are not in the export' },
  'M2E-READ-041': { severity: 'info', title: "Object taken for the product's own" },
  'M2E-READ-042': { severity: 'warning', title: 'Changes between two systems, not an export' },
  // JSON, PowerShell and YAML
  'M2E-READ-050': { severity: 'error', title: 'File is damaged' },
  'M2E-READ-051': { severity: 'warning', title: 'Property given twice' },
  'M2E-READ-052': { severity: 'warning', title: 'Statement was not read' },
  'M2E-READ-053': { severity: 'warning', title: 'What this kind of export does not carry' },
  'M2E-READ-054': { severity: 'warning', title: 'Synchronization rule is incomplete' },
  'M2E-READ-055': { severity: 'warning', title: 'Value cannot be known without running the script' },
  'M2E-READ-056': { severity: 'info', title: 'Rules of several exports put together' },
  // Code, codeless rules and schedules
  'M2E-READ-070': { severity: 'warning', title: 'Source code with errors' },
  'M2E-READ-071': { severity: 'info', title: 'Source code read in outline only' },
  'M2E-READ-072': { severity: 'warning', title: 'Password in source code' },
  'M2E-READ-073': { severity: 'warning', title: 'Rule names the code works out at run time' },
  'M2E-READ-074': { severity: 'warning', title: 'Unknown codeless rule, condition or transform' },
  'M2E-READ-075': { severity: 'warning', title: 'File that a configuration names is not in the input' },
  'M2E-READ-076': { severity: 'info', title: 'Object identified by its anchor' },
  'M2E-READ-077': { severity: 'warning', title: 'Unknown operation or reference of a configuration script' },
  'M2E-READ-078': { severity: 'info', title: 'Scheduled command that is not understood' },
  // Objects
  'M2E-READ-060': { severity: 'warning', title: 'Objects of a connector that is not in the input' },
  'M2E-READ-061': { severity: 'warning', title: 'File of objects that belongs to no connector' },
  'M2E-READ-062': { severity: 'warning', title: 'Value is not of its type' },
  'M2E-READ-063': { severity: 'warning', title: 'Attribute of objects is not in the connector schema' },
  'M2E-READ-064': { severity: 'warning', title: 'Row with too few or too many columns' },
  'M2E-READ-065': { severity: 'warning', title: 'Record cannot be read' },
  'M2E-READ-066': { severity: 'warning', title: 'Bytes that are not valid in the encoding' },
  'M2E-READ-067': { severity: 'warning', title: 'Two files of the same objects' },
  // Databases
  'M2E-READ-090': { severity: 'warning', title: 'Table of a database that could not be read' },
  'M2E-READ-091': { severity: 'warning', title: 'Synchronization rules in a form that is not known' },
  'M2E-READ-092': { severity: 'info', title: 'Values of objects that were not read' },
  'M2E-READ-093': { severity: 'info', title: 'Requests of the MIM Service' },
  'M2E-READ-094': { severity: 'warning', title: 'Fewer or more rows than the server counts' },
  'M2E-READ-095': { severity: 'warning', title: 'Connection to a database without proven encryption' },
  'M2E-READ-096': { severity: 'info', title: 'How a database was read' },
  'M2E-READ-097': { severity: 'error', title: 'Snapshot that was not finished' },
  'M2E-READ-098': { severity: 'error', title: 'File of the offline script that is not whole' },
} as const satisfies Record<string, { severity: Notice['severity']; title: string }>

export type NoticeId = keyof typeof noticeKinds

/** @param advice what to do, '' when nothing has to be done */
export function notice(id: NoticeId, at: Provenance, message: string, advice = ''): Notice {
  return { id, severity: noticeKinds[id].severity, message, advice, at }
}
