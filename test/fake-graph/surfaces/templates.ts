import type { JsonObject } from '../json.js'

/** Templates of the gallery that provisioning uses, with the jobs each of them can have. */
export const galleryTemplates: readonly {
  readonly id: string
  readonly name: string
  readonly jobs: readonly string[]
}[] = [
  { id: '518e5f48-1fc8-4c48-9387-9fdf28b0dfe7', name: 'Cross-tenant synchronization', jobs: ['Azure2Azure'] },
  {
    id: '1a4721b3-e57f-4451-ae87-ef078703ec94',
    name: 'Active Directory to Microsoft Entra ID provisioning',
    jobs: ['AD2AADProvisioning', 'AD2AADPasswordHash', 'AAD2ADExchangeHybridWriteback'],
  },
  {
    id: 'fb81332f-3eca-4ecf-a939-4278e501d330',
    name: 'Microsoft Entra ID to Active Directory provisioning',
    jobs: ['AAD2ADGroupProvisioning', 'AAD2ADUserProvisioning'],
  },
  { id: '8adf8e6e-67b2-4cf2-a259-e3dc5476c621', name: 'Non-gallery application', jobs: ['scim', 'customappsso'] },
  {
    id: 'f0000001-0000-4000-8000-000000000001',
    name: 'API-driven provisioning to Microsoft Entra ID',
    jobs: ['API2AAD'],
  },
  {
    id: 'f0000001-0000-4000-8000-000000000002',
    name: 'API-driven provisioning to on-premises Active Directory',
    jobs: ['API2AD'],
  },
  {
    id: 'f0000001-0000-4000-8000-000000000003',
    name: 'Workday to Active Directory User Provisioning',
    jobs: ['Workday2AD'],
  },
  {
    id: 'f0000001-0000-4000-8000-000000000004',
    name: 'Workday to Microsoft Entra User Provisioning',
    jobs: ['Workday2AAD'],
  },
  {
    id: 'f0000001-0000-4000-8000-000000000005',
    name: 'SuccessFactors to Active Directory User Provisioning',
    jobs: ['SuccessFactors2AD'],
  },
  {
    id: 'f0000001-0000-4000-8000-000000000006',
    name: 'SuccessFactors to Microsoft Entra User Provisioning',
    jobs: ['SuccessFactors2AAD'],
  },
  { id: 'f0000001-0000-4000-8000-000000000007', name: 'SAP Cloud Identity Services', jobs: ['sapcis'] },
  { id: 'f0000001-0000-4000-8000-000000000008', name: 'On-premises ECMA app', jobs: ['ecma2host'] },
  { id: 'f0000001-0000-4000-8000-000000000009', name: 'On-premises SCIM app', jobs: ['onpremisesscim'] },
]

export function synchronizationTemplatesOf(principal: JsonObject): readonly JsonObject[] {
  const template = galleryTemplates.find((entry) => entry.id === principal.applicationTemplateId)
  return (template?.jobs ?? []).map((id, index) => ({
    id,
    factoryTag: id,
    default: index === 0,
    discoverable: true,
    description: template?.name ?? '',
    metadata: [],
  }))
}
