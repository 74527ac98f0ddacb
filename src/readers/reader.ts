import type {
  CodelessRuleSet,
  Connector,
  CoverageCounts,
  CoverageEntry,
  EcmaHost,
  EstateDocument,
  Metaverse,
  Notice,
  ObjectSource,
  Provenance,
  ProvisioningSchema,
  RunSchedule,
  RunSummary,
  ServiceObject,
  SyncRule,
} from '../model/index.js'
import type { ConfigScript } from './lithnet/script.js'

/** A file of the input, decoded. Readers see text only; where it came from (folder, zip) is not their business. */
export interface InputDocument {
  /** Name for provenance: relative to the path given, with `/`, `archive.zip!inner/file.xml` inside a zip. */
  readonly name: string
  readonly sizeBytes: number
  /** Lower-case hexadecimal SHA-256 of the bytes. */
  readonly sha256: string
  readonly encoding: string
  readonly text: string
}

/** Forms of Entra Connect configuration besides the folder `Get-ADSyncServerConfiguration` writes. */
export type ConnectForm = 'powershell' | 'yaml' | 'json'

/**
 * What one file contributes to the Estate. `assemble.ts` puts parts of many files together: servers by name and folder,
 * services by their objects.
 */
export type EstatePart =
  | {
      readonly kind: 'connector'
      readonly product: 'mim-sync' | 'connect-sync'
      /** Server name stated by the file, '' if none. */
      readonly server: string
      readonly exportedAt: string
      /** `server`: from a server export; `single`: one management agent exported alone. */
      readonly scope: 'server' | 'single'
      readonly form?: ConnectForm
      readonly connector: Connector
    }
  | {
      readonly kind: 'metaverse'
      readonly product: 'mim-sync' | 'connect-sync'
      readonly server: string
      readonly exportedAt: string
      /** `single`: the import flows that travel with a single exported management agent, without schema and rules. */
      readonly scope: 'server' | 'single'
      readonly form?: ConnectForm
      readonly metaverse: Metaverse
      readonly at: Provenance
    }
  | {
      readonly kind: 'sync-rule'
      readonly product: 'connect-sync'
      readonly form?: ConnectForm
      readonly rule: SyncRule
    }
  | {
      readonly kind: 'service-objects'
      /** Which of the exports: `schema` when it holds schema objects only, `policy` otherwise. */
      readonly part: 'policy' | 'schema'
      /** Service URL stated by the objects, '' if none. */
      readonly source: string
      readonly objects: readonly ServiceObject[]
      readonly at: Provenance
    }
  /** What a script does to a MIM Service; `lithnet/` makes objects of the scripts of one input together. */
  | { readonly kind: 'config-script'; readonly script: ConfigScript }
  | {
      /** A workflow definition kept as a file of its own. */
      readonly kind: 'workflow-file'
      readonly xoml: string
      readonly phase: string
      readonly at: Provenance
    }
  | {
      /** Source code; `rules-extension/` gives the files of one input their meaning together. */
      readonly kind: 'extension-source'
      readonly language: 'csharp' | 'vb'
      readonly text: string
      readonly at: Provenance
    }
  | { readonly kind: 'extension-project'; readonly assembly: string; readonly folder: string; readonly at: Provenance }
  | { readonly kind: 'codeless-rules'; readonly rules: CodelessRuleSet }
  | { readonly kind: 'schedule'; readonly schedule: RunSchedule }
  | { readonly kind: 'provisioning-schema'; readonly schema: ProvisioningSchema }
  | { readonly kind: 'ecma-host'; readonly host: EcmaHost }
  | { readonly kind: 'document'; readonly document: EstateDocument }
  | { readonly kind: 'object-source'; readonly source: ObjectSource }
  | { readonly kind: 'run-history'; readonly runs: readonly RunSummary[]; readonly at: Provenance }

export interface ReadResult {
  readonly parts: readonly EstatePart[]
  readonly notices: readonly Notice[]
  readonly coverage: { readonly counts: CoverageCounts; readonly entries: readonly CoverageEntry[] }
}

/** What recognition may look at: the root element if it is XML, and the beginning of the text. Never the file's name. */
export interface DocumentPeek {
  readonly root:
    | { readonly local: string; readonly namespace: string; readonly attributes: Readonly<Record<string, string>> }
    | undefined
  /** First 64 Ki characters. */
  readonly head: string
}

/** One kind of input. `recognise` is cheap and looks at content only; `read` throws XmlProblem or DocumentProblem for a broken file. */
export interface Reader {
  readonly kind: string
  /** For people: "MIM synchronization server export, management agent". */
  readonly title: string
  recognise(peek: DocumentPeek): boolean
  read(document: InputDocument): ReadResult | Promise<ReadResult>
}
