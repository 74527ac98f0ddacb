import type { JsonObject } from '../json.js'

/** Built-in tasks of lifecycle workflows: id, name, categories, names of arguments. */
const table: readonly (readonly [string, string, string, string])[] = [
  ['70b29d51-b59a-4773-9280-8841dfd3f2ea', 'Send welcome email to new hire', 'J', 'cc customSubject customBody locale'],
  ['3c860712-2d37-42a4-928f-5c93935d26a1', 'Send onboarding reminder email', 'J', 'cc customSubject customBody locale'],
  ['1b555e50-7f65-41d5-b514-5894a026d10d', 'Generate TAP And Send Email', 'J', 'tapLifetimeMinutes tapIsUsableOnce'],
  ['22085229-5809-45e8-97fd-270d28d66910', 'Add user to groups', 'JLM', 'groupID'],
  ['e440ed8d-25a1-4618-84ce-091ed5be5594', 'Add user to teams', 'JLM', 'teamID'],
  ['6fc52c9d-398b-4305-9763-15f42c1676fc', 'Enable user account', 'JL', ''],
  ['1dfdfcc7-52fa-4c2e-bf3a-e3919cc12950', 'Disable user account', 'L', ''],
  ['1953a66c-751c-45e5-8bfe-01462c70da3c', 'Remove user from selected groups', 'JLM', 'groupID'],
  ['b3a31406-2a15-4c9a-b25b-a658fa5f07fc', 'Remove user from all groups', 'L', ''],
  ['06aa7acb-01af-4824-8899-b14e5ed788d6', 'Remove user from selected teams', 'JLM', 'teamID'],
  ['81f7b200-2816-4b3b-8c5d-dc556f07b024', 'Remove user from all teams', 'L', ''],
  ['683c87a4-2ad4-420b-97d4-220d90afcd24', 'Assign licenses to user', 'JM', 'licenses'],
  ['5fc402a8-daaf-4b7b-9203-da868b05fc5f', 'Remove licenses from user', 'LM', 'licenses'],
  ['8fa97d28-3e52-4985-b3a9-a1126f9b8b4e', 'Remove all licenses from user', 'L', ''],
  [
    'c1ec1e76-f374-4375-aaa6-0bb6bd4c60be',
    'Request user access package assignment',
    'JM',
    'assignmentPolicyId accessPackageId',
  ],
  ['4a0b64f2-c7ec-46ba-b117-18f262946c50', 'Remove access package assignment for user', 'LM', 'accessPackageId'],
  ['42ae2956-193d-4f39-be06-691b8ac4fa1d', 'Remove all access package assignments for user', 'L', ''],
  ['498770d9-bab7-4e4c-b73d-5ded82a1d0b3', 'Cancel pending access package requests for user', 'L', ''],
  [
    'aab41899-9972-422a-9d97-f626014578b7',
    'Send email to manager on user move',
    'M',
    'cc customSubject customBody locale',
  ],
  [
    '52853a3e-f4e5-4eb8-bb24-1ac09a1da935',
    'Send email before user last day',
    'L',
    'cc customSubject customBody locale',
  ],
  ['9c0a1eaf-5bda-4392-9d9e-6e155bb57411', 'Send email on user last day', 'L', 'cc customSubject customBody locale'],
  ['6f22ddd4-b3a5-47a4-a846-0d7c201a49ce', 'Send email after user last day', 'L', 'cc customSubject customBody locale'],
  ['4262b724-8dba-4fad-afc3-43fcbb497a0e', 'Run a Custom Task Extension', 'JLM', 'customTaskExtensionID'],
  ['8d18588d-9ad3-4c0f-99d0-ec215f0e3dff', 'Delete User', 'L', ''],
]

const categories: Readonly<Record<string, string>> = { J: 'joiner', L: 'leaver', M: 'mover' }

export const taskDefinitions: readonly JsonObject[] = table.map(([id, displayName, letters, parameters]) => ({
  id,
  displayName,
  category: [...letters].map((letter) => categories[letter]).join(','),
  continueOnError: false,
  version: 1,
  parameters: parameters
    .split(' ')
    .filter((name) => name !== '')
    .map((name) => ({ name, values: [], valueType: 'string' })),
}))
