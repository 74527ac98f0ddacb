import type { EstateDocument } from '../../model/index.js'
import type { XmlElement } from '../../xml/index.js'
import type { DocumentPeek, InputDocument, Reader, ReadResult } from '../reader.js'
import { isSecretName } from '../secrets.js'
import type { NoticeBook } from '../sync-config/notice-book.js'
import { type FileReading, readFile } from '../sync-config/read-file.js'
import { Lines } from './ledger.js'

export const projectReader: Reader = {
  kind: 'extension-project',
  title: 'Project file of a rules extension (.csproj, .vbproj)',
  recognise: isProject,
  read: (document) => readFile(document, [], (file) => readProject(document.name, file)),
}

export const solutionReader: Reader = {
  kind: 'extension-solution',
  title: 'Visual Studio solution',
  recognise: ({ root, head }) => root === undefined && /^\s*Microsoft Visual Studio Solution File/.test(head),
  read: readSolution,
}

export const settingsReader: Reader = {
  kind: 'extension-settings',
  title: 'Settings file of a rules extension or scripted connector',
  recognise: isSettings,
  read: (document) => readFile(document, [], (file) => readSettings(document.name, file)),
}

function isProject({ root, head }: DocumentPeek): boolean {
  if (root?.local !== 'Project') return false
  return (
    /\/developer\/msbuild\//.test(root.namespace) ||
    root.attributes.Sdk !== undefined ||
    /<PropertyGroup[\s>]/.test(head)
  )
}

/**
 * Extensions keep settings in XML of their own making. Such a file is told by speaking of extensions, connectors or
 * management agents in its element names; a vocabulary of its own is somebody else's.
 */
function isSettings({ root, head }: DocumentPeek): boolean {
  if (root === undefined || root.namespace !== '') return false
  return /<(?:[\w.-]*(?:MVExtension|MAExtension|rules-?extension|ExtensionParam|MAParameters?|management-?agents?|ConnectorName|MAName)[\w.-]*)[\s/>]/i.test(
    head,
  )
}

const BUILD = 'How the assembly is built; says nothing about what it does.'

function readProject(name: string, { root }: FileReading): ReturnType<Parameters<typeof readFile>[2]> {
  root.document(BUILD)
  const values = root
    .many('PropertyGroup')
    .flatMap((group) => group.many('AssemblyName').map((assembly) => assembly.text().trim()))
    .filter((text) => text !== '' && !text.includes('$('))
  const file = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('!')) + 1)
  const assembly = values[0] ?? file.replace(/\.\w*proj$/i, '')
  const folder = name.slice(0, name.length - file.length)
  const references = elementsOf(root.element).filter((element) =>
    /^(?:Reference|PackageReference|ProjectReference)$/.test(element.local),
  )
  const document: EstateDocument = {
    kind: 'extension-project',
    title: `Project of ${assembly}`,
    counts: [{ name: 'references', count: references.length }],
    at: root.at,
  }
  return [
    { kind: 'extension-project', assembly, folder, at: root.at },
    { kind: 'document', document },
  ]
}

function readSolution(document: InputDocument): ReadResult {
  const ledger = new Lines()
  let projects = 0
  for (const [index, line] of document.text.split('\n').entries()) {
    if (line.trim() === '') continue
    if (/^Project\(/.test(line)) projects += 1
    ledger.add('/line', 'documented', index + 1, 'Which projects are built together.')
  }
  const at = { file: document.name, path: '', line: 1 }
  const described: EstateDocument = {
    kind: 'extension-project',
    title: 'Visual Studio solution',
    counts: [{ name: 'projects', count: projects }],
    at,
  }
  return { parts: [{ kind: 'document', document: described }], notices: [], coverage: ledger.result() }
}

function readSettings(name: string, { root, book }: FileReading): ReturnType<Parameters<typeof readFile>[2]> {
  root.document('Settings that the code beside it reads; their meaning is in the code.')
  const elements = elementsOf(root.element)
  noteSecrets(name, elements, root.at.line ?? 1, book)
  const document: EstateDocument = {
    kind: 'extension-settings',
    title: `Settings (${root.local})`,
    counts: [{ name: 'settings', count: elements.filter((element) => element.children.length === 0).length }],
    at: root.at,
  }
  return [{ kind: 'document', document }]
}

function noteSecrets(file: string, elements: readonly XmlElement[], line: number, book: NoticeBook): void {
  for (const element of elements) {
    const named = isSecretName(element.local) && element.text.trim() !== '' ? [element.local] : []
    const attributes = Object.entries(element.attributes).flatMap(([name, value]) =>
      isSecretName(name) && value.trim() !== '' ? [name] : [],
    )
    for (const secret of [...named, ...attributes])
      book.tally(
        'M2E-READ-028',
        secret,
        { file, path: '', line: element.line ?? line },
        `${file} holds a secret in clear text for "${secret}"; it was not read out.`,
        'Treat it as known to everybody who has seen the file and change it.',
      )
  }
}

export function elementsOf(root: XmlElement): readonly XmlElement[] {
  const found: XmlElement[] = []
  const waiting = [root]
  for (let element = waiting.pop(); element !== undefined; element = waiting.pop()) {
    found.push(element)
    waiting.push(...[...element.children].reverse())
  }
  return found
}
