import type { ConnectorParameter, ParameterDefinition, SensitiveValue } from '../../model/index.js'
import { isTakenOut, sensitiveParameter } from '../secrets.js'
import { attributeOf, parseFlag, present, textOf, wholeTextOf } from './fields.js'
import type { NoticeBook } from './notice-book.js'
import { noteSecret } from './redaction.js'
import type { Section } from './section.js'

/** How far the last run came: changes with every run and says nothing about the configuration. */
const NOT_KEPT: SensitiveValue = { value: undefined, redacted: true }

function isWaterMark(name: string): boolean {
  return /^(?:cookie|water-?mark)$/i.test(name.trim())
}

/** Reads the `parameter` children of `parameter-values`. Secrets do not get past here. */
export function readParameterValues(section: Section | undefined, book: NoticeBook): readonly ConnectorParameter[] {
  return (section?.many('parameter') ?? []).map((parameter) => {
    const name = parameter.attribute('name') ?? ''
    const type = attributeOf(parameter, 'type')
    const encrypted = parseFlag(attributeOf(parameter, 'encrypted')) ?? false
    const text = parameter.text()
    const value = isWaterMark(name) ? NOT_KEPT : sensitiveParameter(name, type, text, encrypted)
    if (value !== NOT_KEPT && isTakenOut(value, text) && !encrypted) noteSecret(name, parameter.at, book)
    return {
      name,
      use: attributeOf(parameter, 'use'),
      // Some writers give only the .NET type.
      type: type === '' ? attributeOf(parameter, 'dataType').toLowerCase() : type,
      value,
      encrypted,
      ...present('intrinsic', parseFlag(attributeOf(parameter, 'intrinsic'))),
      at: parameter.at,
    }
  })
}

/** Reads `parameter-definitions`. Labels and dividers only lay out the wizard's page. */
export function readParameterDefinitions(
  section: Section | undefined,
  book: NoticeBook,
): readonly ParameterDefinition[] {
  return (section?.many('parameter') ?? []).flatMap((definition) => {
    const name = wholeTextOf(definition, 'name')
    const type = textOf(definition, 'type')
    const text = wholeTextOf(definition, 'default-value')
    const defaultValue = sensitiveParameter(name, type, text, false)
    if (isTakenOut(defaultValue, text)) noteSecret(name, definition.at, book)
    const read = {
      name,
      use: textOf(definition, 'use'),
      type,
      validation: wholeTextOf(definition, 'validation'),
      defaultValue,
      at: definition.at,
    }
    return type === 'label' || type === 'divider' ? [] : [read]
  })
}
