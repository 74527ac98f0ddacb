import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface LargeEstate {
  /** Synchronization rules of Entra Connect. */
  readonly rules: number
  /** Connectors of Entra Connect, each a forest of its own. */
  readonly connectors: number
  /** Groups of the MIM Service. */
  readonly groups: number
  /** All objects of the MIM Service, at least as many as the demo company has. */
  readonly serviceObjects: number
}

/**
 * The demo company grown to the size of a group of companies: its rules, forests and policies copied under new names and
 * ids, as files in the form the products export.
 *
 * @param demo folder of the demo estate
 */
export function writeLargeEstate(demo: string, folder: string, size: LargeEstate): void {
  for (const name of ['connect/Connectors', 'connect/SynchronizationRules', 'connect/GlobalSettings', 'mim-service'])
    mkdirSync(join(folder, name), { recursive: true })
  const forests = writeConnectors(demo, folder, size.connectors)
  writeRules(demo, folder, size.rules, forests)
  copy(demo, folder, 'connect/GlobalSettings/MV.xml')
  copy(demo, folder, 'mim-service/schema.xml')
  const policy = readFileSync(join(demo, 'mim-service/policy.xml'), 'utf8')
  writeFileSync(join(folder, 'mim-service/policy.xml'), grownPolicy(policy, size))
}

function copy(from: string, to: string, name: string): void {
  writeFileSync(join(to, name), readFileSync(join(from, name)))
}

interface Forests {
  /** Id that the rules of the demo company are written for. */
  readonly own: string
  readonly all: readonly string[]
}

/** The connector of Active Directory once a forest; the one of Entra ID stays alone. */
function writeConnectors(demo: string, folder: string, count: number): Forests {
  const source = join(demo, 'connect/Connectors')
  const files = readdirSync(source).sort()
  for (const file of files) copy(demo, folder, `connect/Connectors/${file}`)
  const [template = ''] = files.filter((file) =>
    readFileSync(join(source, file), 'utf8').includes('<category>AD</category>'),
  )
  const own = idIn(template)
  const text = readFileSync(join(source, template), 'utf8')
  const name = /<name>([^<]*)<\/name>/.exec(text)?.[1] ?? ''
  const all = [own]
  for (let index = files.length; index < count; index += 1) {
    const id = guid('c', index)
    all.push(id)
    writeFileSync(
      join(folder, `connect/Connectors/Connector_${id}.xml`),
      text.replaceAll(own.toUpperCase(), id).replace(`<name>${name}</name>`, `<name>forest${index}.example</name>`),
    )
  }
  return { own, all }
}

/** Braced, the same for the same number. */
function guid(kind: 'a' | 'b' | 'c', index: number): string {
  return `{${index.toString(16).padStart(8, '0')}-0000-4000-8000-${kind.repeat(12)}}`
}

function writeRules(demo: string, folder: string, count: number, forests: Forests): void {
  const source = join(demo, 'connect/SynchronizationRules')
  const texts = readdirSync(source)
    .sort()
    .map((file) => ({ id: idIn(file), text: readFileSync(join(source, file), 'utf8') }))
  // A new forest brings rules of its own; those of the tenant are there once.
  const ofForest = texts.filter(({ text }) => text.includes(forests.own))
  for (let index = 0; index < count; index += 1) {
    const first = index < texts.length
    const copy = index - texts.length
    const { id, text } = (first ? texts[index] : ofForest[copy % ofForest.length]) ?? { id: '', text: '' }
    const own = first ? id : guid('a', index)
    const forest = forests.all[(1 + Math.floor(copy / ofForest.length)) % forests.all.length] ?? forests.own
    const written = first
      ? text
      : text
          .replaceAll(id, own)
          .replaceAll(forests.own, forest)
          .replace(/<name>([^<]*)<\/name>/, `<name>$1 ${index}</name>`)
          .replace(/<immutable-tag>[^<]*<\/immutable-tag>/, '<immutable-tag />')
          .replace(/<precedence>\d+</, `<precedence>${100 + index}<`)
    writeFileSync(join(folder, `connect/SynchronizationRules/SynchronizationRule_${own}.xml`), written)
  }
}

function idIn(file: string): string {
  return /\{[0-9a-f-]{36}\}/i.exec(file)?.[0] ?? ''
}

const OBJECT = /[ \t]*<ExportObject>[\s\S]*?<\/ExportObject>\s*/g

function grownPolicy(policy: string, size: LargeEstate): string {
  const objects = policy.match(OBJECT) ?? []
  const ofType = (type: string) => objects.filter((text) => text.includes(`<ObjectType>${type}</ObjectType>`))
  const groups = ofType('Group')
  const others = [...ofType('Set'), ...ofType('ManagementPolicyRule')]
  const more: string[] = []
  for (let index = groups.length; index < size.groups; index += 1) more.push(renamed(groups, index))
  while (objects.length + more.length < size.serviceObjects) more.push(renamed(others, more.length))
  const end = policy.lastIndexOf('</Results>')
  return `${policy.slice(0, end)}${more.join('')}${policy.slice(end)}`
}

function renamed(texts: readonly string[], index: number): string {
  const text = texts[index % texts.length] ?? ''
  const id = /<ObjectIdentifier>urn:uuid:([^<]*)</.exec(text)?.[1] ?? ''
  return text
    .replaceAll(id, guid('b', index).slice(1, -1))
    .replace(/(<AttributeName>DisplayName<\/AttributeName>[\s\S]*?<Value>)([^<]*)/, `$1$2 ${index}`)
}
