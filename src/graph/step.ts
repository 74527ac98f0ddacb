import type { ArtefactKind, HandStepWording } from '../entra/index.js'
import type { StageName } from '../model/index.js'

/**
 * One change of a tenant, as data alone: `apply` executes it, the PowerShell scripts are printed from it, the runbook names
 * it, tests hold it against the metadata of Microsoft Graph. What is known only while a plan runs stands in braces in any
 * text of a step (`places.ts` of the artefacts): `{made:<key>}` what another step gives, `{find:…}` what one of the step's
 * own `reads` gives, `{ask:<name>}` what a person gives. A list element that is one place alone takes a list of values.
 */
export interface Step {
  /** `010-dynamic-group-sales`: file-safe, in order, unique in the plan of a scenario. */
  readonly id: string
  /** `artefactKey` of what the step belongs to. */
  readonly artefact: string
  readonly kind: ArtefactKind
  readonly stage: StageName
  readonly title: Message
  readonly tenant: TenantRole
  /** `delegated`: the service has no application form of the permission; a person signs in. */
  readonly signIn: 'either' | 'application' | 'delegated'
  /** Names of Graph permissions, least privileged; `read` is enough to see and to verify. */
  readonly scopes: { readonly read: readonly string[]; readonly write: readonly string[] }
  readonly licence: Licence
  /** What says that the requests are well-formed: the published metadata, a beta, or articles only. */
  readonly basis: 'v1.0' | 'beta' | 'documentation'
  readonly asks: readonly Ask[]
  /** Run in order before anything else; each fills places the rest of the step uses. */
  readonly reads: readonly Reading[]
  /** How to see what the tenant has of it; none where the step only does something. */
  readonly find?: Lookup
  readonly change: Change
  /** Place without braces → where its value stands in the object that was found or made (`made:dynamic-group/sales` → `id`). */
  readonly gives: Readonly<Record<string, string>>
  /** After the change, before `verify`. */
  readonly wait?: Poll
  /** Besides reading again and finding no difference. */
  readonly verify: readonly Check[]
  readonly undo: Undo
  /** The most this step can do; what it will do stands in its `Difference`. */
  readonly counts: Partial<Readonly<Record<Counter, number>>>
  /** Ids of steps of the same plan. */
  readonly after: readonly string[]
  /** Id of a later step that changes the same on purpose: once that is done, this one neither holds nor is done again. */
  readonly until?: string
  /** Touches something this tool did not make in a way that hurts: a person confirms by typing the name. */
  readonly destructive?: { readonly name: string; readonly why: Message }
}

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json | undefined }

export type JsonObject = { readonly [name: string]: Json | undefined }

/** A text by id, so that another language can be another table; `text` is the English one, filled. */
export interface Message {
  readonly id: string
  readonly params: Readonly<Record<string, string>>
  readonly text: string
}

/** Most plans know `home` alone; between two tenants the same person signs in twice. */
export type TenantRole = 'home' | 'source' | 'target'

/** Entra ID Free, P1, P2, or ID Governance beside one of them. */
export type Licence = 'free' | 'P1' | 'P2' | 'governance'

export type Counter = 'adds' | 'updates' | 'deletes' | 'renames' | 'disables' | 'membershipRemovals'

export const counters: readonly Counter[] = ['adds', 'updates', 'deletes', 'renames', 'disables', 'membershipRemovals']

export interface StepRequest {
  readonly api: 'v1.0' | 'beta'
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /**
   * Below the version, without leading slash, with its query. Values are percent-encoded (`odataText`), blanks of the query
   * are not. Values of places are encoded when they are filled in.
   */
  readonly path: string
  /** `Content-Type: application/json` goes without saying. */
  readonly headers: Readonly<Record<string, string>>
  /** Type of the body in the metadata; '' where there is no body or the metadata does not know it. */
  readonly type: string
  readonly body?: Json
}

/** A value a person gives when the plan is applied. */
export interface Ask {
  readonly name: string
  /** Taken from a prompt or a vault, never from a file, never written anywhere. */
  readonly secret: boolean
  readonly many: boolean
}

/** Dots lead into objects, `#` counts a list; '' is the whole. */
export type JsonPath = string

export type Condition =
  | { readonly path: JsonPath; readonly is: 'equal'; readonly value: Json }
  | { readonly path: JsonPath; readonly is: 'not-equal'; readonly value: Json }
  | { readonly path: JsonPath; readonly is: 'one-of'; readonly values: readonly Json[] }
  | { readonly path: JsonPath; readonly is: 'starting-with'; readonly value: string }
  | { readonly path: JsonPath; readonly is: 'ending-with'; readonly value: string }
  | { readonly path: JsonPath; readonly is: 'containing'; readonly value: string }
  /** ISO time later than that; the service writes the year 1 for never. */
  | { readonly path: JsonPath; readonly is: 'after'; readonly value: string }
  | { readonly path: JsonPath; readonly is: 'present' }
  | { readonly path: JsonPath; readonly is: 'absent' }

/** Reads one thing another request needs. */
export interface Reading {
  readonly request: StepRequest
  /** `list`: items are under `value`, over all pages, or in the one object under `items`. */
  readonly answer: 'object' | 'list'
  readonly items?: JsonPath
  /** Which item; exactly one has to fit. */
  readonly where: readonly Condition[]
  /** Several fit and it does not matter: the first one. */
  readonly anyOfThem?: boolean
  readonly gives: Readonly<Record<string, JsonPath>>
  /** Taken when nothing fits, instead of stopping. */
  readonly otherwise?: Readonly<Record<string, string>>
  /** May not be there yet. */
  readonly wait?: { readonly everySeconds: number; readonly limitSeconds: number }
}

