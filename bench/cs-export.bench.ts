/**
 * Prints how fast a csexport drop is read and what memory that takes, beside what `saxes` alone does with the same file.
 * Build everything, then run the compiled file with node: `cs-export.bench.js [megabytes] [door|objects|summary|saxes]…`.
 * Without a list every way runs, each in a process of its own, because the peak of memory is that of a process.
 */
import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createReadStream, createWriteStream, existsSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { SaxesParser } from 'saxes'
import { readCsObjects, streamReaders } from '../src/readers/cs-export/index.js'
import { peekAt } from '../src/readers/read-stream.js'
import { streamRecords } from '../src/xml/index.js'

const textAttributes = [
  'cn',
  'sn',
  'givenName',
  'displayName',
  'mail',
  'department',
  'title',
  'company',
  'physicalDeliveryOfficeName',
  'telephoneNumber',
  'description',
  'userPrincipalName',
]

function guid(number: number): string {
  return `{${number.toString(16).toUpperCase().padStart(8, '0')}-1D2C-4E5F-8A9B-0123456789AB}`
}

function image(number: number, department: string): string {
  const dn = `CN=User ${number},OU=People &amp; Partners,DC=example,DC=com`
  const anchor = Buffer.from(guid(number)).toString('base64').slice(0, 24)
  const texts = textAttributes.map(
    (name, at) =>
      `    <attr name="${name}" type="string" multivalued="false">\r\n     <value>${name === 'department' ? department : `Müller &amp; Söhne ${number + at}`}</value>\r\n    </attr>\r\n`,
  )
  const addresses = [1, 2, 3].map((at) => `     <value>smtp:user.${number}.${at}@example.com</value>\r\n`).join('')
  return `   <entry dn="${dn}">\r\n    <anchor encoding="base64">${anchor}</anchor>\r\n    <parent-anchor encoding="base64">${anchor}</parent-anchor>\r\n    <primary-objectclass>user</primary-objectclass>\r\n    <objectclass>\r\n     <oc-value>top</oc-value>\r\n     <oc-value>person</oc-value>\r\n     <oc-value>organizationalPerson</oc-value>\r\n     <oc-value>user</oc-value>\r\n    </objectclass>\r\n${texts.join('')}    <attr name="proxyAddresses" type="string" multivalued="true">\r\n${addresses}    </attr>\r\n    <attr name="userAccountControl" type="integer" multivalued="false">\r\n     <value>0x200</value>\r\n    </attr>\r\n    <attr name="objectSid" type="binary" multivalued="false">\r\n     <value encoding="base64">AQUAAAAAAAUVAAAA3f2rGCB2zKrZ0TmYwgQAAA==</value>\r\n    </attr>\r\n    <dn-attr name="manager" multivalued="false">\r\n     <dn-value>\r\n      <dn>CN=User ${number % 97},OU=People &amp; Partners,DC=example,DC=com</dn>\r\n      <anchor encoding="base64">${anchor}</anchor>\r\n     </dn-value>\r\n    </dn-attr>\r\n   </entry>\r\n`
}

function object(number: number): string {
  const dn = `CN=User ${number},OU=People &amp; Partners,DC=example,DC=com`
  const change =
    number % 10 === 0
      ? `  <unapplied-export>\r\n   <delta operation="update" dn="${dn}">\r\n    <attr name="department" operation="replace" type="string" multivalued="false">\r\n     <value>Sales</value>\r\n    </attr>\r\n   </delta>\r\n  </unapplied-export>\r\n`
      : ''
  return ` <cs-object cs-dn="${dn}" id="${guid(number)}" object-type="user">\r\n  <connector>1</connector>\r\n  <connector-state>normal</connector-state>\r\n  <seen-by-import>1</seen-by-import>\r\n  <ma-id>{11111111-2222-4333-8444-555555555555}</ma-id>\r\n  <ma-name>Active Directory</ma-name>\r\n  <partition-id>{22222222-2222-4333-8444-555555555555}</partition-id>\r\n  <partition-name>DC=example,DC=com</partition-name>\r\n  <mv-link lineage-id="{33333333-2222-4333-8444-555555555555}" lineage-type="projected" lineage-time="2026-01-02 03:04:05.678">${guid(number + 7)}</mv-link>\r\n  <last-import-delta-time>2026-01-02 03:04:05.678</last-import-delta-time>\r\n  <synchronized-hologram>\r\n${image(number, 'Research')}  </synchronized-hologram>\r\n${change} </cs-object>\r\n`
}

/** Writes a drop of about that size; the same numbers give the same file. */
async function generate(path: string, bytes: number): Promise<void> {
  const out = createWriteStream(path)
  out.write('<cs-objects>\r\n')
  let written = 0
  for (let number = 0; written < bytes; number++) {
    const text = object(number)
    written += Buffer.byteLength(text)
    if (!out.write(text)) await once(out, 'drain')
  }
  out.end('</cs-objects>\r\n')
  await once(out, 'finish')
}

function open(path: string): AsyncIterable<Uint8Array> {
  return createReadStream(path, { highWaterMark: 256 * 1024 })
}

const ways: Readonly<Record<string, (path: string) => Promise<number>>> = {
  async saxes(path) {
    let elements = 0
    const parser = new SaxesParser({ xmlns: true })
    parser.on('opentag', () => {
      elements += 1
    })
    parser.on('text', () => undefined)
    const decoder = new TextDecoder('utf-8', { fatal: true })
    for await (const chunk of open(path)) parser.write(decoder.decode(chunk, { stream: true }))
    parser.close()
    return elements
  },
  async door(path) {
    let records = 0
    for await (const _ of streamRecords(open(path), { record: 'cs-object' })) records += 1
    return records
  },
  async objects(path) {
    let objects = 0
    for await (const _ of readCsObjects(open(path), { file: 'drop.xml' })) objects += 1
    return objects
  },
  async summary(path) {
    const [reader] = streamReaders
    const peek = peekAt(Buffer.from('<cs-objects>'))
    if (reader === undefined || peek === undefined) return 0
    const source = { name: 'drop.xml', sizeBytes: statSync(path).size, open: () => open(path) }
    const { parts } = await reader.stream(source, peek)
    return parts.reduce((sum, part) => sum + (part.kind === 'object-source' ? part.source.objects : 0), 0)
  },
}

async function measure(way: string, path: string): Promise<void> {
  const start = performance.now()
  const count = await ways[way]?.(path)
  const seconds = (performance.now() - start) / 1000
  const { user, system } = process.cpuUsage()
  const size = statSync(path).size / 1e6
  const rate = (size / seconds).toFixed(1)
  const cpuRate = (size / ((user + system) / 1e6)).toFixed(1)
  const peak = Math.round(process.resourceUsage().maxRSS / 1000)
  process.stdout.write(
    `${way.padEnd(8)} ${rate.padStart(6)} MB/s (${cpuRate.padStart(5)} MB a CPU second) ${seconds.toFixed(1).padStart(6)} s, peak ${peak} MB (${count})\n`,
  )
}

const megabytes = Number(process.argv[2] ?? 1000)
const path = join(tmpdir(), `mim2entra-bench-${megabytes}.xml`)
if (!existsSync(path)) await generate(path, megabytes * 1e6)
const [only] = process.argv.slice(3)
if (only === undefined)
  for (const way of Object.keys(ways))
    spawnSync(process.execPath, [...process.execArgv, fileURLToPath(import.meta.url), String(megabytes), way], {
      stdio: 'inherit',
    })
else await measure(only, path)
