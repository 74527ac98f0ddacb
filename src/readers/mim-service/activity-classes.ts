import type { WorkflowActivity } from '../../model/index.js'
import type { XmlElement } from '../../xml/index.js'

/** The namespace of the designer's own activities, in the short form that XAML gives it. */
const WORKFLOW_SCHEMA = 'http://schemas.microsoft.com/winfx/2006/xaml/workflow'
export const XAML_SCHEMA = 'http://schemas.microsoft.com/winfx/2006/xaml'

/**
 * CLR namespace of an element's class, '' when it has none. Assembly and version differ from release to release and mean
 * nothing here.
 */
export function clrNamespaceOf(element: XmlElement): string {
  if (element.namespace === WORKFLOW_SCHEMA) return 'System.Workflow.Activities'
  return /^\s*clr-namespace:([^;]*)/i.exec(element.namespace)?.[1]?.trim() ?? ''
}

/** Who wrote the activity, by the namespace of its class. */
export function familyOf(clrNamespace: string): WorkflowActivity['family'] {
  const name = `${clrNamespace.toLowerCase()}.`
  if (name.startsWith('microsoft.resourcemanagement.') || name.startsWith('system.workflow.')) return 'shipped'
  // Assembly `MicrosoftServices.IdentityManagement.WorkflowActivityLibrary` of the public MIMWAL project.
  return name.startsWith('microsoftservices.identitymanagement.workflowactivitylibrary.') ? 'mimwal' : 'custom'
}

/** Activities that only arrange others; they stand in `within` of what they hold. */
const arranging = new Set([
  'SequenceActivity',
  'ParallelActivity',
  'IfElseActivity',
  'IfElseBranchActivity',
  'WhileActivity',
  'ReplicatorActivity',
  'ConditionedActivityGroup',
  'ListenActivity',
  'EventDrivenActivity',
  'EventHandlingScopeActivity',
  'EventHandlersActivity',
  'FaultHandlersActivity',
  'FaultHandlerActivity',
  'CancellationHandlerActivity',
  'CompensatableSequenceActivity',
  'CompensationHandlerActivity',
  'SynchronizationScopeActivity',
  'TransactionScopeActivity',
  'CompensatableTransactionScopeActivity',
  'AuthenticationGateActivity',
])

export function onlyArranges(element: XmlElement): boolean {
  return arranging.has(element.local)
}

/** Plain values (`String`, `Int32`, `Hashtable` …), XAML's own elements and rule conditions are no activities. */
export function isValue(element: XmlElement): boolean {
  if (element.namespace === XAML_SCHEMA) return true
  const clr = clrNamespaceOf(element)
  return clr === 'System' || clr.startsWith('System.Collections') || valueClasses.has(element.local)
}

const valueClasses = new Set([
  'String',
  'Boolean',
  'Int32',
  'Guid',
  'Hashtable',
  'ArrayList',
  'RuleConditionReference',
  'CodeCondition',
  'WorkflowServiceAttributes',
])
