/** Certificate functions of Connect Sync; on several certificates they run one by one. */

import type { FunctionDefinition, ParameterType } from '../../function-table.js'
import { any, define, nullable, single, UNCONVERTIBLE } from '../../function-table.js'
import type { Certificate, NameKind } from '../../library/certificate.js'
import { nameInfo, printName, readCertificate } from '../../library/certificate.js'
import { badValue } from '../../shared-functions.js'
import type { Scalar, Value } from '../../value.js'
import { list } from '../../value.js'
import { flag, wordOf } from '../kit.js'

/** Reading is costly and the same bytes are asked for again by the next function of the rule. */
const known = new WeakMap<Uint8Array, Certificate | 'none'>()

function certificateOf(value: Scalar): Certificate | undefined {
  const bytes =
    value instanceof Uint8Array ? value : typeof value === 'string' ? Buffer.from(value, 'latin1') : undefined
  if (bytes === undefined) return undefined
  const found = known.get(bytes) ?? readCertificate(bytes) ?? 'none'
  known.set(bytes, found)
  return found === 'none' ? undefined : found
}

const certificate = single<Certificate>(
  'certificateRawData',
  'binary',
  (value) => certificateOf(value) ?? UNCONVERTIBLE,
)

function about(name: string, returns: ParameterType, read: (source: Certificate) => Value): FunctionDefinition {
  return define({ name, parameters: [certificate], returns }, (_, source) => read(source))
}

const NAME_KINDS: readonly NameKind[] = [
  'SimpleName',
  'EmailName',
  'UpnName',
  'DnsName',
  'DnsFromAlternativeName',
  'UrlName',
]

export const CERTIFICATE_FUNCTIONS: readonly FunctionDefinition[] = [
  define(
    { name: 'IsCert', parameters: [nullable(any('certificateRawData'))], returns: 'boolean' },
    (_, value) => value !== null && certificateOf(value) !== undefined,
  ),
  about('CertExtensionOids', 'list', (source) =>
    list(source.extensions.filter((extension) => extension.critical).map((extension) => extension.oid)),
  ),
  about('CertFormat', 'string', () => 'X509'),
  about('CertFriendlyName', 'string', () => ''),
  about('CertHashString', 'string', (source) => source.thumbprint),
  about('CertThumbprint', 'string', (source) => source.thumbprint),
  about('CertIssuer', 'string', (source) => printName(source.issuer)),
  about('CertIssuerDN', 'string', (source) => printName(source.issuer)),
  // .NET leaves the OID of a name empty for ordinary certificates.
  about('CertIssuerOid', 'string', () => ''),
  about('CertSubjectNameOid', 'string', () => ''),
  about('CertSubject', 'string', (source) => printName(source.subject)),
  about('CertSubjectNameDN', 'string', (source) => printName(source.subject)),
  about('CertKeyAlgorithm', 'string', (source) => source.keyAlgorithm),
  about('CertKeyAlgorithmParams', 'string', (source) => source.keyParameters),
  about('CertPublicKeyOid', 'string', (source) => source.keyAlgorithm),
  about('CertPublicKeyParametersOid', 'string', (source) => source.keyAlgorithm),
  about('CertNotAfter', 'date', (source) => source.notAfter),
  about('CertNotBefore', 'date', (source) => source.notBefore),
  about('CertSerialNumber', 'string', (source) => source.serialNumber),
  about('CertSignatureAlgorithmOid', 'string', (source) => source.signatureAlgorithm),
  about('CertVersion', 'string', (source) => String(source.version)),
  define(
    {
      name: 'CertNameInfo',
      parameters: [certificate, wordOf('x509NameType', NAME_KINDS), flag('includesIssuerName')],
      returns: 'string',
    },
    (_, source, kind, ofIssuer) => {
      if (!NAME_KINDS.includes(kind)) throw badValue(`"${kind}" is not a kind of name.`)
      return nameInfo(source, kind, ofIssuer)
    },
  ),
]
