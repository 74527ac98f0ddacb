import type { Provenance, ServiceObject } from '../../model/index.js'
import type { EstatePart } from '../reader.js'
import { stableId } from './stable-id.js'

type WorkflowFile = Extract<EstatePart, { kind: 'workflow-file' }>

/** Workflow definitions that stand in files of their own. */
export class FileShelf {
  readonly #files: readonly WorkflowFile[]
  readonly #used = new Set<WorkflowFile>()

  constructor(parts: readonly EstatePart[]) {
    this.#files = parts.filter((part): part is WorkflowFile => part.kind === 'workflow-file')
  }

  /** The file a script names: at that path from the script, or the only one of that name. */
  take(path: string, from: Provenance): string | undefined {
    const wanted = resolved(path, from.file)
    const named = this.#files.filter((file) => baseName(file.at.file) === baseName(path))
    const found =
      named.find((file) => file.at.file.toLowerCase() === wanted) ?? (named.length === 1 ? named[0] : undefined)
    if (found !== undefined) this.#used.add(found)
    return found?.xoml
  }

  /** Those no script asked for. */
  unused(): readonly WorkflowFile[] {
    return this.#files.filter((file) => !this.#used.has(file))
  }
}

function resolved(path: string, from: string): string {
  const steps = from.toLowerCase().split('/').slice(0, -1)
  for (const step of path.trim().toLowerCase().replaceAll('\\', '/').split('/')) {
    if (step === '..') steps.pop()
    else if (step !== '.' && step !== '') steps.push(step)
  }
  return steps.join('/')
}

/** A workflow of which only the definition is at hand. */
export function workflowObject({ xoml, phase, at }: WorkflowFile): ServiceObject {
  const name = at.file.slice(at.file.lastIndexOf('/') + 1).replace(/\.\w+$/, '')
  return {
    id: stableId('WorkflowDefinition', [['file', at.file]]),
    type: 'WorkflowDefinition',
    displayName: name,
    isPlaceholder: false,
    origin: 'unclassified',
    changedAttributes: [],
    attributes: { DisplayName: [name], XOML: [xoml], ...(phase === '' ? {} : { RequestPhase: [phase] }) },
    at,
  }
}

/** Last segment of a path of either kind, in lower case. */
export function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'), path.lastIndexOf('!')) + 1).toLowerCase()
}
