import type { Skeleton } from './scan.js'

const references = /&(?:#x([\dA-Fa-f]+)|#(\d+)|(\d+)|(\w+));/g

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/**
 * Replaces the references of verified character data, each once: `&amp;lt;` becomes `&lt;`. `&7;`, which no file can
 * contain, stands for the eighth text the scan put aside.
 */
export function decodeReferences(text: string, aside: Skeleton['aside'] = []): string {
  if (!text.includes('&')) return text
  return text.replace(references, (whole, hexadecimal, decimal, index, name) => {
    if (name !== undefined) return named[name] ?? whole
    if (index !== undefined) return aside[Number(index)] ?? whole
    return String.fromCodePoint(Number.parseInt(hexadecimal ?? decimal, hexadecimal === undefined ? 10 : 16))
  })
}
