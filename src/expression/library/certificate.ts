/** Reads the parts of an X.509 certificate the Cert functions ask for. */

import { createHash } from 'node:crypto'
import { parseExact } from '../date-format.js'
import type { Instant } from '../value.js'
import { base64ToBytes, bytesToHex } from './binary.js'
import type { DerNode } from './der.js'
import { derChildren, derInteger, derOid, derText, readDer } from './der.js'

export interface NamePart {
  readonly oid: string
  readonly value: string
}

export interface Certificate {
  readonly thumbprint: string
  readonly version: number
  readonly serialNumber: string
  readonly signatureAlgorithm: string
  /** Relative names in certificate order; each holds one part or, rarely, several. */
  readonly issuer: readonly (readonly NamePart[])[]
  readonly subject: readonly (readonly NamePart[])[]
  readonly notBefore: Instant
  readonly notAfter: Instant
  readonly keyAlgorithm: string
  readonly keyParameters: string
  readonly extensions: readonly { readonly oid: string; readonly critical: boolean; readonly value: Uint8Array }[]
}

/** The certificate in DER bytes or in base64 of them; undefined when it is none. */
export function readCertificate(bytes: Uint8Array): Certificate | undefined {
  try {
    const direct = bytes[0] === 0x30 ? readDer(bytes) : undefined
    if (direct !== undefined) return interpret(direct, bytes)
    const text = Buffer.from(bytes)
      .toString('latin1')
      .replace(/-----[^-]+-----/g, '')
    const decoded = base64ToBytes(text)
    const node = decoded === undefined || decoded[0] !== 0x30 ? undefined : readDer(decoded)
    return node === undefined || decoded === undefined ? undefined : interpret(node, decoded)
  } catch (error) {
    // A truncated structure shows as an access beyond the bytes; every other fault is ours.
    if (error instanceof RangeError) return undefined
    throw error
  }
}

function interpret(root: DerNode, bytes: Uint8Array): Certificate | undefined {
  const [body, signature] = derChildren(root)
  if (body === undefined || signature === undefined) return undefined
  const parts = derChildren(body)
  const hasVersion = parts[0]?.tag === 0xa0
  const version = hasVersion ? Number(derInteger(derChildren(parts[0])[0])) + 1 : 1
  const [serial, , issuer, validity, subject, key] = hasVersion ? parts.slice(1) : parts
  if (serial?.tag !== 0x02 || issuer === undefined || subject === undefined || key === undefined) return undefined
  const [notBefore, notAfter] = derChildren(validity).map(readTime)
  if (notBefore === undefined || notAfter === undefined) return undefined
  const [keyAlgorithm, keyParameters] = derChildren(derChildren(key)[0])
  return {
    thumbprint: createHash('sha1').update(bytes).digest('hex').toUpperCase(),
    version,
    serialNumber: bytesToHex(trimLeadingZero(serial.content)),
    signatureAlgorithm: derOid(derChildren(signature)[0]),
    issuer: readName(issuer),
    subject: readName(subject),
    notBefore,
    notAfter,
    keyAlgorithm: derOid(keyAlgorithm),
    keyParameters: keyParameters === undefined ? '' : bytesToHex(keyParameters.whole),
    extensions: readExtensions(parts),
  }
}

function trimLeadingZero(bytes: Uint8Array): Uint8Array {
  return bytes.length > 1 && bytes[0] === 0 ? bytes.subarray(1) : bytes
}

function readTime(node: DerNode): Instant | undefined {
  const text = derText(node)
  if (node.tag === 0x18) return parseExact(text, "yyyyMMddHHmmss'Z'")
  return parseExact(`${Number(text.slice(0, 2)) < 50 ? '20' : '19'}${text}`, "yyyyMMddHHmmss'Z'")
}

function readName(node: DerNode): readonly (readonly NamePart[])[] {
  return derChildren(node).map((set) =>
    derChildren(set).map((pair) => {
      const [oid, value] = derChildren(pair)
      return { oid: derOid(oid), value: value === undefined ? '' : derText(value) }
    }),
  )
}

