/**
 * Prints how fast XML is read and what memory that takes:
 * `npx tsc -p tsconfig.json && node dist/bench/xml.bench.js [megabytes]`.
 */
import { parseXml, Reading, splitRecords, streamRecords } from '../src/xml/index.js'

const megabytes = Number(process.argv[2] ?? 200)

function record(number: number): string {
  const values = Array.from(
    { length: 12 },
    (_, at) =>
      `    <attr name="extensionAttribute${at}" type="string" multivalued="false">\r\n     <value>Müller &amp; Söhne, department ${number + at}</value>\r\n    </attr>\r\n`,
  ).join('')
  return ` <cs-object cs-dn="CN=User ${number},OU=People,DC=example,DC=com" id="{${number}}" object-type="user">\r\n  <synchronized-hologram>\r\n   <entry dn="CN=User ${number}">\r\n${values}   </entry>\r\n  </synchronized-hologram>\r\n </cs-object>\r\n`
}

async function* file(bytes: number): AsyncGenerator<Uint8Array> {
  yield Buffer.from('<?xml version="1.0" encoding="utf-8"?>\r\n<cs-objects xmlns:xsi="urn:x">\r\n')
  const block = Buffer.from(Array.from({ length: 50 }, (_, at) => record(at)).join(''))
  for (let sent = 0; sent < bytes; sent += block.length)
    for (let at = 0; at < block.length; at += 65_536) yield block.subarray(at, at + 65_536)
  yield Buffer.from('</cs-objects>\r\n')
}

function print(what: string, bytes: number, sinceMs: number): void {
  const seconds = (performance.now() - sinceMs) / 1000
  const rss = Math.round(process.memoryUsage().rss / 1e6)
  const peak = Math.round(process.resourceUsage().maxRSS / 1000)
  console.log(
    `${what}: ${(bytes / 1e6 / seconds).toFixed(1)} MB/s, ${seconds.toFixed(2)} s, RSS ${rss} MB (peak ${peak})`,
  )
}

async function streamed(bytes: number): Promise<void> {
  const start = performance.now()
  let records = 0
  const kept: string[] = []
  for await (const element of streamRecords(file(bytes), { record: 'cs-object' })) {
    records++
    kept.push(element.attributes.id ?? '')
  }
  print(`stream, ${records} records`, bytes, start)
}

function whole(): void {
  const text = `<cs-objects>${Array.from({ length: 800 }, (_, at) => record(at)).join('')}</cs-objects>`
  for (let round = 0; round < 3; round++) {
    const start = performance.now()
    parseXml(text)
    print('whole document', text.length, start)
  }
  const start = performance.now()
  for (const element of splitRecords(text, { record: 'cs-object' })) new Reading(element).tally()
  print('split and tallied', text.length, start)
}

await streamed(megabytes * 1e6)
whole()
