import type { Artefact, JobSetting, ProvisioningJob } from '../../../entra/index.js'
import { placesOf } from '../../../entra/index.js'
import { asksIn, byKey, type Draft, type Drafting, nothingToUndo, post, restored, titled } from '../../draft.js'
import type { Ask } from '../../step.js'
import { scopes } from '../scopes.js'
import type { JobNames } from './names.js'

/** Keys whose values nobody may read anywhere. */
const secretKeys = [
  'Password',
  'SecretToken',
  'ConnectionString',
  'Oauth2ClientSecret',
  'Oauth2AccessToken',
  'Oauth2RefreshToken',
  'CredentialsBag',
]

/** A connection the service can try before anything is saved. */
const triableKeys = ['BaseAddress', 'CompanyId', 'UserName', 'Url', 'ConnectionString']

/** All keys of an application are sent at once: what is not sent is gone. */
export function secretsDrafts(job: ProvisioningJob, drafting: Drafting, names: JobNames): readonly Draft[] {
  const connection = connectionOf(job, drafting.all)
  const settings = settingsOf(job, drafting.all, false)
  const asks = asksOf(settings)
  const common = {
    shared: names.applicationKey,
    stage: 'prepare',
    tenant: names.tenant,
    scopes: scopes.job,
    licence: 'P1',
    asks,
  } as const
  const tried: readonly Draft[] = connection.some(({ key }) => triableKeys.includes(key))
    ? [
        {
          ...common,
          asks: asksOf(connection),
          part: 'credentials',
          title: titled('graph.title.credentials', { name: job.application }),
          change: {
            kind: 'action',
            request: post(`${names.job}/validateCredentials`, 'microsoft.graph.validateCredentials', {
              useSavedCredentials: false,
              credentials: connection.filter(({ key }) => key !== 'SyncAll'),
            }),
            repeatable: true,
            checksOnly: true,
            expect: [],
          },
          undo: nothingToUndo,
        },
      ]
    : []
  return [...tried, { ...common, ...savedSettings(job, names, settings), part: 'secrets', until: 'everybody' }]
}

/** The same keys again, and everybody in scope instead of those who are assigned. */
export function everybodyDraft(job: ProvisioningJob, drafting: Drafting, names: JobNames): Draft {
  const settings = settingsOf(job, drafting.all, true)
  return {
    ...savedSettings(job, names, settings),
    part: 'everybody',
    shared: names.applicationKey,
    stage: 'cutover',
    tenant: names.tenant,
    title: titled('graph.title.full-scope', { name: job.name }),
    scopes: scopes.job,
    licence: 'P1',
    asks: asksOf(settings),
  }
}

function savedSettings(job: ProvisioningJob, names: JobNames, settings: readonly JobSetting[]) {
  const path = `${names.servicePrincipal}/synchronization/secrets`
  return {
    title: titled('graph.title.secrets', { name: job.application }),
    find: byKey(path),
    change: {
      kind: 'secrets' as const,
      request: { api: 'v1.0' as const, method: 'PUT' as const, path, headers: {}, type: '' },
      settings,
    },
    undo: restored,
    counts: { updates: 1 },
  }
}

/** Jobs of one application have one connection. */
function connectionOf(job: ProvisioningJob, all: readonly Artefact[]): readonly JobSetting[] {
  const byKeyName = new Map<string, JobSetting>()
  // The scenario that hashes passwords switches on what the other one does, too.
  for (const one of [job, ...siblingsOf(job, all)])
    for (const setting of one.settings)
      if (!byKeyName.has(setting.key) || setting.value.includes('AD2AADPasswordHash'))
        byKeyName.set(setting.key, setting)
  return [...byKeyName.values()]
}

function siblingsOf(job: ProvisioningJob, all: readonly Artefact[]): readonly ProvisioningJob[] {
  return all.flatMap((other) =>
    other.kind === 'provisioning-job' && other !== job && other.application === job.application ? [other] : [],
  )
}

function settingsOf(job: ProvisioningJob, all: readonly Artefact[], everybody: boolean): readonly JobSetting[] {
  const connection = connectionOf(job, all).filter(({ key }) => key !== 'SyncAll' && key !== 'SyncNotificationSettings')
  const keepsLeavers = [job, ...siblingsOf(job, all)].every(({ leaver }) => leaver === 'leave')
  return [
    ...connection,
    { key: 'SyncAll', value: String(everybody || job.pilot.kind !== 'assignment') },
    ...(keepsLeavers ? [{ key: 'SkipOutOfScopeDeletions', value: 'True' }] : []),
    {
      key: 'SyncNotificationSettings',
      value: JSON.stringify({
        Enabled: true,
        Recipients: '{ask:notificationMail}',
        DeleteThresholdEnabled: true,
        DeleteThresholdValue: job.deletionThreshold,
      }),
    },
  ]
}

function asksOf(settings: readonly JobSetting[]): readonly Ask[] {
  const secret = settings
    .filter(({ key }) => secretKeys.includes(key))
    .flatMap(({ value }) => placesOf(value).flatMap(({ place }) => (place.kind === 'ask' ? [place.name] : [])))
  return asksIn(
    settings.map(({ value }) => value),
    secret,
    [],
  )
}
