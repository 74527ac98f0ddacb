/**
 * Built-in tasks of lifecycle workflows, by what they do. The ids are the same in every tenant.
 * https://learn.microsoft.com/entra/id-governance/lifecycle-workflow-tasks
 */
export const lifecycleTasks = {
  'welcome-mail': { id: '70b29d51-b59a-4773-9280-8841dfd3f2ea', in: 'joiner' },
  'onboarding-reminder': { id: '3c860712-2d37-42a4-928f-5c93935d26a1', in: 'joiner' },
  'temporary-access-pass': { id: '1b555e50-7f65-41d5-b514-5894a026d10d', in: 'joiner' },
  'add-to-groups': { id: '22085229-5809-45e8-97fd-270d28d66910', in: 'joiner,leaver,mover' },
  'add-to-teams': { id: 'e440ed8d-25a1-4618-84ce-091ed5be5594', in: 'joiner,leaver,mover' },
  'enable-account': { id: '6fc52c9d-398b-4305-9763-15f42c1676fc', in: 'joiner,leaver' },
  'disable-account': { id: '1dfdfcc7-52fa-4c2e-bf3a-e3919cc12950', in: 'leaver' },
  'remove-from-groups': { id: '1953a66c-751c-45e5-8bfe-01462c70da3c', in: 'joiner,leaver,mover' },
  'remove-from-all-groups': { id: 'b3a31406-2a15-4c9a-b25b-a658fa5f07fc', in: 'leaver' },
  'remove-from-teams': { id: '06aa7acb-01af-4824-8899-b14e5ed788d6', in: 'joiner,leaver,mover' },
  'remove-from-all-teams': { id: '81f7b200-2816-4b3b-8c5d-dc556f07b024', in: 'leaver' },
  'assign-licences': { id: '683c87a4-2ad4-420b-97d4-220d90afcd24', in: 'joiner,mover' },
  'remove-licences': { id: '5fc402a8-daaf-4b7b-9203-da868b05fc5f', in: 'leaver,mover' },
  'remove-all-licences': { id: '8fa97d28-3e52-4985-b3a9-a1126f9b8b4e', in: 'leaver' },
  'request-access-package': { id: 'c1ec1e76-f374-4375-aaa6-0bb6bd4c60be', in: 'joiner,mover' },
  'remove-access-package': { id: '4a0b64f2-c7ec-46ba-b117-18f262946c50', in: 'leaver,mover' },
  'remove-all-access-packages': { id: '42ae2956-193d-4f39-be06-691b8ac4fa1d', in: 'leaver' },
  'cancel-package-requests': { id: '498770d9-bab7-4e4c-b73d-5ded82a1d0b3', in: 'leaver' },
  'mail-manager-of-move': { id: 'aab41899-9972-422a-9d97-f626014578b7', in: 'mover' },
  'mail-manager-before-last-day': { id: '52853a3e-f4e5-4eb8-bb24-1ac09a1da935', in: 'leaver' },
  'mail-manager-on-last-day': { id: '9c0a1eaf-5bda-4392-9d9e-6e155bb57411', in: 'leaver' },
  'mail-manager-after-last-day': { id: '6f22ddd4-b3a5-47a4-a846-0d7c201a49ce', in: 'leaver' },
  'custom-extension': { id: '4262b724-8dba-4fad-afc3-43fcbb497a0e', in: 'joiner,leaver,mover' },
  'delete-user': { id: '8d18588d-9ad3-4c0f-99d0-ec215f0e3dff', in: 'leaver' },
} as const satisfies Readonly<Record<string, { readonly id: string; readonly in: string }>>

export type LifecycleTaskKind = keyof typeof lifecycleTasks
