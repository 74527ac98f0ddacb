import fc from 'fast-check'
import { expect, it } from 'vitest'
import { connectorReader } from './connector-file.js'
import { readText } from './testing.js'

const agent = `<saved-ma-configuration server="S" export-date="d"><ma-data><id>{1}</id><name>n</name><category>AD</category><subtype/>
<schema><dsml xmlns="http://www.dsml.org/DSML" xmlns:m="http://www.microsoft.com/MMS/DSML"><directory-schema><attribute-type id="A0" single-value="true"><name>cn</name><syntax>1.3.6.1.4.1.1466.115.121.1.15</syntax></attribute-type><class id="C0" superior="#C0" type="structural"><name>user</name><attribute ref="#A0" required="true"/></class><m:dit-content-rule id="C0"><attribute ref="#A0"/><m:aux-class ref="#C0"/></m:dit-content-rule></directory-schema></dsml></schema>
<stay-disconnector><filter-set cd-object-type="user" type="declared"><filter-alternative id="{1}"><condition cd-attribute="cn" operator="equality"><value>x</value></condition></filter-alternative></filter-set></stay-disconnector>
<join><join-profile cd-object-type="user"><join-criterion id="{1}"><search mv-object-type="person"><attribute-mapping mv-attribute="a"><direct-mapping><src-attribute>cn</src-attribute></direct-mapping></attribute-mapping></search><resolution type="none"><script-context/></resolution></join-criterion></join-profile></join>
<export-attribute-flow><export-flow-set cd-object-type="user" mv-object-type="person"><export-flow cd-attribute="dn" id="{1}"><sync-rule-mapping mapping-type="expression" sync-rule-id="{1}" sync-rule-mapping-id="{1}"><sync-rule-value><export-flow><src><attr>cn</attr></src><dest>dn</dest><scoping/><fn id="+"><arg>"CN="</arg><arg><fn id="Left"><arg>cn</arg><arg>1</arg></fn></arg></fn></export-flow></sync-rule-value></sync-rule-mapping></export-flow></export-flow-set></export-attribute-flow>
<private-configuration><adma-configuration><forest-name>x</forest-name><ssl-bind crl-check="0">0</ssl-bind><cd-extension><assembly-name>E.dll</assembly-name></cd-extension></adma-configuration></private-configuration>
<ma-partition-data><partition><id>{1}</id><selected>1</selected><filter><object-classes><object-class>user</object-class></object-classes><containers><inclusions><inclusion>x</inclusion></inclusions></containers></filter><custom-data><adma-partition-data><dn>x</dn></adma-partition-data></custom-data></partition></ma-partition-data>
<ma-run-data><run-configuration><id>{1}</id><configuration><step><step-type type="full-import"><import-subtype>to-cs</import-subtype></step-type><threshold><object>1</object></threshold></step></configuration></run-configuration></ma-run-data></ma-data></saved-ma-configuration>`

const names = ['__proto__', 'constructor', 'fn', 'join', 'partition', 'value', 'ma-data', 'never-seen']
const tagNames = [...new Set([...agent.matchAll(/<([a-z][\w:-]*)/g)].map((match) => match[1] ?? ''))].slice(1)
const attributeNames = [...new Set([...agent.matchAll(/\s([a-z-]+)="/g)].map((match) => match[1] ?? ''))]

/** Renames an element everywhere, so that the document stays well-formed while its meaning is gone. */
function renamed(text: string, from: string, to: string): string {
  return text.replace(new RegExp(`(</?)${from}(?=[\\s/>])`, 'g'), `$1${to}`)
}

it('reads whatever is well-formed, and the ledger accounts for every element and attribute', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom(...tagNames), fc.constantFrom(...names)), { maxLength: 4 }),
      fc.array(fc.tuple(fc.constantFrom(...attributeNames), fc.constantFrom(...names)), { maxLength: 1 }),
      fc.constantFrom('', ' ', '-1', '999999999999999999999', '{', '&#x1F600;'),
      (tags, attributes, number) => {
        let text = tags.reduce((all, [from, to]) => renamed(all, from, to), agent)
        for (const [from, to] of attributes) text = text.replace(new RegExp(`\\s${from}="`), ` ${to}="`)
        text = text.replace('<object>1</object>', `<object>${number}</object>`)

        const { coverage } = readText(connectorReader, text)

        const counted = Object.values(coverage.counts).reduce((sum, count) => sum + count, 0)
        const elements = [...text.matchAll(/<[A-Za-z_]/g)].length
        const written = [...text.matchAll(/\s(?!xmlns)[\w:-]+="/g)].length
        expect(counted).toBe(elements + written)
        expect(coverage.entries.reduce((sum, entry) => sum + entry.count, 0)).toBe(counted)
      },
    ),
    { numRuns: 300 },
  )
})

it('is pure: the same text gives the same result', () => {
  expect(readText(connectorReader, agent)).toEqual(readText(connectorReader, agent))
})
