import { describe, expect, it } from 'vitest'
import { readAgent } from './testing.js'

const prefixed = `<schema>
 <dsml:dsml xmlns:dsml="http://www.dsml.org/DSML" xmlns:ms-dsml="http://www.microsoft.com/MMS/DSML">
  <dsml:directory-schema ms-dsml:no-objectclass-validation="true">
   <dsml:class id="person" type="structural" ms-dsml:locked="1"><dsml:name>person</dsml:name>
    <dsml:attribute ref="#mail" required="true" ms-dsml:isAnchor="true" ms-dsml:allowedOperation="ImportOnly"/>
    <dsml:attribute ref="#__proto__" required="false"/>
   </dsml:class>
   <dsml:attribute-type id="mail" single-value="true" ms-dsml:immutable="true" ms-dsml:range-upper="256"><dsml:name>mail</dsml:name><dsml:syntax>1.3.6.1.4.1.1466.115.121.1.15</dsml:syntax></dsml:attribute-type>
   <dsml:attribute-type id="__proto__"><dsml:name>__proto__</dsml:name><dsml:syntax>1.3.6.1.4.1.1466.115.121.1.12</dsml:syntax></dsml:attribute-type>
   <dsml:attribute-type id="export_password" ms-dsml:encrypted="true" ms-dsml:export-only="true"><dsml:name>export_password</dsml:name><dsml:syntax>9.9.9</dsml:syntax></dsml:attribute-type>
  </dsml:directory-schema>
 </dsml:dsml></schema>`

const opaque = `<schema><dsml xmlns="http://www.dsml.org/DSML" xmlns:m="http://www.microsoft.com/MMS/DSML"><directory-schema>
 <attribute-type id="A0" single-value="true" m:range-lower="1"><name>cn</name><syntax>1.3.6.1.4.1.1466.115.121.1.15</syntax></attribute-type>
 <attribute-type id="A1" user-modification="false"><name>memberOf</name><syntax>1.3.6.1.4.1.1466.115.121.1.12</syntax></attribute-type>
 <class id="C0" superior="#C1" type="structural"><name>user</name><attribute ref="#A0" required="false"/></class>
 <class id="C1" type="abstract"><name>top</name></class>
 <class id="C2" type="auxiliary"><name>mailRecipient</name></class>
 <m:dit-content-rule id="C0"><attribute ref="#A1" required="false"/><attribute ref="#A0" required="true"/><attribute ref="#A9"/><m:aux-class ref="#C2"/></m:dit-content-rule>
</directory-schema></dsml></schema>`

describe('schema', () => {
  it('reads the dialect with prefixes and equal ids and names', () => {
    const { connector, unknown, notices } = readAgent(prefixed)

    expect(connector.schema.objectTypes).toMatchObject([
      {
        name: 'person',
        kind: 'structural',
        attributes: [
          { name: 'mail', required: true, anchor: true, allowedOperation: 'ImportOnly' },
          { name: '__proto__', required: false },
        ],
        auxiliaries: [],
      },
    ])
    expect(connector.schema.attributes).toMatchObject([
      { name: 'mail', type: 'string', multivalued: false, immutable: true, rangeUpper: 256 },
      { name: '__proto__', type: 'reference', multivalued: true },
      { name: 'export_password', type: 'string', syntax: '9.9.9', encrypted: true, exportOnly: true },
    ])
    expect(notices.map((notice) => notice.id)).toContain('M2E-READ-025')
    expect(unknown).toEqual([])
  })

  it('reads the dialect with a default namespace and opaque ids, content rules attached to their class', () => {
    const { connector, unknown, notices } = readAgent(opaque)

    expect(connector.schema.objectTypes).toMatchObject([
      {
        name: 'user',
        superior: 'top',
        attributes: [
          { name: 'cn', required: true },
          { name: 'memberOf', required: false },
          { name: 'A9', required: false },
        ],
        auxiliaries: ['mailRecipient'],
      },
      { name: 'top', kind: 'abstract' },
      { name: 'mailRecipient', kind: 'auxiliary' },
    ])
    expect(connector.schema.attributes).toMatchObject([
      { name: 'cn', multivalued: false, rangeLower: 1 },
      { name: 'memberOf', readOnly: true },
    ])
    expect(notices.filter((notice) => notice.id === 'M2E-READ-031')).toHaveLength(1)
    expect(unknown).toEqual([])
  })

  it('goes by namespace, not by prefix', () => {
    const renamed = prefixed.replaceAll('ms-dsml', 'q').replaceAll('dsml:', 'p:').replace('xmlns:dsml', 'xmlns:p')

    expect(JSON.stringify(readAgent(renamed).connector.schema.objectTypes[0]?.attributes)).toBe(
      JSON.stringify(readAgent(prefixed).connector.schema.objectTypes[0]?.attributes),
    )
  })

  it.each(['', '<schema/>', '<schema></schema>'])('reads %j as no schema', (section) => {
    const { connector, notices } = readAgent(section)

    expect(connector.schema).toMatchObject({ objectTypes: [], attributes: [] })
    expect(notices.filter((notice) => notice.id !== 'M2E-READ-020')).toEqual([])
  })
})
