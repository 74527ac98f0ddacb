import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { analyzers } from '../analyzers/index.js'
import { codeOf } from '../src/model/index.js'
import { assess } from '../src/plan/assess.js'
import { openEstate } from '../src/readers/open.js'

const agent = `<saved-ma-configuration server="SYNC01" export-date="2024-05-01 10:00:00.000"><ma-data><id>{11111111-2222-3333-4444-555555555555}</id><name>HR</name><category>AD</category><subtype/>
<extension><assembly-name>HRExtension.dll</assembly-name><application-protection>low</application-protection></extension>
<export-attribute-flow><export-flow-set cd-object-type="user" mv-object-type="person"><export-flow cd-attribute="cn" id="{1}"><scripted-mapping><src-attribute>sn</src-attribute><script-context>buildCn</script-context></scripted-mapping></export-flow></export-flow-set></export-attribute-flow></ma-data></saved-ma-configuration>`

const code = `using Microsoft.MetadirectoryServices;
public class MAExtensionObject : IMASynchronization {
  public void MapAttributesForExport(string FlowRuleName, MVEntry mventry, CSEntry csentry) {
    switch (FlowRuleName) { case "buildCn": csentry["cn"].Value = mventry["sn"].Value; break; default: throw new EntryPointNotImplementedException(); }
  }
}`

const project =
  '<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><AssemblyName>HRExtension</AssemblyName></PropertyGroup></Project>'

describe('the source of a rules extension beside its export', () => {
  let bare = ''
  let whole = ''

  beforeAll(async () => {
    bare = await mkdtemp(join(tmpdir(), 'mim2entra-bare-'))
    whole = await mkdtemp(join(tmpdir(), 'mim2entra-code-'))
    for (const folder of [bare, whole]) await writeFile(join(folder, 'MA-1.xml'), agent)
    await writeFile(join(whole, 'Extension.cs'), code)
    await writeFile(join(whole, 'HRExtension.csproj'), project)
  })

  afterAll(async () => {
    for (const folder of [bare, whole]) await rm(folder, { recursive: true, force: true })
  })

  it('is asked for where it is missing', async () => {
    const { asks, inputs } = assess(await openEstate([bare]), { asOf: '2026-11-21', analyzers })

    expect(inputs['extension-source']).toBe(false)
    expect(asks.find((ask) => ask.kind === 'extension-source')?.what).toContain('HRExtension.dll')
  })

  it('is not asked for where it is there, and answers for its rule', async () => {
    const estate = await openEstate([whole])
    const { asks, inputs } = assess(estate, { asOf: '2026-11-21', analyzers })

    expect(inputs['extension-source']).toBe(true)
    expect(asks.filter((ask) => ask.kind === 'extension-source')).toEqual([])
    const [connector] = estate.servers[0]?.connectors ?? []
    const found = connector === undefined ? [] : codeOf(estate, connector, 'export-flow', 'buildCn')
    expect(
      found.map(({ source, rule }) => [
        source.assembly,
        rule?.facts.reads[0]?.attribute,
        rule?.facts.writes[0]?.attribute,
      ]),
    ).toEqual([['HRExtension', 'sn', 'cn']])
  })
})
