import { compareText, type ExtensionSource, type Notice } from '../../model/index.js'
import type { EstatePart } from '../reader.js'
import { createNoticeBook } from '../sync-config/notice-book.js'
import { parseCsharp } from './csharp.js'
import { unreadableLines } from './csharp-reader.js'
import { interpretFile } from './interpret.js'
import { collectSymbols } from './symbols.js'
import { outlineVb } from './vb-outline.js'

type SourcePart = Extract<EstatePart, { kind: 'extension-source' }>
type ProjectPart = Extract<EstatePart, { kind: 'extension-project' }>

/** Gives the source files of one input their meaning: those of one project, or of one folder, know each other. */
export function assembleSources(parts: readonly EstatePart[]): {
  /** Absent list: no source was given. */
  readonly found: { readonly extensionSources?: readonly ExtensionSource[] }
  readonly notices: readonly Notice[]
} {
  const sources = parts.filter((part): part is SourcePart => part.kind === 'extension-source')
  const projects = parts.filter((part): part is ProjectPart => part.kind === 'extension-project')
  const programs = new Map<string, SourcePart[]>()
  for (const source of sources) {
    const key = nearestProject(source.at.file, projects)?.at.file ?? `${folderOf(source.at.file)}/`
    programs.set(key, [...(programs.get(key) ?? []), source])
  }
  const book = createNoticeBook()
  const read = [...programs.values()].flatMap((program) => {
    const project = program[0] === undefined ? undefined : nearestProject(program[0].at.file, projects)
    return interpretProgram(program, project?.assembly ?? titleIn(program), book)
  })
  const extensionSources = read.sort((a, b) => compareText(a.at.file, b.at.file))
  return { found: extensionSources.length === 0 ? {} : { extensionSources }, notices: book.notices() }
}

function interpretProgram(
  program: readonly SourcePart[],
  assembly: string | undefined,
  book: ReturnType<typeof createNoticeBook>,
): readonly ExtensionSource[] {
  const common = assembly === undefined || assembly === '' ? {} : { assembly }
  const parsed = program
    .filter((part) => part.language === 'csharp')
    .map((part) => ({ part, tree: parseCsharp(part.text) }))
  try {
    const files = parsed.map(({ part, tree }) => ({ name: part.at.file, root: tree.rootNode }))
    const symbols = collectSymbols(files)
    const csharp = files.map(
      (file): ExtensionSource => ({
        ...interpretFile(file, symbols, book),
        ...common,
        unreadable: unreadableLines(file.root),
        at: { file: file.name, path: '', line: 1 },
      }),
    )
    const vb = program
      .filter((part) => part.language === 'vb')
      .map(
        (part): ExtensionSource => ({ ...outlineVb(part.at.file, part.text), ...common, unreadable: [], at: part.at }),
      )
    return [...csharp, ...vb]
  } finally {
    for (const { tree } of parsed) tree.delete()
  }
}

/** The project in the source's folder, or in the nearest one above. */
function nearestProject(file: string, projects: readonly ProjectPart[]): ProjectPart | undefined {
  return projects
    .filter((project) => project.folder === '' || file.startsWith(project.folder))
    .sort((a, b) => b.folder.length - a.folder.length || compareText(a.at.file, b.at.file))[0]
}

function folderOf(file: string): string {
  return file.slice(0, Math.max(file.lastIndexOf('/'), file.lastIndexOf('!'), 0))
}

/** `[assembly: AssemblyTitle("X")]`: Visual Studio gives the title the assembly's name. */
function titleIn(program: readonly SourcePart[]): string | undefined {
  for (const { text } of program) {
    const title = /[[<]\s*assembly\s*:\s*AssemblyTitle(?:Attribute)?\s*\(\s*"([^"\n]+)"/i.exec(text)?.[1]
    if (title !== undefined) return title
  }
  return undefined
}
