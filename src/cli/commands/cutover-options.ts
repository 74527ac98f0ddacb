import { createReadStream, existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import type { Command } from 'commander'
import {
  type Answers,
  type AnswerValue,
  answersTo,
  type OpenPlan,
  type Surroundings,
  secretOfVault,
} from '../../cutover/index.js'
import {
  type Cloud,
  type CloudName,
  clouds,
  type GraphClient,
  graphClient,
  isCloudName,
  type Step,
  type TenantRole,
  type TokenSource,
} from '../../graph/index.js'
import { credentialFor, type SignIn, signsInAs } from '../../graph/sign-in/credential.js'
import { type NeededScopes, scopesFor } from '../../graph/sign-in/scopes.js'
import { assertTenant } from '../../graph/sign-in/tenant.js'
import { InputError } from '../../model/index.js'
import type { CliIo } from '../io.js'
import { Progress } from '../progress.js'

/** What `apply`, `verify`, `rollback` and `resume` have in common. */
export interface TenantOptions {
  readonly tenant?: string
  readonly cloud: string
  readonly auth: string
  readonly clientId?: string
  readonly certificate?: string
  readonly answers?: string
}

/** The public client of Microsoft Graph PowerShell: it is in every tenant, and people may sign in with it. */
const publicClient = '14d82eec-204b-4c2f-b7e8-296a70dab67e'

const signIns = ['device-code', 'certificate', 'workload-identity', 'environment'] as const

export function withTenantOptions(command: Command): Command {
  return command
    .option('--tenant <id>', 'refuse unless the plan is for this tenant')
    .option('--cloud <name>', `one of ${Object.keys(clouds).join(', ')}`, 'global')
    .option('--auth <way>', `one of ${signIns.join(', ')}`, 'device-code')
    .option('--client-id <id>', 'application to sign in with')
    .option('--certificate <file>', 'PEM with certificate and key, for --auth certificate')
    .option('--answers <file>', 'JSON with what people are asked; secrets as env:NAME or key vault address')
}

/** @throws InputError when the plan is for another tenant than the one named */
export function checkTenant({ plan }: OpenPlan, asked: string | undefined): void {
  if (asked === undefined || asked.toLowerCase() === plan.tenants.home.toLowerCase()) return
  throw new InputError(
    `The plan is for the tenant ${plan.tenants.home}, not for ${asked}.`,
    'Make a plan for that tenant with mim2entra plan --tenant.',
  )
}

export interface Connection {
  readonly credentials: ReadonlyMap<TenantRole, TokenSource>
  readonly clients: ReadonlyMap<TenantRole, GraphClient>
  readonly signedInAs: 'delegated' | 'application'
}

/** Shows the least permissions, signs in to every tenant of the steps, and proves that it is the right one. */
export async function connect(
  open: OpenPlan,
  steps: readonly Step[],
  purpose: 'read' | 'write',
  options: TenantOptions,
  io: CliIo,
): Promise<Connection> {
  const cloud = cloudOf(options.cloud)
  const credentials = new Map<TenantRole, TokenSource>()
  const clients = new Map<TenantRole, GraphClient>()
  const signIn = signInOf(options, io)
  const signedInAs = signsInAs(signIn)
  for (const needed of scopesFor(steps, purpose)) {
    const tenantId = open.plan.tenants[needed.tenant]
    if (tenantId === undefined)
      throw new InputError(`The plan names no ${needed.tenant} tenant.`, `Plan again with --${needed.tenant}-tenant.`)
    const scopes = [...new Set([...needed.either, ...needed[signedInAs]])].sort()
    showScopes(needed, tenantId, scopes, io)
    const credential = io.graph?.credential(tenantId) ?? credentialFor(signIn, tenantId, cloud, scopes)
    const client = graphClient({
      cloud,
      credential,
      ...(io.graph === undefined ? {} : { fetch: io.graph.fetch, clock: io.graph.clock }),
    })
    await assertTenant(client, credential, tenantId)
    credentials.set(needed.tenant, credential)
    clients.set(needed.tenant, client)
  }
  return { credentials, clients, signedInAs }
}

function showScopes(
  { tenant, delegated, application }: NeededScopes,
  id: string,
  scopes: readonly string[],
  io: CliIo,
) {
  io.err(`  sign-in   tenant ${id}${tenant === 'home' ? '' : ` (${tenant})`}\n`)
  io.err(`            permissions: ${scopes.join(', ') || 'none'}\n`)
  if (delegated.length > 0) io.err(`            only for a person: ${delegated.join(', ')}\n`)
  if (application.length > 0) io.err(`            only for an application: ${application.join(', ')}\n`)
}

function cloudOf(name: string): Cloud {
  if (isCloudName(name)) return clouds[name satisfies CloudName]
  throw new InputError(`"${name}" is not a cloud.`, `Clouds are: ${Object.keys(clouds).join(', ')}.`)
}

function signInOf(options: TenantOptions, io: CliIo): SignIn {
  const { auth, clientId, certificate } = options
  switch (auth) {
    case 'device-code':
      return { kind: 'device-code', clientId: clientId ?? publicClient, show: (message) => io.err(`  ${message}\n`) }
    case 'certificate':
      if (clientId === undefined || certificate === undefined)
        throw new InputError(
          '--auth certificate needs an application and its certificate.',
          'Add --client-id and --certificate.',
        )
      return { kind: 'certificate', clientId, certificatePath: resolve(io.cwd, certificate) }
    case 'workload-identity':
      return { kind: 'workload-identity', clientId, tokenFile: undefined }
    case 'environment':
      return { kind: 'environment' }
    default:
      throw new InputError(`"${auth}" is not a way to sign in.`, `Ways are: ${signIns.join(', ')}.`)
  }
}

/** What people have to say for the steps, from the file, the environment, a vault or the terminal. */
export function askFor(
  steps: readonly Step[],
  earlier: Readonly<Record<string, AnswerValue>>,
  options: TenantOptions,
  io: CliIo,
): Promise<Answers> {
  return answersTo(
    steps.flatMap((step) => step.asks),
    {
      earlier,
      file: answersFile(options.answers, io),
      environment: io.environment ?? process.env,
      prompt: io.ask,
      vault: (address) => secretOfVault(address, (scope) => vaultToken(scope, options, io), io.graph?.fetch ?? fetch),
    },
  )
}

async function vaultToken(scope: string, options: TenantOptions, io: CliIo): Promise<string> {
  const credential = credentialFor(signInOf(options, io), options.tenant ?? 'organizations', cloudOf(options.cloud), [])
  return (await credential.getToken(scope))?.token ?? ''
}

function answersFile(path: string | undefined, io: CliIo): Readonly<Record<string, unknown>> {
  if (path === undefined) return {}
  const file = resolve(io.cwd, path)
  if (!existsSync(file))
    throw new InputError(`There is no file ${path}.`, 'Give --answers a JSON file: {"name": "value"}.')
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8').replace(/^\ufeff/, ''))
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  } catch (problem) {
    throw new InputError(`${path} is not valid JSON: ${(problem as Error).message}`, 'Write {"name": "value"}.')
  }
  throw new InputError(`${path} holds no answers.`, 'Write {"name": "value"}.')
}

