import type { CustomCalloutExtension } from '@microsoft/microsoft-graph-types'
import type { GraphCall, Made } from './artefact.js'
import { graphCall, typed } from './artefact.js'

/**
 * A Logic App that a lifecycle workflow calls: what became of code in a workflow. The Logic App itself is written by hand;
 * where it stands is asked for: places `{ask:subscriptionId}` and `{ask:resourceGroupName}`.
 */
export interface CustomTaskExtension extends Made {
  readonly kind: 'custom-task-extension'
  readonly name: string
  /** Class of the activity and what it was given. */
  readonly description: string
  readonly subscriptionId: string
  readonly resourceGroup: string
  readonly logicApp: string
  /** The workflow goes on when the Logic App answers, or after this long; undefined: it does not wait. */
  readonly waitsMinutes: number | undefined
}

export function customTaskExtensionCall(extension: CustomTaskExtension): GraphCall<CustomCalloutExtension> {
  return graphCall(
    'POST',
    'identityGovernance/lifecycleWorkflows/customTaskExtensions',
    'microsoft.graph.identityGovernance.customTaskExtension',
    {
      displayName: extension.name,
      description: extension.description,
      endpointConfiguration: typed('logicAppTriggerEndpointConfiguration', {
        subscriptionId: extension.subscriptionId,
        resourceGroupName: extension.resourceGroup,
        logicAppWorkflowName: extension.logicApp,
      }),
      authenticationConfiguration: typed('azureAdPopTokenAuthentication', {}),
      clientConfiguration: typed('customExtensionClientConfiguration', {
        maximumRetries: 1,
        timeoutInMilliseconds: 1000,
      }),
      ...(extension.waitsMinutes === undefined
        ? {}
        : {
            callbackConfiguration: typed('identityGovernance.customTaskExtensionCallbackConfiguration', {
              timeoutDuration: `PT${extension.waitsMinutes}M`,
            }),
          }),
    },
  )
}
