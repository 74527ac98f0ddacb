import type { JobTemplate } from '../artefacts/provisioning-job.js'

/**
 * Gallery applications and job templates. The display name decides, case and old product names aside; ids are hints.
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
  'ecma-host': { application: 'On-premises ECMA app', applicationTemplateId: undefined, jobTemplate: 'scim' },
  'cloud-sync': {
    application: 'Active Directory to Microsoft Entra ID provisioning',
    applicationTemplateId: '1a4721b3-e57f-4451-ae87-ef078703ec94',
    jobTemplate: 'AD2AADProvisioning',
  },
  'groups-to-ad': {
    application: 'Microsoft Entra ID to Active Directory provisioning',
    applicationTemplateId: 'fb81332f-3eca-4ecf-a939-4278e501d330',
    jobTemplate: 'AAD2ADGroupProvisioning',
  },
  'cross-tenant': {
    application: 'Cross-tenant synchronization',
    applicationTemplateId: '518e5f48-1fc8-4c48-9387-9fdf28b0dfe7',
    jobTemplate: 'Azure2Azure',
  },
} as const satisfies Readonly<Record<string, JobTemplate>>

export type JobKind = keyof typeof jobTemplates
