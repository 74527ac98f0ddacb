import { redactValues } from '../mim-service/redact.js'
import type { DocumentPeek, EstatePart, Reader } from '../reader.js'
import { type FileReading, readFile } from '../sync-config/read-file.js'
import { noteSecret } from '../sync-config/redaction.js'
import type { Section } from '../sync-config/section.js'
import { readScript, readVariablesFile } from './read-script.js'

export { assembleScripts } from './assemble-scripts.js'

const SCRIPT = 'Lithnet.ResourceManagement.ConfigSync'

export const readers: readonly Reader[] = [
  {
    kind: 'mim-service-script',
    title: 'MIM Service configuration script (Lithnet)',
    recognise: ({ root }) => root?.local === SCRIPT,
    read: (document) => readFile(document, [], readScript),
  },
  {
    kind: 'mim-service-variables',
    title: 'Variables of MIM Service configuration scripts (Lithnet)',
    recognise: ({ root }) => root?.local === `${SCRIPT}.Variables`,
    read: (document) => readFile(document, [], readVariablesFile),
  },
  {
    kind: 'mim-service-workflow',
    title: 'MIM Service workflow definition (XOML)',
    recognise: isWorkflow,
    read: (document) => readFile(document, [], (file) => readWorkflow(document.text, file)),
  },
]

function isWorkflow({ root }: DocumentPeek): boolean {
  return (
    root !== undefined &&
    /^(?:Sequential|Authentication|Authorization|Action)Workflow$/.test(root.local) &&
    /^\s*clr-namespace:\s*Microsoft\.ResourceManagement\./i.test(root.namespace)
  )
}

function readWorkflow(text: string, { root, book }: FileReading): readonly EstatePart[] {
  handOut(root)
  const { values, removed } = redactValues('XOML', [text])
  if (removed) noteSecret('XOML', root.at, book)
  const phase = root.local === 'SequentialWorkflow' ? '' : root.local.replace('Workflow', '')
  return [{ kind: 'workflow-file', xoml: values[0] ?? '', phase, at: root.at }]
}

/** Every element is an activity, a property or a value, and every attribute a property: all of it is read later. */
function handOut(root: Section): void {
  const waiting = [root]
  for (let section = waiting.pop(); section !== undefined; section = waiting.pop()) {
    for (const name of Object.keys(section.element.attributes)) section.attribute(name)
    for (const local of new Set(section.element.children.map((child) => child.local)))
      waiting.push(...section.many(local))
  }
}
