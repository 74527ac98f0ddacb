import type { AccessReviewScheduleDefinition } from '@microsoft/microsoft-graph-types'
import type { GraphCall, Made } from './artefact.js'
import { graphCall, typed } from './artefact.js'

/** Recurring review of a group's members. */
export interface AccessReview extends Made {
  readonly kind: 'access-review'
  readonly name: string
  readonly groupId: string
  readonly reviewers: 'owners' | 'self'
  readonly everyMonths: number
  readonly durationDays: number
  /** `yyyy-mm-dd`. */
  readonly startDate: string
  /** Groups synchronized from AD cannot be changed by a review. */
  readonly appliesDecisions: boolean
}

export function accessReviewCall(review: AccessReview): GraphCall<AccessReviewScheduleDefinition> {
  return graphCall(
    'POST',
    'identityGovernance/accessReviews/definitions',
    'microsoft.graph.accessReviewScheduleDefinition',
    {
      displayName: review.name,
      scope: typed('accessReviewQueryScope', {
        query: `/groups/${review.groupId}/transitiveMembers`,
        queryType: 'MicrosoftGraph',
      }),
      reviewers:
        review.reviewers === 'self' ? [] : [{ query: `/groups/${review.groupId}/owners`, queryType: 'MicrosoftGraph' }],
      settings: {
        mailNotificationsEnabled: true,
        reminderNotificationsEnabled: true,
        justificationRequiredOnApproval: true,
        defaultDecisionEnabled: true,
        defaultDecision: 'Recommendation',
        instanceDurationInDays: review.durationDays,
        autoApplyDecisionsEnabled: review.appliesDecisions,
        recommendationsEnabled: true,
        recurrence: {
          pattern: { type: 'absoluteMonthly', interval: review.everyMonths, dayOfMonth: 1 },
          range: { type: 'noEnd', startDate: review.startDate },
        },
      },
    },
  )
}
