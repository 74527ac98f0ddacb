/** The stages every scenario goes through, in order. */
export const stageNames = ['prepare', 'pilot', 'parallel-run', 'cutover', 'validate', 'decommission'] as const

export type StageName = (typeof stageNames)[number]
