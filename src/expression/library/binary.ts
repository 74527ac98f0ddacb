/** Bytes and their texts: GUID, SID, base64, hex, and 64-bit bit arithmetic. */

import type { Integer } from '../value.js'
import { integer } from '../value.js'

const GUID = /^\{?([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{12})\}?$/i

export function isGuid(text: string): boolean {
  return GUID.test(text) && text.startsWith('{') === text.endsWith('}')
}

/** 16 bytes in .NET order (the first three groups byte-swapped), or undefined. */
export function guidToBytes(text: string): Uint8Array | undefined {
  const groups = isGuid(text) ? GUID.exec(text) : null
  if (groups === null) return undefined
  const [, a = '', b = '', c = '', d = '', e = ''] = groups
  const hex = swapBytes(a) + swapBytes(b) + swapBytes(c) + d + e
  return Uint8Array.from(Buffer.from(hex, 'hex'))
}

export function guidToText(bytes: Uint8Array): string | undefined {
  if (bytes.length !== 16) return undefined
  const hex = Buffer.from(bytes).toString('hex')
  const groups = [swapBytes(hex.slice(0, 8)), swapBytes(hex.slice(8, 12)), swapBytes(hex.slice(12, 16))]
  return [...groups, hex.slice(16, 20), hex.slice(20)].join('-')
}

function swapBytes(hex: string): string {
  return (hex.match(/../g) ?? []).reverse().join('')
}

/** A new GUID from 16 draws of chance, marked as version 4. */
export function randomGuid(random: () => number): string {
  const bytes = Uint8Array.from({ length: 16 }, () => Math.floor(random() * 256) & 0xff)
  bytes[7] = ((bytes[7] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  return guidToText(bytes) ?? ''
}

/** `S-1-5-…`, or undefined for bytes that are no security identifier. */
export function sidToText(bytes: Uint8Array): string | undefined {
  const count = bytes[1] ?? 0
  if (bytes[0] !== 1 || count > 15 || bytes.length !== 8 + 4 * count) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const high = view.getUint16(2)
  const low = view.getUint32(4)
  const authority =
    high === 0 ? String(low) : `0x${(high * 2 ** 32 + low).toString(16).toUpperCase().padStart(12, '0')}`
  const parts = Array.from({ length: count }, (_, index) => view.getUint32(8 + 4 * index, true))
  return ['S', '1', authority, ...parts].join('-')
}

export type TextEncodingName = 'Unicode' | 'ASCII' | 'UTF8'

const BASE64 = /^[\s]*(?:[A-Za-z0-9+/]\s*)*={0,2}\s*$/

/** The bytes of a base64 text, or undefined. */
export function base64ToBytes(text: string): Uint8Array | undefined {
  const dense = text.replace(/\s/g, '')
  if (!BASE64.test(text) || dense.length % 4 !== 0) return undefined
  return Uint8Array.from(Buffer.from(dense, 'base64'))
}

export function bytesToBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}

export function textToBase64(text: string): string {
  return Buffer.from(text, 'utf16le').toString('base64')
}

export function decodeText(bytes: Uint8Array, encoding: TextEncodingName): string {
  const buffer = Buffer.from(bytes)
  if (encoding === 'UTF8') return buffer.toString('utf8')
  if (encoding === 'Unicode') return buffer.toString('utf16le')
  return Array.from(buffer, (byte) => (byte < 128 ? String.fromCharCode(byte) : '?')).join('')
}

export function textToUtf8Hex(text: string): string {
  return bytesToHex(Buffer.from(text, 'utf8'))
}

export function bytesToHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex').toUpperCase()
}

/** The text whose UTF-8 bytes the hex digits are, or undefined. */
export function utf8HexToText(hex: string): string | undefined {
  if (hex.length % 2 !== 0 || !/^[0-9a-f]*$/i.test(hex)) return undefined
  return Buffer.from(hex, 'hex').toString('utf8')
}

/** Whether both fit a signed 32-bit word, where JavaScript's own operators are right. */
function areSmall(a: Integer, b: Integer): boolean {
  return typeof a === 'number' && typeof b === 'number' && (a | 0) === a && (b | 0) === b
}

export function bitAnd(a: Integer, b: Integer): Integer {
  return areSmall(a, b) ? Number(a) & Number(b) : integer(BigInt.asIntN(64, BigInt(a) & BigInt(b)))
}

export function bitOr(a: Integer, b: Integer): Integer {
  return areSmall(a, b) ? Number(a) | Number(b) : integer(BigInt.asIntN(64, BigInt(a) | BigInt(b)))
}