/**
 * Ways to find what a step is about, the surest first; the first way that hits decides, two hits of one way stop the step.
 * `key` identifies by itself. `stamp` recognises what this plan has made. `name` finds what merely looks the same: it is
 * taken only when the journal says that the request which makes it was sent.
 */
export interface Lookup {
  readonly ways: readonly LookupWay[]
  /** Reads the whole of what a list shows in part; `{found}` is its id. */
  readonly detail?: StepRequest
}

export interface LookupWay {
  readonly by: 'key' | 'stamp' | 'name'
  readonly request: StepRequest
  readonly answer: 'object' | 'list'
  /** As in `Reading`. */
  readonly items?: JsonPath
  readonly where: readonly Condition[]
}

export type Change = Ensure | Members | Secrets | Action | Upload | ByHand

/** An object or a setting that is to be there and to be so. Absent → `create`; different → `update`; else nothing. */
export interface Ensure {
  readonly kind: 'ensure'
  /** None for settings every tenant has; `find` has to hit then. */
  readonly create?: StepRequest
  /**
   * What the request that makes it answers: `itself` the object, `inside` the object at a path, `request` something else,
   * so that the object has to be looked for.
   */
  readonly answer?: { readonly kind: 'itself' | 'request' } | { readonly kind: 'inside'; readonly path: JsonPath }
  /** What has to hold, and goes on holding after later stages; compared with what `find` read. */
  readonly desired: JsonObject
  /** By path in `desired`; other lists are compared as sets. */
  readonly lists?: Readonly<Record<JsonPath, ListRule>>
  /** None: nothing of it can be changed; a difference stops the step. */
  readonly update?: Update
}

export type ListRule =
  | { readonly kind: 'ordered' }
  /** What is there stays; elements with the same value of this property are one. */
  | { readonly kind: 'merged'; readonly by: string }

/**
 * How what is different is put right; the body is made when the difference is known:
 * `difference` only what differs, `desired` the whole of it, `schema` a synchronization schema laid over the one that is
 * there, `fixed` the body of the request as it stands.
 */
export interface Update {
  readonly request: StepRequest
  readonly body: 'difference' | 'desired' | 'schema' | 'fixed'
  /** Sent along always: what the service has to be told (`@odata.type`). */
  readonly along?: JsonObject
  /** Sent along as they are in the tenant: the request would set them back otherwise. */
  readonly keeps?: readonly string[]
  /** Property of the body that holds it all. */
  readonly under?: string
  /** Properties of `desired` that cannot be changed this way; a difference there stops the step. */
  readonly fixed?: readonly string[]
}

/** References of a collection: 20 a request where the collection takes them so, one by one elsewhere. */
export interface Members {
  readonly kind: 'members'
  /** `groups/{made:…}`: what has the collection. */
  readonly owner: string
  readonly collection: 'members' | 'owners'
  readonly manyAtOnce: boolean
  /** Ids of directory objects, or places. */
  readonly wanted: readonly string[]
  /** `exact` takes out who is not wanted. */
  readonly mode: 'add' | 'exact'
}

/** The connection of a job. The service replaces all keys at once and gives no values back. */
export interface Secrets {
  readonly kind: 'secrets'
  readonly request: StepRequest
  /** Keys and values, values with places; what a person keeps secret is among the step's `asks`. */
  readonly settings: readonly { readonly key: string; readonly value: string }[]
}

/** Something done rather than something that is. */
export interface Action {
  readonly kind: 'action'
  readonly request: StepRequest
  /** Name of an `ask` of several values: the request is sent once for each. */
  readonly oneByOne?: string
  /** Doing it again harms nothing: it may be repeated when its answer was lost. */
  readonly repeatable: boolean
  /** A list that grows by one whenever it is done: tells whether a lost answer was a lost request. */
  readonly trace?: StepRequest
  /** Changes nothing in the tenant: the service only checks. */
  readonly checksOnly: boolean
  /** Conditions on the answer; `{"key":"{\"result\":…}"}` answers are read through `json:` paths. */
  readonly expect: readonly Condition[]
}

/** Rows of a file as SCIM bulk requests, 50 operations each. */
export interface Upload {
  readonly kind: 'upload'
  readonly request: StepRequest
  /** Name of the `ask` that holds the path of the file: bulk operations, one JSON object a line. */
  readonly file: string
}

/** What no request can do. */
export interface ByHand {
  readonly kind: 'hand'
  readonly where: string
  readonly instructions: readonly string[]
  /** A question to be answered with yes. */
  readonly check: string
  readonly source: string
  /** Key and params of these texts in tables of words, where they have any. */
  readonly wording?: HandStepWording
}

export interface Poll {
  readonly request: StepRequest
  readonly until: readonly Condition[]
  /** It will not come any more. */
  readonly failed: readonly Condition[]
  readonly everySeconds: number
  readonly limitSeconds: number
}

export interface Check {
  readonly what: Message
  readonly request: StepRequest
  readonly answer: 'object' | 'list'
  /** Of a list: which item has to be there. */
  readonly where: readonly Condition[]
  readonly expect: readonly Condition[]
}

/** What takes a step back, by what the step did. What it merely found is never touched. */
export interface Undo {
  readonly created: UndoWay
  readonly changed: UndoWay
}

export type UndoWay =
  /** There is nothing to take back. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'requests'; readonly requests: readonly StepRequest[]; readonly wait?: Poll }
  /** Writes the values that were there before, by the step's own `update`. */
  | { readonly kind: 'restore'; readonly wait?: Poll }
  /** Takes out who was put in, puts back who was taken out. */
  | { readonly kind: 'members' }
  | { readonly kind: 'impossible'; readonly why: Message }
