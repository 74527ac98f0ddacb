import { describe, expect, it } from 'vitest'
import { readAgent } from './testing.js'

const profile = (steps: string): string =>
  `<ma-run-data><run-configuration><id>{66023959-FE66-4352-AD19-F023FB303C9B}</id><name>Nightly</name><creation-time>2012-09-28 06:24:02.327</creation-time><version>2</version><last-modification-time>x</last-modification-time><configuration>${steps}</configuration></run-configuration></ma-run-data>`

describe('run profiles', () => {
  it('reads steps with limits, files, partitions and parameters', () => {
    const { connector, unknown, notices } = readAgent(
      profile(`
      <step><step-type type="full-import"><import-subtype>to-cs</import-subtype><import-subtype>to-file</import-subtype></step-type>
       <threshold><object>500</object><delete>10</delete><batch-size>1</batch-size></threshold><partition>{DC4C27DB-D13D-460A-9A82-C48ABA1EE815}</partition><dropfile-name>Full.xml</dropfile-name>
       <custom-data><adma-step-data><batch-size>100</batch-size><page-size>500</page-size><time-limit>120</time-limit></adma-step-data></custom-data></step>
      <step><step-type type="delta-import"/><threshold><object>0</object><delete>0</delete></threshold><partition/>
       <custom-data><run-config><input-file>hr.txt</input-file><delete-file-after-use>1</delete-file-after-use></run-config></custom-data></step>
      <step><step-type type="export"><export-subtype>resume-from-file</export-subtype></step-type><custom-data><run-config><output-file>out.txt</output-file></run-config></custom-data></step>
      <step><step-type type="apply-rules"><apply-rules-subtype>apply-pending</apply-rules-subtype></step-type>
       <custom-data><extensible2-step-data><timeout>30</timeout><batch-size>0</batch-size></extensible2-step-data><parameter-values><parameter name="Force" type="string" use="run-step">yes</parameter></parameter-values></custom-data></step>`),
    )

    expect(connector.runProfiles).toMatchObject([{ name: 'Nightly', id: '66023959-fe66-4352-ad19-f023fb303c9b' }])
    expect(connector.runProfiles[0]?.steps).toMatchObject([
      {
        kind: 'full-import',
        raw: 'full-import to-cs to-file',
        partitionId: 'dc4c27db-d13d-460a-9a82-c48aba1ee815',
        dropFile: { mode: 'to-file', name: 'Full.xml' },
        objectLimit: 500,
        deletionLimit: 10,
        batchSize: 100,
        pageSize: 500,
        timeoutSeconds: 120,
      },
      {
        kind: 'delta-import-delta-sync',
        partitionId: '',
        file: { direction: 'input', name: 'hr.txt', deletedAfterUse: true },
      },
      {
        kind: 'export',
        dropFile: { mode: 'resume-from-file', name: '' },
        file: { direction: 'output', name: 'out.txt', deletedAfterUse: false },
      },
      { kind: 'delta-synchronization', timeoutSeconds: 30, parameters: [{ name: 'Force', value: { value: 'yes' } }] },
    ])
    expect(connector.runProfiles[0]?.steps[1]).not.toHaveProperty('deletionLimit')
    expect(notices.map((notice) => notice.id)).toEqual(['M2E-READ-020'])
    expect(unknown).toEqual([])
  })

  it('keeps an unknown step and its siblings', () => {
    const { connector, notices } = readAgent(
      profile('<step><step-type type="teleport"/></step><step/><step><step-type type="export"/></step>'),
    )

    expect(connector.runProfiles[0]?.steps.map((step) => step.kind)).toEqual(['unknown', 'unknown', 'export'])
    expect(notices.map((notice) => notice.id)).toEqual(['M2E-READ-020', 'M2E-READ-024', 'M2E-READ-024'])
  })
})

describe('partitions', () => {
  it('reads selection, containers, directory data and password synchronization', () => {
    const { connector, unknown } =
      readAgent(`<ma-partition-data><partition><id>{b8101440-c30e-4e0e-8fbf-eaf53f6bc598}</id><name>DC=x</name><creation-time>t</creation-time><last-modification-time>t</last-modification-time><version>3</version><selected>1</selected><display-name>x.com</display-name>
     <filter><object-classes><object-class>user</object-class></object-classes><containers><exclusions><exclusion>OU=no,DC=x</exclusion></exclusions><inclusions><inclusion></inclusion></inclusions></containers></filter>
     <custom-data><adma-partition-data><dn>DC=x</dn><name>x.com</name><guid>{1}</guid><is-domain>1</is-domain><ssl-bind crl-check="1">0</ssl-bind><preferred-dcs><preferred-dc>dc1</preferred-dc></preferred-dcs><cookie>AAAA</cookie></adma-partition-data></custom-data>
     <parameter-values><parameter name="cookie" type="string" use="partition" dataType="String">AAAA</parameter><parameter name="Domain.FQDN" type="string" use="partition" dataType="String" intrinsic="1">x.com</parameter></parameter-values>
     <allowed-operations>3</allowed-operations><current><batch-number>1</batch-number></current>
     <password-sync><password-sync-source-enabled>1</password-sync-source-enabled><password-sync-target-mas><password-sync-target-ma>{AAAAAAAA-0000-0000-0000-000000000001}</password-sync-target-ma></password-sync-target-mas><max-changes-allowed>5</max-changes-allowed></password-sync>
     </partition><partition><id>{2}</id><selected>0</selected></partition></ma-partition-data>`)

    expect(connector.partitions).toMatchObject([
      {
        id: 'b8101440-c30e-4e0e-8fbf-eaf53f6bc598',
        displayName: 'x.com',
        selected: true,
        objectTypes: ['user'],
        inclusions: [''],
        exclusions: ['OU=no,DC=x'],
        dn: 'DC=x',
        isDomain: true,
        preferredControllers: ['dc1'],
        parameters: [
          { name: 'cookie', value: { value: undefined, redacted: true } },
          { name: 'Domain.FQDN', value: { value: 'x.com' }, intrinsic: true },
        ],
      },
      { id: '{2}', selected: false },
    ])
    expect(connector.partitions[0]?.settings?.map((one) => `${one.name}=${one.value.value}`)).toEqual([
      'partition name=x.com',
      'guid={1}',
      'ssl-bind=0',
      'ssl-bind/crl-check=1',
      'allowed-operations=3',
      'password-sync/max-changes-allowed=5',
    ])
    expect(connector.passwordSync.sourcePartitions).toEqual([
      {
        partition: 'b8101440-c30e-4e0e-8fbf-eaf53f6bc598',
        targetConnectorIds: ['aaaaaaaa-0000-0000-0000-000000000001'],
      },
    ])
    expect(unknown).toEqual([])
  })
})
