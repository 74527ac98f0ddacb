import { describe, expect, it } from 'vitest'
import { readAgent } from './testing.js'

const settings = (sections: string): string[] =>
  readAgent(sections).connector.connection.settings.map(
    (one) => `${one.name}=${one.value.redacted ? '(redacted)' : one.value.value}`,
  )

describe('connection', () => {
  it('reads a directory with Exchange provisioning and GAL settings', () => {
    const read =
      readAgent(`<category>AD GAL</category><private-configuration><adma-configuration><forest-name>x.com</forest-name><forest-port>50055</forest-port><forest-login-domain>X</forest-login-domain><forest-login-user>svc</forest-login-user><sign-and-seal>1</sign-and-seal>
     <cd-extension><assembly-name>Exch2010Extension.dll</assembly-name><server-name>http://e/powershell</server-name><exchange-version>Exchange 2010</exchange-version><application-protection>low</application-protection><pre-export>0</pre-export><post-export>1</post-export><pre-import>0</pre-import></cd-extension>
     <ui-data><galma><target-ou>OU=GAL</target-ou><source-contact-ous><ou>OU=A</ou><ou>OU=B</ou></source-contact-ous><smtp-mail-domains><domain>x.com</domain></smtp-mail-domains></galma></ui-data></adma-configuration></private-configuration>`)

    expect(read.connector).toMatchObject({
      kind: 'active-directory-gal',
      connection: { kind: 'directory', target: 'x.com:50055', account: 'X\\svc' },
      exchangeProvisioning: {
        assembly: 'Exch2010Extension.dll',
        exchangeVersion: 'Exchange 2010',
        runs: ['post-export'],
      },
    })
    expect(read.connector.connection.settings.map((one) => one.name)).toEqual([
      'sign-and-seal',
      'galma/target-ou',
      'galma/source-contact-ou',
      'galma/source-contact-ou',
      'galma/smtp-mail-domain',
    ])
    expect(read.notices).toEqual([])
    expect(read.unknown).toEqual([])
  })

  it('reads the file format of an extensible connector that hands over files', () => {
    const read = readAgent(
      '<category>Extensible</category><private-configuration><MAConfig><extension-config><filename>x.dll</filename><import-mode>file</import-mode></extension-config><ldif_format><code_page>1252</code_page></ldif_format></MAConfig></private-configuration>',
    )

    expect(read.connector.connection.settings.map((one) => one.name)).toContain('ldif_format/code_page')
    expect(read.notices).toEqual([])
    expect(read.unknown).toEqual([])
  })

  it.each([
    ['MSSQL', 'sql-server'],
    ['ORACLE', 'oracle'],
    ['DB2', 'db2'],
  ])('reads the database shape of %s', (category, kind) => {
    const read = readAgent(`<category>${category}</category><private-configuration><oledbma-configuration>
     <connection-info><authentication>integrated</authentication><provider>P</provider><server>s</server><databasename>d</databasename><tablename>t</tablename><multivalued-tablename>mv</multivalued-tablename><user>u</user><domain>D</domain></connection-info>
     <mms-info><column-info><column><name>id</name><data-type>DBTYPE_I4</data-type><length>4</length><isnullable>0</isnullable><isreadonly>1</isreadonly><islongcolumn>0</islongcolumn><mms-type dn="1">Number</mms-type></column><primary-key><column-name>id</column-name></primary-key></column-info>
      <anchor><attribute>id</attribute></anchor><object-type-info><object-type-column>type</object-type-column><object-types><object-type>a</object-type><object-type>b</object-type></object-types></object-type-info>
      <multivalued-info><attribute-column>name</attribute-column><numeric-column>ref</numeric-column><multivalued-columns><column><name>member</name><mms-type dn="1">Number</mms-type></column></multivalued-columns></multivalued-info>
      <delta-info><change-column>c</change-column></delta-info></mms-info>
     <password-extension-config><password-extension-enabled>1</password-extension-enabled><dll>p.dll</dll></password-extension-config></oledbma-configuration></private-configuration>`)

    expect(read.connector).toMatchObject({
      kind,
      passwordSync: { extensionEnabled: true },
      connection: {
        kind: 'database',
        target: 's/d',
        account: 'D\\u',
        anchor: ['id'],
        database: {
          table: 't',
          multivalueTable: 'mv',
          columns: [{ name: 'id', dataType: 'DBTYPE_I4', nullable: false, readOnly: true, reference: true, length: 4 }],
          objectTypeColumn: 'type',
          objectTypes: ['a', 'b'],
          primaryKey: ['id'],
          multivalued: {
            attributeColumn: 'name',
            valueColumns: [{ type: 'numeric', column: 'ref' }],
            attributes: [{ name: 'member', type: 'Number', reference: true }],
          },
        },
      },
    })
    expect(read.unknown).toEqual([])
  })

  it('reads a delimited file, character codes decoded', () => {
    const read =
      readAgent(`<category>Delimited</category><private-configuration><MAConfig><importing><anchor><attribute>UserID</attribute></anchor><object_class_attribute>ObjectType</object_class_attribute></importing>
     <delimited_format><code_page>1252</code_page><delimiter>44</delimiter><text_qualifier>34</text_qualifier><first_row_contains_headers>1</first_row_contains_headers><attributes><attribute><name>UserID</name></attribute></attributes></delimited_format><ui-data><anything x="1"><goes/></anything></ui-data></MAConfig></private-configuration>`)

    expect(read.connector.connection).toMatchObject({
      kind: 'file',
      anchor: ['UserID'],
      file: {
        format: 'Delimited',
        codePage: '1252',
        delimiter: ',',
        textQualifier: '"',
        headerRow: true,
        columns: ['UserID'],
        objectTypeAttribute: 'ObjectType',
      },
    })
    expect(read.unknown).toEqual([])
  })

  it('reads an ECMA2 connector and removes what is secret', () => {
    const read =
      readAgent(`<category>Extensible2</category><subtype>PowerShell (Microsoft)</subtype><private-configuration><MAConfig>
     <extension-config><filename data-owner="ISV">Microsoft.IAM.Connector.PowerShell.dll</filename><import-enabled>1</import-enabled><export-enabled>0</export-enabled><capability-bits>2751960688</capability-bits><password-management-enabled>1</password-management-enabled></extension-config>
     <parameter-definitions refreshSchema="0"><parameter><name>Password</name><use>connectivity</use><type>encrypted-string</type><validation/><text>x</text><default-value>letmein1</default-value></parameter><parameter><name>x</name><type>divider</type></parameter></parameter-definitions>
     <parameter-values><parameter name="User" type="string" use="connectivity">svc</parameter><parameter name="Domain" type="string" use="connectivity">X</parameter>
      <parameter name="Password" type="encrypted-string" use="connectivity" encrypted="1"></parameter><parameter name="API Token:" type="string" use="global">letmein2</parameter>
      <parameter name="Settings" type="string" use="global">Server=s;User Id=u;Password=letmein3</parameter>
      <parameter name="Begin Password Script" type="text" use="global">param($p)</parameter></parameter-values></MAConfig></private-configuration>`)

    expect(read.connector).toMatchObject({
      kind: 'powershell',
      capabilities: { mask: '', fullImport: true, deltaImport: true, export: false },
      passwordSync: { extensionEnabled: true },
      connection: {
        kind: 'extensible',
        target: 'Microsoft.IAM.Connector.PowerShell.dll',
        account: 'X\\svc',
        extensible: {
          generation: 2,
          importEnabled: true,
          exportEnabled: false,
          definitions: [{ name: 'Password', defaultValue: { redacted: true } }],
        },
      },
    })
    expect(read.connector.connection.extensible?.parameters.map((one) => [one.name, one.value.value])).toEqual([
      ['User', 'svc'],
      ['Domain', 'X'],
      ['Password', ''],
      ['API Token:', undefined],
      ['Settings', undefined],
      ['Begin Password Script', 'param($p)'],
    ])
    expect(JSON.stringify([read.parts, read.notices, read.coverage])).not.toContain('letmein')
    expect(read.notices.map((notice) => notice.id)).toEqual(['M2E-READ-028', 'M2E-READ-028', 'M2E-READ-028'])
    expect(read.unknown).toEqual([])
  })

  it.each(['iPlanet', 'eDirectory', 'IBM DS'])('shows all of %s, of which no sample is known', (category) => {
    const section = `<category>${category}</category><private-configuration><dsma-configuration mode="x"><host>h</host><port>389</port><bind-dn>cn=admin</bind-dn><bind-password>letmein</bind-password></dsma-configuration></private-configuration>`
    const read = readAgent(section)

    expect(read.connector.connection).toMatchObject({ kind: 'directory', target: 'h', account: 'cn=admin' })
    expect(settings(section)).toEqual([
      'dsma-configuration/@mode=x',
      'dsma-configuration/host=h',
      'dsma-configuration/port=389',
      'dsma-configuration/bind-dn=cn=admin',
      'dsma-configuration/bind-password=(redacted)',
    ])
    expect(read.unknown).toEqual([])
  })

  it('reads an ECMA1 connector', () => {
    const read = readAgent(
      '<category>Extensible</category><private-configuration><MAConfig><extension-config><filename>Old.dll</filename><connection-info><connect-to>host1</connect-to><user>u</user></connection-info></extension-config></MAConfig></private-configuration>',
    )

    expect(read.connector).toMatchObject({
      kind: 'ecma1',
      connection: { target: 'Old.dll', account: 'u', extensible: { generation: 1 } },
    })
    expect(read.unknown).toEqual([])
  })

  it('has none when there is no private configuration', () => {
    expect(readAgent('<category>MSSQL</category>').connector.connection).toMatchObject({ kind: 'none', target: '' })
  })

  it('says when a connector is of a kind nobody knows, and reads it', () => {
    const read = readAgent('<category>SAP R/3</category><join><join-profile cd-object-type="p"/></join>')

    expect(read.connector).toMatchObject({ kind: 'unknown', category: 'SAP R/3', joins: [{ objectType: 'p' }] })
    expect(read.notices.map((notice) => notice.id)).toEqual(['M2E-READ-020'])
  })
})
