import { expect, test } from 'vitest'
import { readXoml } from './xoml.js'

const at = { file: 'policy.xml', path: '/Results/ExportObject[7]/XOML', line: 90 }

const spaces = `xmlns="http://schemas.microsoft.com/winfx/2006/xaml/workflow"
  xmlns:x="http://schemas.microsoft.com/winfx/2006/xaml"
  xmlns:ns0="clr-namespace:Microsoft.ResourceManagement.Workflow.Activities;Assembly=Microsoft.ResourceManagement, Version=4.4.1302.0, Culture=neutral, PublicKeyToken=31bf3856ad364e35"
  xmlns:wal="clr-namespace:MicrosoftServices.IdentityManagement.WorkflowActivityLibrary.Activities;Assembly=MicrosoftServices.IdentityManagement.WorkflowActivityLibrary, Version=2.20.723.0"
  xmlns:kb="clr-namespace:Contoso.Workflow ;Assembly=Contoso"
  xmlns:c="clr-namespace:System.Collections;Assembly=mscorlib" xmlns:s="clr-namespace:System;Assembly=mscorlib"`

function activitiesOf(content: string, root = 'ns0:SequentialWorkflow') {
  const xoml = readXoml(`<${root} x:Name="W" ${spaces}>${content}</${root}>`, at)
  return xoml.readable ? xoml.activities : undefined
}

test('reads activities in order, with class, namespace and family', () => {
  const activities = activitiesOf(
    '<ns0:EmailNotificationActivity To=" [//Target/Manager];" CC="{x:Null}" x:Name="e1" Name="n"/><wal:AddDelay/><kb:Quota/><CodeActivity/>',
  )

  expect(activities).toEqual([
    {
      activity: 'EmailNotificationActivity',
      clrNamespace: 'Microsoft.ResourceManagement.Workflow.Activities',
      family: 'shipped',
      properties: [
        { name: 'To', value: ' [//Target/Manager];' },
        { name: 'Name', value: 'n' },
      ],
      at: { ...at, path: `${at.path}/SequentialWorkflow/EmailNotificationActivity[1]` },
    },
    expect.objectContaining({ activity: 'AddDelay', family: 'mimwal' }),
    expect.objectContaining({ activity: 'Quota', clrNamespace: 'Contoso.Workflow', family: 'custom' }),
    expect.objectContaining({ activity: 'CodeActivity', family: 'shipped' }),
  ])
})

test('finds activities inside branches and says what is around them', () => {
  const activities = activitiesOf(`
    <IfElseActivity><IfElseBranchActivity>
      <IfElseBranchActivity.Condition><RuleConditionReference ConditionName="c"/></IfElseBranchActivity.Condition>
      <ns0:ApprovalActivity Approvers="a"/>
    </IfElseBranchActivity><IfElseBranchActivity>
      <ParallelActivity><SequenceActivity><ns0:DeleteResourceActivity/></SequenceActivity></ParallelActivity>
    </IfElseBranchActivity></IfElseActivity><ns0:PWResetActivity/>`)

  expect(activities?.map(({ activity, within }) => [activity, within])).toEqual([
    ['ApprovalActivity', ['IfElseActivity', 'IfElseBranchActivity']],
    ['DeleteResourceActivity', ['IfElseActivity', 'IfElseBranchActivity', 'ParallelActivity', 'SequenceActivity']],
    ['PWResetActivity', undefined],
  ])
})

test('gates stand for themselves, also those of a class nobody knows; an empty gate stands for itself', () => {
  const gate = (content: string) =>
    `<ns0:AuthenticationGateActivity ValidationError="{x:Null}"><ns0:AuthenticationGateActivity.AuthenticationGate>${content}</ns0:AuthenticationGateActivity.AuthenticationGate></ns0:AuthenticationGateActivity>`
  const questions =
    '<ns0:QAAuthenticationGate NumQsReqRegistration="2"><ns0:QAAuthenticationGate.Questions><x:Array Type="{x:Type s:String}"><s:String>Pet?</s:String><s:String>Car?</s:String></x:Array></ns0:QAAuthenticationGate.Questions></ns0:QAAuthenticationGate>'

  const activities = activitiesOf(
    `${gate(questions)}${gate('<kb:CardReader Slot="1"/>')}<ns0:AuthenticationGateActivity/>`,
    'ns0:AuthenticationWorkflow',
  )

  expect(activities).toMatchObject([
    {
      activity: 'QAAuthenticationGate',
      within: ['AuthenticationGateActivity'],
      properties: [
        { name: 'NumQsReqRegistration', value: '2' },
        { name: 'Questions', value: 'Pet?\nCar?', rows: [['Pet?'], ['Car?']] },
      ],
    },
    { activity: 'CardReader', family: 'custom', properties: [{ name: 'Slot', value: '1' }] },
    { activity: 'AuthenticationGateActivity', properties: [] },
  ])
})