function readExtensions(parts: readonly DerNode[]): Certificate['extensions'] {
  const holder = parts.find((part) => part.tag === 0xa3)
  return derChildren(derChildren(holder)[0]).map((extension) => {
    const fields = derChildren(extension)
    return {
      oid: derOid(fields[0]),
      critical: fields[1]?.tag === 0x01 && fields[1].content[0] !== 0,
      value: fields.at(-1)?.content ?? new Uint8Array(),
    }
  })
}

/** Labels .NET prints for the parts of a distinguished name. */
const LABELS: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.4': 'SN',
  '2.5.4.5': 'SERIALNUMBER',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'S',
  '2.5.4.9': 'STREET',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '2.5.4.12': 'T',
  '2.5.4.13': 'Description',
  '2.5.4.42': 'G',
  '2.5.4.43': 'I',
  '1.2.840.113549.1.9.1': 'E',
  '0.9.2342.19200300.100.1.25': 'DC',
}

/** A name as .NET prints it: most specific part first, `, ` between parts, quotes where needed. */
export function printName(name: readonly (readonly NamePart[])[]): string {
  return [...name]
    .reverse()
    .map((set) => set.map((part) => `${LABELS[part.oid] ?? `OID.${part.oid}`}=${quote(part.value)}`).join(' + '))
    .join(', ')
}

function quote(value: string): string {
  return /[,+="\n<>#;]|^\s|\s$|^$/.test(value) ? `"${value.replaceAll('"', '""')}"` : value
}

const SUBJECT_ALTERNATIVE_NAME = '2.5.29.17'
const ISSUER_ALTERNATIVE_NAME = '2.5.29.18'
const USER_PRINCIPAL_NAME = '1.3.6.1.4.1.311.20.2.3'

export type NameKind = 'SimpleName' | 'EmailName' | 'UpnName' | 'DnsName' | 'DnsFromAlternativeName' | 'UrlName'

/** One name of subject or issuer, chosen as .NET's GetNameInfo does; `''` when there is none. */
export function nameInfo(certificate: Certificate, kind: NameKind, ofIssuer: boolean): string {
  const name = ofIssuer ? certificate.issuer : certificate.subject
  const alternatives = alternativeNames(certificate, ofIssuer ? ISSUER_ALTERNATIVE_NAME : SUBJECT_ALTERNATIVE_NAME)
  switch (kind) {
    case 'SimpleName':
      return (
        lastOf(name, '2.5.4.3') ??
        lastOf(name, '2.5.4.11') ??
        lastOf(name, '2.5.4.10') ??
        lastOf(name, '1.2.840.113549.1.9.1') ??
        alternatives.email ??
        alternatives.dns ??
        ''
      )
    case 'EmailName':
      return alternatives.email ?? lastOf(name, '1.2.840.113549.1.9.1') ?? ''
    case 'UpnName':
      return alternatives.upn ?? ''
    case 'DnsName':
      return alternatives.dns ?? lastOf(name, '2.5.4.3') ?? ''
    case 'DnsFromAlternativeName':
      return alternatives.dns ?? ''
    case 'UrlName':
      return alternatives.url ?? ''
  }
}

function lastOf(name: readonly (readonly NamePart[])[], oid: string): string | undefined {
  return name.flat().findLast((part) => part.oid === oid)?.value
}

interface Alternatives {
  readonly email?: string
  readonly dns?: string
  readonly url?: string
  readonly upn?: string
}

function alternativeNames(certificate: Certificate, oid: string): Alternatives {
  const extension = certificate.extensions.find((candidate) => candidate.oid === oid)
  const root = extension === undefined ? undefined : readDer(extension.value)
  const found: Record<string, string> = {}
  for (const node of derChildren(root)) {
    const text = Buffer.from(node.content).toString('latin1')
    if (node.tag === 0x81) found.email ??= text
    if (node.tag === 0x82) found.dns ??= text
    if (node.tag === 0x86) found.url ??= text
    const [kind, holder] = node.tag === 0xa0 ? derChildren(node) : []
    const value = derChildren(holder)[0]
    if (kind !== undefined && value !== undefined && derOid(kind) === USER_PRINCIPAL_NAME) found.upn ??= derText(value)
  }
  return found
}
