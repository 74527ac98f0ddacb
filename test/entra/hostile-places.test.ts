import { expect, it } from 'vitest'
import type { Detection } from '../../analyzers/analyzer.js'
import { designOf } from '../../analyzers/facts/design.js'
import { effort, finding } from '../../analyzers/finding.js'
import { placesOf } from '../../src/entra/index.js'

const found: Detection = {
  scenario: 'dynamic-groups',
  subject: '',
  subjectId: '',
  evidence: [],
  confidence: 100,
  level: 'certain',
  use: undefined,
}

it.each(['{ask:secretToken}', 'All {made:assigned-group/admins} of {find:user?mail=a%40b.de}'])(
  'a group called %s is called so, and names no place of the plan',
  (name) => {
    const design = designOf(found, {
      parts: [],
      target: finding('M2E-DYN-101'),
      licences: [],
      effort: effort('S'),
      artefacts: [
        {
          kind: 'assigned-group',
          name,
          description: name,
          mailNickname: 'g',
          uniqueName: 'g',
          type: 'security',
          isAssignableToRole: false,
          madeFrom: [],
        },
      ],
    })

    expect(placesOf(JSON.stringify(design))).toEqual([])
    expect(JSON.stringify(design.artefacts)).toContain(name.replaceAll('{', '('))
  },
)
