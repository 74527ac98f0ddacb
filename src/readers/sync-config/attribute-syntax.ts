import type { AttributeType } from '../../model/index.js'

const LDAP = '1.3.6.1.4.1.1466.115.121.1.'
const MICROSOFT = '1.2.840.113556.1.4.'

const typeOfSyntax: ReadonlyMap<string, AttributeType> = new Map([
  [`${LDAP}27`, 'integer'],
  [`${LDAP}7`, 'boolean'],
  [`${LDAP}5`, 'binary'],
  [`${LDAP}40`, 'binary'],
  [`${LDAP}12`, 'reference'],
  [`${LDAP}15`, 'string'],
  [`${LDAP}26`, 'string'],
  [`${LDAP}36`, 'string'],
  [`${LDAP}38`, 'string'],
  [`${LDAP}43`, 'string'],
  [`${LDAP}44`, 'string'],
  [`${LDAP}24`, 'time'],
  [`${LDAP}53`, 'time'],
  [`${MICROSOFT}906`, 'integer'],
  [`${MICROSOFT}905`, 'string'],
  [`${MICROSOFT}1362`, 'string'],
  [`${MICROSOFT}1221`, 'string'],
  // DN with binary and DN with string are text of the form `B:8:0000002A:CN=…`, not plain references.
  [`${MICROSOFT}903`, 'string'],
  [`${MICROSOFT}904`, 'string'],
  [`${MICROSOFT}907`, 'binary'],
])

/** Type of an attribute by its syntax OID; undefined for an OID that is not known. */
export function attributeType(syntax: string): AttributeType | undefined {
  return typeOfSyntax.get(syntax.trim())
}
