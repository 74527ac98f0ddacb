import { describe, expect, it } from 'vitest'
import { readSources } from './testing.js'
import { vbStatements } from './vb-lines.js'

const source = `Imports Microsoft.MetadirectoryServices
' Case "comment"
Public Class MAExtensionObject
    Implements IMASynchronization
    Private Const MailRule As String = "mail ""quoted"""

    Public Sub MapFlows(ByVal FlowRuleName As String, ByVal csentry As CSEntry, _
        ByVal mventry As MVEntry) Implements IMASynchronization.MapAttributesForImport
        Select Case FlowRuleName.ToLower()
            Case "displayname", "straße"
                mventry("displayName").Value = "Case ""not a rule"""
                Select Case csentry.ObjectType
                    Case "user"
                        Dim c As New SqlConnection("x") : c.Open()
                End Select
            Case MailRule
                REM nothing
            Case Else
                Throw New EntryPointNotImplementedException()
        End Select
    End Sub

    Public Sub MapAttributesForExport(FlowRuleName As String, mventry As MVEntry, csentry As CSEntry) Implements IMASynchronization.MapAttributesForExport
        If FlowRuleName = "a" OrElse FlowRuleName = "b" Then
            File.WriteAllText("x", "y")
        ElseIf FlowRuleName.Equals("c", StringComparison.OrdinalIgnoreCase) Then
        End If
    End Sub

    Public Function Deprovision(csentry As CSEntry) As DeprovisionAction Implements IMASynchronization.Deprovision
        Throw New EntryPointNotImplementedException()
    End Function
End Class
`

describe('Visual Basic', () => {
  it('is read in outline, and says so', async () => {
    const { sources, notices, counts } = await readSources({ 'Ext.vb': source })

    expect(sources).toMatchObject([{ language: 'vb', depth: 'outline' }])
    const entries = sources[0]?.classes[0]?.entryPoints ?? []
    expect(entries.map((entry) => [entry.method, entry.implemented, entry.lines])).toEqual([
      ['MapAttributesForImport', true, { from: 7, to: 21 }],
      ['MapAttributesForExport', true, { from: 23, to: 28 }],
      ['Deprovision', false, { from: 30, to: 32 }],
    ])
    expect(entries[0]?.rules.map((rule) => [rule.name, rule.ignoresCase, rule.at.line])).toEqual([
      ['displayname', true, 10],
      ['straße', true, 10],
      ['mail "quoted"', true, 16],
    ])
    expect(entries[1]?.rules.map((rule) => [rule.name, rule.ignoresCase])).toEqual([
      ['a', false],
      ['b', false],
      ['c', true],
    ])
    expect(sources[0]?.outside.map((call) => [call.system, call.at.line])).toEqual([
      ['sql', 14],
      ['files', 25],
    ])
    expect(notices.map((notice) => notice.id)).toEqual(['M2E-READ-071'])
    expect(counts[0]?.unknown).toBe(0)
  })

  it('keeps strings whole and joins lines', () => {
    expect(vbStatements('a = "x : \' y" : b = 1 \' c\nCall f(1, _\n  2)\nREM x : y')).toEqual([
      { line: 1, text: 'a = "x : \' y"' },
      { line: 1, text: 'b = 1' },
      { line: 2, text: 'Call f(1, 2)' },
    ])
  })
})
