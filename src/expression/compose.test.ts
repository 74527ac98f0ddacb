import { describe, expect, it } from 'vitest'
import type { ImportFlow } from './compose.js'
import { compose } from './compose.js'
import { parse } from './languages.js'

function flow(text: string, source = 'hr', precedence = 1, language: 'mim' | 'connect' = 'connect'): ImportFlow {
  return { source, precedence, language, expression: parse(language, text) }
}

function exported(text: string, language: 'mim' | 'connect' = 'connect') {
  return { language, expression: parse(language, text) }
}

describe('compose', () => {
  it('puts the import flow where the metaverse attribute stood', () => {
    const result = compose(
      exported('Left(Trim([displayName]), 64)'),
      new Map([['displayName', [flow('Trim([FullName])')]]]),
    )

    expect(result).toMatchObject({
      kind: 'composed',
      source: 'hr',
      translation: { verdict: 'exact', text: 'Left(Replace([FullName], , "^\\\\s+|\\\\s+$", , "", , ), 64)' },
    })
  })

  it('joins names from one source', () => {
    const imports = new Map([
      ['givenName', [flow('First', 'hr', 1, 'mim')]],
      ['sn', [flow('Last', 'hr', 1, 'mim')]],
    ])

    const result = compose(exported('givenName + " " + sn', 'mim'), imports)

    expect(result).toMatchObject({ translation: { text: 'Join("", [First], " ", [Last])' } })
  })

  it('ranks plain flows of one source with Coalesce, best first', () => {
    const imports = new Map([['mail', [flow('[Alias]', 'hr', 9), flow('[WorkMail]', 'hr', 2)]]])

    const result = compose(exported('LCase([mail])'), imports)

    expect(result).toMatchObject({ translation: { verdict: 'exact', text: 'ToLower(Coalesce([WorkMail], [Alias]))' } })
  })

  it('looks behind a computed flow that may give nothing', () => {
    const imports = new Map([['mail', [flow('IIF(IsPresent([W]), [W], NULL)', 'hr', 1), flow('[Alias]', 'hr', 2)]]])

    const result = compose(exported('[mail]'), imports)

    expect(result).toMatchObject({
      kind: 'composed',
      translation: { text: 'Switch(Switch([W], [W], "", ""), Switch([W], [W], "", ""), "", [Alias])' },
    })
  })

  it('leaves the target alone when the last flow may give nothing', () => {
    const imports = new Map([['mail', [flow('[Alias]', 'hr', 1), flow('IIF(IsPresent([W]), [W], NULL)', 'hr', 2)]]])

    const result = compose(exported('LCase([mail])'), imports)

    expect(result).toMatchObject({
      translation: {
        verdict: 'approximate',
        text: 'IgnoreFlowIfNullOrEmpty(ToLower(Switch([Alias], [Alias], "", Switch([W], [W], "", ""))))',
      },
    })
  })

  it('names the sources of one attribute as a blocker', () => {
    const imports = new Map([['mail', [flow('[a]', 'hr'), flow('[b]', 'ad', 2)]]])

    expect(compose(exported('[mail]'), imports)).toEqual({
      kind: 'blocked',
      blockers: [{ kind: 'several-sources', attribute: 'mail', sources: ['hr', 'ad'] }],
    })
  })

  it('names attributes of different sources and attributes nothing flows into', () => {
    const imports = new Map([
      ['a', [flow('[x]', 'hr')]],
      ['b', [flow('[y]', 'ad')]],
    ])

    expect(compose(exported('[a] & [b] & [c]'), imports)).toEqual({
      kind: 'blocked',
      blockers: [
        { kind: 'no-import', attribute: 'c' },
        {
          kind: 'mixed-sources',
          attributes: [
            { name: 'a', source: 'hr' },
            { name: 'b', source: 'ad' },
          ],
        },
      ],
    })
  })

  it('says what cannot be translated', () => {
    const result = compose(exported('BitOr([uac], 2)'), new Map([['uac', [flow('[flags]')]]]))

    expect(result).toMatchObject({ kind: 'blocked', blockers: [{ kind: 'untranslatable' }] })
  })

  it('needs no source for a constant', () => {
    expect(compose(exported('"Member"'), new Map())).toMatchObject({
      kind: 'composed',
      source: undefined,
      translation: { text: '"Member"' },
    })
  })
})
