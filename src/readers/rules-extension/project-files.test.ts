import { expect, it } from 'vitest'
import { peekRoot } from '../../xml/index.js'
import type { Reader, ReadResult } from '../reader.js'
import { readers, settingsReader } from './index.js'

function read(text: string, name: string): ReadResult & { readonly kind: string } {
  const peek = { root: peekRoot(text), head: text }
  const reader = [...readers, settingsReader].find((candidate: Reader) => candidate.recognise(peek))
  const result = reader?.read({ name, text, sizeBytes: text.length, sha256: '0'.repeat(64), encoding: 'utf-8' })
  if (reader === undefined || result === undefined || result instanceof Promise) throw new Error('not recognised')
  expect(result.coverage.counts.unknown).toBe(0)
  return { ...result, kind: reader.kind }
}

it.each([
  [
    '<Project xmlns="http://schemas.microsoft.com/developer/msbuild/2003"><PropertyGroup><AssemblyName>Contoso.HR</AssemblyName></PropertyGroup><ItemGroup><Reference Include="Microsoft.MetadirectoryServicesEx"/></ItemGroup></Project>',
    'Contoso.HR',
  ],
  ['<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><AssemblyName>$(X)</AssemblyName></PropertyGroup></Project>', 'HR'],
])('takes the name of the assembly from a project', (text, assembly) => {
  const { parts } = read(text, 'src/HR.csproj')

  expect(parts[0]).toMatchObject({ kind: 'extension-project', assembly, folder: 'src/' })
})

it('counts the projects of a solution', () => {
  const { parts, kind } = read(
    '\nMicrosoft Visual Studio Solution File, Format Version 12.00\nProject("{FAE}") = "HR", "HR.csproj", "{1}"\nEndProject\n',
    'a.sln',
  )

  expect(kind).toBe('extension-solution')
  expect(parts).toMatchObject([{ document: { counts: [{ name: 'projects', count: 1 }] } }])
})

it('knows settings of extensions by their words, and tells of secrets without telling them', () => {
  const { parts, notices } = read(
    '<Contoso><ExtensionParams><add key="x" password="hunter2"/></ExtensionParams><ClientSecret>hunter2</ClientSecret><Enabled>1</Enabled></Contoso>',
    'settings.xml',
  )

  expect(parts).toMatchObject([{ kind: 'document', document: { kind: 'extension-settings' } }])
  expect(notices.map((notice) => notice.id)).toEqual(['M2E-READ-028', 'M2E-READ-028'])
  expect(JSON.stringify([parts, notices])).not.toContain('hunter2')
})

it('leaves other XML alone', () => {
  expect(() => read('<configuration><appSettings/></configuration>', 'app.config')).toThrow('not recognised')
})