test('orders the rows and cells of a table by number, whichever way its keys are written', () => {
  const cell = (key: string, value: string) => `<s:String x:Key="${key}">${value}</s:String>`
  const keyElement = (key: string, value: string) =>
    `<s:String>${value}<x:Key><s:String>${key}</s:String></x:Key></s:String>`

  const [activity] =
    activitiesOf(`<wal:UpdateResources><wal:UpdateResources.UpdatesTable><c:Hashtable>
      ${cell('10:0', 'ten')}${keyElement('2:1', '[//Target/b]')}${cell('2:0', '"B"')}${cell('0:1', '[//Target/a]')}
      ${keyElement('0:0', 'Left([//Target/x], 8)')}<s:Boolean x:Key="0:2">True</s:Boolean>${cell('3:2', 'gap')}
      <s:Int32 x:Key="Count">4</s:Int32></c:Hashtable></wal:UpdateResources.UpdatesTable></wal:UpdateResources>`) ?? []

  expect(activity?.properties).toEqual([
    {
      name: 'UpdatesTable',
      value: 'Left([//Target/x], 8) | [//Target/a] | True\n"B" | [//Target/b]\n |  | gap\nten',
      rows: [['Left([//Target/x], 8)', '[//Target/a]', 'True'], ['"B"', '[//Target/b]'], ['', '', 'gap'], ['ten']],
    },
  ])
})

test('reads lists, null, nested values and simple child elements', () => {
  const [activity] =
    activitiesOf(`<wal:GenerateUniqueValue Resource="{ActivityBind W,Path=TargetId}" Text="{}{braces}">
      <wal:GenerateUniqueValue.ValueExpressions><c:ArrayList><s:String>a</s:String><s:String>b</s:String></c:ArrayList></wal:GenerateUniqueValue.ValueExpressions>
      <wal:GenerateUniqueValue.Nothing><x:Null/></wal:GenerateUniqueValue.Nothing>
      <wal:GenerateUniqueValue.Script><s:String> line 1
 line 2</s:String></wal:GenerateUniqueValue.Script>
      <wal:PublicationTarget>[//Target/a]</wal:PublicationTarget>
      <ns0:ReceiveActivity.Info><ns0:Info Name="n" Size="1"/></ns0:ReceiveActivity.Info>
    </wal:GenerateUniqueValue>`) ?? []

  expect(activity?.properties).toEqual([
    { name: 'Resource', value: '{ActivityBind W,Path=TargetId}' },
    { name: 'Text', value: '{braces}' },
    { name: 'ValueExpressions', value: 'a\nb', rows: [['a'], ['b']] },
    { name: 'Script', value: ' line 1\n line 2' },
    { name: 'PublicationTarget', value: '[//Target/a]' },
    { name: 'ReceiveActivity.Info', value: 'Info(Name=n, Size=1)' },
  ])
})

test('reads a workflow without activities, and one with a byte-order mark', () => {
  expect(readXoml(`\uFEFF\n <ns0:AuthenticationWorkflow ${spaces}/>`, at)).toEqual({ readable: true, activities: [] })
})

test.each([
  ['nothing', ''],
  ['text', 'see ticket 42'],
  ['a cut-off document', `<ns0:SequentialWorkflow ${spaces}><ns0:Appr`],
  ['an entity', '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'],
  ['bare attribute values', '<a xmlns=http://x/y/>'],
])('does not read %s', (_what, text) => {
  expect(readXoml(text, at)).toMatchObject({ readable: false, problem: expect.stringMatching(/./) })
})
