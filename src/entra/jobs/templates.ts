import type { JobTemplate } from '../artefacts/provisioning-job.js'

/**
 * Gallery applications and job templates. The display name decides, case and old product names aside; ids are hints. A job
 * template of '' is read from the application's own list: it has one.
 * https://learn.microsoft.com/graph/api/applicationtemplate-list
 */
export const jobTemplates = {
  'api-to-ad': {
    application: 'API-driven provisioning to on-premises Active Directory',
    applicationTemplateId: undefined,
    jobTemplate: 'API2AD',
  },
  'api-to-entra': {
    application: 'API-driven provisioning to Microsoft Entra ID',
    applicationTemplateId: undefined,
    jobTemplate: 'API2AAD',
  },
  'workday-to-ad': {
    application: 'Workday to Active Directory User Provisioning',
    applicationTemplateId: undefined,
    jobTemplate: '',
  },
  'workday-to-entra': {
    application: 'Workday to Microsoft Entra User Provisioning',
    applicationTemplateId: undefined,
    jobTemplate: '',
  },
  'workday-writeback': { application: 'Workday Writeback', applicationTemplateId: undefined, jobTemplate: '' },
  'successfactors-to-ad': {
    application: 'SuccessFactors to Active Directory User Provisioning',
    applicationTemplateId: undefined,
    jobTemplate: '',
  },
  'successfactors-to-entra': {
    application: 'SuccessFactors to Microsoft Entra User Provisioning',
    applicationTemplateId: undefined,
    jobTemplate: '',
  },
  'successfactors-writeback': {
    application: 'SuccessFactors Writeback',
    applicationTemplateId: undefined,
    jobTemplate: '',
  },
  'ecma-host': { application: 'On-premises ECMA app', applicationTemplateId: undefined, jobTemplate: '' },
  'cloud-sync': {
    application: 'Active Directory to Microsoft Entra ID provisioning',
    applicationTemplateId: '1a4721b3-e57f-4451-ae87-ef078703ec94',
    jobTemplate: 'AD2AADProvisioning',
  },
  'password-hash': {
    application: 'Active Directory to Microsoft Entra ID provisioning',
    applicationTemplateId: '1a4721b3-e57f-4451-ae87-ef078703ec94',
    jobTemplate: 'AD2AADPasswordHash',
  },
  'exchange-writeback': {
    application: 'Active Directory to Microsoft Entra ID provisioning',
    applicationTemplateId: '1a4721b3-e57f-4451-ae87-ef078703ec94',
    jobTemplate: 'AAD2ADExchangeHybridWriteback',
  },
  'groups-to-ad': {
    application: 'Microsoft Entra ID to Active Directory provisioning',
    applicationTemplateId: 'fb81332f-3eca-4ecf-a939-4278e501d330',
    jobTemplate: 'AAD2ADGroupProvisioning',
  },
  /** A preview; Microsoft publishes no id of its template, so it is chosen in the portal. */
  'users-to-ad': {
    application: 'Microsoft Entra ID to Active Directory provisioning',
    applicationTemplateId: 'fb81332f-3eca-4ecf-a939-4278e501d330',
    jobTemplate: '',
  },
  scim: {
    application: '',
    applicationTemplateId: '8adf8e6e-67b2-4cf2-a259-e3dc5476c621',
    jobTemplate: 'scim',
  },
  'on-premises-scim': { application: 'On-premises SCIM app', applicationTemplateId: undefined, jobTemplate: '' },
  'cross-tenant': {
    application: 'Cross-tenant synchronization',
    applicationTemplateId: '518e5f48-1fc8-4c48-9387-9fdf28b0dfe7',
    jobTemplate: 'Azure2Azure',
  },
} as const satisfies Readonly<Record<string, JobTemplate>>

export type JobKind = keyof typeof jobTemplates