/** The outside of a run, as the command line gives it. */
export function surroundingsFor(connection: Connection, doing: string, io: CliIo): Surroundings {
  const progress = new Progress(io)
  return {
    now: () => io.now(),
    client: (role) => {
      const client = connection.clients.get(role)
      if (client === undefined) throw new Error(`Nobody has signed in to the ${role} tenant.`)
      return client
    },
    readLines: (file) => linesOf(resolve(io.cwd, file)),
    isDoneByHand: (step) => confirmByHand(step, io),
    progress: (done, all, step) => progress.doing(doing, `${done + 1}/${all} ${step.title.text}`),
    signedInAs: connection.signedInAs,
    patience: 120_000,
    width: 4,
  }
}

async function confirmByHand(step: Step, io: CliIo): Promise<boolean> {
  const { change } = step
  if (change.kind !== 'hand' || io.ask === undefined) return false
  io.err(`\n  ${step.id}: by hand, in ${change.where}\n`)
  for (const instruction of change.instructions) io.err(`    - ${instruction}\n`)
  return isYes(await io.ask(`    ${change.check} [yes/no] `, false))
}

export function isYes(answer: string): boolean {
  return /^\s*(?:y|yes|j|ja)\s*$/i.test(answer)
}

async function* linesOf(file: string): AsyncIterable<string> {
  if (!existsSync(file)) throw new InputError(`There is no file ${file}.`, 'Give the path of the rows to upload.')
  yield* createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Number.POSITIVE_INFINITY })
}
