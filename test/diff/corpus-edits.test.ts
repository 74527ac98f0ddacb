import { chmodSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { diffEstates, type EstateDiff } from '../../src/diff/index.js'
import { openEstate } from '../../src/readers/open.js'
import { apply, type Edit, filesOf, told, withCopy } from './edits.js'

const corpus = process.env.MIM2ENTRA_CORPUS ?? ''
const samples = {
  pilot: join(corpus, 'mim-sync-server-export', '1-contoso-pilot'),
  production: join(corpus, 'aadc-server-config', '1-contoso-production'),
  service: join(corpus, 'mim-service-export', '1-mim-sp1-base-4.4.1459.0'),
}

async function diffAfter(sample: keyof typeof samples, edits: readonly Edit[]): Promise<EstateDiff> {
  return withCopy(samples[sample], async (copy) => {
    for (const path of filesOf(copy)) chmodSync(path, 0o600)
    for (const edit of edits) apply(copy, edit)
    return diffEstates(await openEstate([samples[sample]]), await openEstate([copy]))
  })
}

const named = (name: string): string => `<name>${name}</name>`

const pilot: readonly Edit[] = [
  {
    says: 'removed Contoso Active Directory › join group: sAMAccountName = displayName',
    file: 'MA-{A888',
    from: /<join-criterion join-cri-type="none" id="\{7792167D[\s\S]*?<\/join-criterion>/,
    to: '',
  },
  {
    says: 'changed Contoso Active Directory › join group: cn = accountName join: sAMAccountName = accountName → cn = accountName',
    file: 'MA-{A888',
    from: '<src-attribute>sAMAccountName</src-attribute>',
    to: '<src-attribute>cn</src-attribute>',
  },
  {
    says: 'removed HROrg › run-profile _Delta Sync',
    file: 'MA-{0C33',
    from: /<run-configuration>[\s\S]*?<\/run-configuration>/,
    to: '',
  },
  {
    says: 'removed Contoso Active Directory › selected-attribute department',
    file: 'MA-{A888',
    from: '<attribute>department</attribute>',
    to: '',
  },
  {
    says: 'changed BHOLD FIMEmployee › person › DefaultAlias present › condition DefaultAlias present condition: DefaultAlias not-present → DefaultAlias present',
    file: 'MA-{39D3',
    from: 'operator="not-present"',
    to: 'operator="present"',
  },
  {
    says: 'added BHOLD FIMEmployee › person › filter-alternative DisplayName equality x',
    file: 'MA-{39D3',
    from: '</filter-set>',
    to: '<filter-alternative id="{11111111-A05F-4301-BA3A-6F3DB2370DC2}"><condition cd-attribute="DisplayName" operator="equality"><value>x</value></condition></filter-alternative></filter-set>',
  },
  {
    says: 'changed BHOLD FIMEmployee › export-flow DisplayName (person → person) suppress-deletions: yes → no',
    file: 'MA-{39D3',
    from: '{8CBDA975-1DFB-4B11-994A-6332405FB2EF}" suppress-deletions="true"',
    to: '{8CBDA975-1DFB-4B11-994A-6332405FB2EF}" suppress-deletions="false"',
  },
  {
    says: 'removed employeeStartDate (person) › import-flow Contoso HR System.person: EmployeeStartDate',
    file: 'MV.XML',
    from: /<import-flow src-ma="\{3126363E[^>]*id="\{880B98E8[\s\S]*?<\/sync-rule-mapping><\/import-flow>/,
    to: '',
  },
  {
    says: 'changed deletion-rule person connectors: Contoso HR System\nFIM Service → FIM Service',
    file: 'MV.XML',
    from: '<src-ma>{3126363E-CD92-4CD3-A05A-ABC342CDEB6D}</src-ma><src-ma>',
    to: '<src-ma>',
  },
  {
    says: 'changed server SERVER1 provisioning: both → none',
    file: 'MV.XML',
    from: /<provisioning type="\w[\w-]*"/,
    to: '<provisioning type="none"',
  },
  {
    says: 'changed server SERVER1 metaverse-extension: MVExtension.dll → MVExtension2.dll',
    file: 'MV.XML',
    from: '<assembly-name>MVExtension.dll',
    to: '<assembly-name>MVExtension2.dll',
  },
  {
    says: 'changed server SERVER1 metaverse-extension-process: no → yes',
    file: 'MV.XML',
    from: '<application-protection>low',
    to: '<application-protection>high',
  },
  {
    says: 'changed attribute-flow o (organization) precedence-mode: ranked → equal',
    file: 'MV.XML',
    from: '<import-flows mv-attribute="o" type="ranked">',
    to: '<import-flows mv-attribute="o" type="equal">',
  },
  {
    says: 'changed connector Contoso Active Directory target: contoso.com → contoso.net',
    file: 'MA-{A888',
    from: '<forest-name>contoso.com',
    to: '<forest-name>contoso.net',
  },
  {
    says: 'changed connector BHOLD Orgunits name: Bhold FimOrgunit → BHOLD Orgunits',
    file: 'MA-{E7B8',
    from: named('Bhold FimOrgunit'),
    to: named('BHOLD Orgunits'),
  },
  {
    says: 'changed Contoso Active Directory › export-flow dn (group → group) mapping: "CN=" + accountName + ",OU=Groups,OU=FIM_Managed,DC=contoso,DC=com" → "CN=" + accountName + ",OU=Teams,OU=FIM_Managed,DC=contoso,DC=com"',
    file: 'MA-{A888',
    from: '",OU=Groups',
    to: '",OU=Teams',
  },
  {
    says: 'changed connector BHOLD Authorizations table: tblobjects → tblobjects_v2',
    file: 'MA-{3D31',
    from: '<tablename>tblobjects<',
    to: '<tablename>tblobjects_v2<',
  },
  {
    says: 'changed Active Directory LDS › partition DC=Contoso,DC=local selected: yes → no',
    file: 'MA-{1816',
    from: '<selected>1</selected>',
    to: '<selected>0</selected>',
  },
  {
    says: 'added Contoso HR System › schema-attribute NewColumn',
    file: 'MA-{3126',
    from: /(?=<dsml:attribute-type )/,
    to: '<dsml:attribute-type id="NewColumn" single-value="true"><dsml:name>NewColumn</dsml:name><dsml:syntax>1.3.6.1.4.1.1466.115.121.1.15</dsml:syntax></dsml:attribute-type>',
  },
  {
    says: 'changed connector FIM Service deprovisioning: delete-object → make-normal-disconnector',
    file: 'MA-{B268',
    from: '<action>delete-object',
    to: '<action>make-normal-disconnector',
  },
]

const production: readonly Edit[] = [
  {
    says: 'changed In from AD - User Join › isCriticalSystemObject NOTEQUAL TRUE ∧ adminDescription NOTSTARTSWITH Person_ › condition adminDescription NOTSTARTSWITH Person_ condition: adminDescription NOTSTARTSWITH User_ → adminDescription NOTSTARTSWITH Person_',
    file: named('In from AD - User Join'),
    from: '<csValue>User_</csValue>',
    to: '<csValue>Person_</csValue>',
  },
  {
    says: 'changed sync-rule In from AD - User Common disabled: no → yes',
    file: named('In from AD - User Common'),
    from: '<disabled>False',
    to: '<disabled>True',
  },
  {
    says: 'changed sync-rule In from AD - Group Join link: provision → join',
    file: named('In from AD - Group Join'),
    from: '<linkType>Provision',
    to: '<linkType>Join',
  },
  {
    says: 'removed In from AD - Contact Common › rule-flow company',
    file: named('In from AD - Contact Common'),
    from: /<mapping>\s*<dest>company<\/dest>[\s\S]*?<\/mapping>/,
    to: '',
  },
  {
    says: 'moved sync-rule In from AD - User Lync precedence: 110 → 90',
    file: named('In from AD - User Lync'),
    from: '<precedence>110',
    to: '<precedence>90',
  },
  {
    says: 'changed sync-rule Contoso - Group Identity name: Out to AAD - Group Identity → Contoso - Group Identity',
    file: named('Out to AAD - Group Identity'),
    from: named('Out to AAD - Group Identity'),
    to: named('Contoso - Group Identity'),
  },
  {
    says: 'changed sync-rule In from AAD - User Join password-sync: no → yes',
    file: named('In from AAD - User Join'),
    from: /<EnablePasswordSync>\w+/,
    to: '<EnablePasswordSync>true',
  },
  {
    says: 'changed sync-rule Out to AD - User Join SOAInAD soft-delete-expiry: 00:00:00 → 01:00:00',
    file: named('Out to AD - User Join SOAInAD'),
    from: '<softDeleteExpiryInterval>00:00:00',
    to: '<softDeleteExpiryInterval>01:00:00',
  },
  {
    says: 'changed setting Microsoft.OptionalFeature.ExportDeletionThresholdValue value: 500 → 900',
    file: 'GlobalSettings',
    from: /(ExportDeletionThresholdValue[\s\S]{0,200}?)500/,
    to: '$1900',
  },
  {
    says: 'changed setting Microsoft.Synchronize.StagingMode value: False → True',
    file: 'GlobalSettings',
    from: /(StagingMode[\s\S]{0,200}?)False/,
    to: '$1True',
  },
  {
    says: 'added contoso.com › contoso.com › container-excluded OU=X,DC=contoso,DC=com',
    file: 'Connector_{ae4db4cc',
    from: '<exclusions>',
    to: '<exclusions><exclusion>OU=X,DC=contoso,DC=com</exclusion>',
  },
  {
    says: 'changed connector Cloud name: contoso.onmicrosoft.com - AAD → Cloud',
    file: 'Connector_{b891884f',
    from: named('contoso.onmicrosoft.com - AAD'),
    to: named('Cloud'),
  },
  {
    says: 'removed contoso.com › selected-attribute mobile',
    file: 'Connector_{ae4db4cc',
    from: '<attribute>mobile</attribute>',
    to: '',
  },
  {
    says: 'changed contoso.com › Export › run-step export (contoso.com) timeout: 120 → 240',
    file: 'Connector_{ae4db4cc',
    from: /(<name>Export<\/name>.*?<time-limit>)120/,
    to: '$1240',
  },
  {
    says: 'changed In from AD - User AccountEnabled › rule-flow domainFQDN mapping: %Domain.FQDN% → %Domain.LDAP%',
    file: named('In from AD - User AccountEnabled'),
    from: '<expression>%Domain.FQDN%',
    to: '<expression>%Domain.LDAP%',
  },
  {
    says: 'changed Out to AAD - Group Join › join-group cloudAnchor = sourceAnchor join: sourceAnchor = sourceAnchor → cloudAnchor = sourceAnchor',
    file: named('Out to AAD - Group Join'),
    from: '<csAttribute>sourceAnchor</csAttribute>',
    to: '<csAttribute>cloudAnchor</csAttribute>',
  },
  {
    says: 'changed Out to AAD - User Intune › rule-flow alias mapping: mailNickname → accountName',
    file: named('Out to AAD - User Intune'),
    from: '<attr>mailNickname</attr>',
    to: '<attr>accountName</attr>',
  },
  {
    says: 'changed Out to AAD - User DynamicsCRM › rule-flow accountEnabled merge: update → merge',
    file: named('Out to AAD - User DynamicsCRM'),
    from: '<valueMergeType>Update<',
    to: '<valueMergeType>Merge<',
  },
  {
    says: 'changed sync-rule In from AD - Device Common description:  → Devices of Contoso',
    file: named('In from AD - Device Common'),
    from: '<description />',
    to: '<description>Devices of Contoso</description>',
  },
  {
    says: 'removed Out to AAD - Group AzureRMS › scope-group cloudMastered NOTEQUAL True',
    file: named('Out to AAD - Group AzureRMS'),
    from: /<scope>\s*<csAttribute>cloudMastered<\/csAttribute>[\s\S]*?<\/scope>/,
    to: '',
  },
]

describe.skipIf(!existsSync(samples.pilot))('copies of the samples (MIM2ENTRA_CORPUS)', () => {
  it.each(['pilot', 'production', 'service'] as const)(
    '%s: no difference where nothing was changed',
    async (sample) => {
      const diff = await diffAfter(sample, [])

      expect(told(diff)).toEqual([])
      expect(diff.unexplained).toEqual([])
      expect(diff.onlyBytes).toEqual([])
    },
  )

  it.each([
    ['pilot', pilot],
    ['production', production],
  ] as const)('%s: one row for each edit', async (sample, edits) => {
    const diff = await diffAfter(sample, edits)

    expect(edits).toHaveLength(20)
    expect(told(diff).sort()).toEqual(edits.map(({ says }) => says).sort())
    expect(diff.unexplained).toEqual([])
  })

  it("service: who belongs to the administrators, and how a shipped object is described, is people's", async () => {
    const said = (name: string): string => `<Value>${name}</Value>`
    const diff = await diffAfter('service', [
      {
        says: '',
        file: 'policy.xml',
        from: /(<AttributeName>ExplicitMember<\/AttributeName>[\s\S]*?<string>)(urn:uuid:7fb2b853)/,
        to: '$1urn:uuid:aaaaaaaa-24f0-4498-9534-4e10589723c4</string><string>$2',
      },
      {
        says: '',
        file: 'policy.xml',
        from: said('All Full Time Employees'),
        to: `${said('All Full Time Employees')}</ResourceManagementAttribute><ResourceManagementAttribute><AttributeName>Description</AttributeName><HasReference>false</HasReference><IsMultiValue>false</IsMultiValue>${said('Every employee')}`,
      },
    ])

    expect(diff.differences.map(({ author, thing, facet }) => [author, thing.name, facet?.after.id])).toEqual([
      ['customer', 'Administrators', ':ExplicitMember'],
      ['customer', 'All Full Time Employees', ':Description'],
    ])
  })
})
