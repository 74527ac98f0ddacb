import type { Setting } from '../../model/index.js'
import { isTakenOut, sensitive } from '../secrets.js'
import type { NoticeBook } from './notice-book.js'
import { noteSecret } from './redaction.js'
import type { Section } from './section.js'

/** A child's text as a setting for display; none when the child is absent or empty. The coverage table names it. */
export function settingOf(
  parent: Section | undefined,
  child: string,
  book: NoticeBook,
  name = child,
): readonly Setting[] {
  return (parent?.shown(child) ?? []).flatMap((section) => settingFrom(section, name, book))
}

/** The listed children as settings, in the order listed. */
export function settingsOf(
  parent: Section | undefined,
  children: readonly string[],
  book: NoticeBook,
  prefix = '',
): readonly Setting[] {
  return children.flatMap((child) => settingOf(parent, child, book, `${prefix}${child}`))
}

/** Text of a child that is only shown, '' when absent. */
export function shownText(parent: Section, child: string): string {
  return parent.shown(child)[0]?.text().trim() ?? ''
}

/** An attribute of a shown child as a setting. */
export function attributeSetting(parent: Section | undefined, child: string, attribute: string): readonly Setting[] {
  return (parent?.shown(child) ?? []).flatMap((section) => {
    const value = section.element.attributes[attribute]
    return value === undefined
      ? []
      : [{ name: `${child}/${attribute}`, value: { value, redacted: false }, at: section.at }]
  })
}

/** Children whose names speak of passwords while their values are switches and file names: never secrets. */
export function switches(parent: Section | undefined, children: readonly string[], prefix = ''): readonly Setting[] {
  return children.flatMap((child) =>
    (parent?.shown(child) ?? []).flatMap((section) => {
      const value = section.text().trim()
      return value === '' ? [] : [{ name: `${prefix}${child}`, value: { value, redacted: false }, at: section.at }]
    }),
  )
}

/**
 * Every text and attribute of an element and below it, for connectors whose configuration is not known in detail: shown,
 * not interpreted.
 */
export function settingsBelow(parent: Section, book: NoticeBook, prefix = ''): readonly Setting[] {
  parent.document('Shape not known in detail; every text is shown with the connector.')
  return everything(parent, book, prefix)
}

function everything(parent: Section, book: NoticeBook, prefix: string): readonly Setting[] {
  const own = [...settingFrom(parent, prefix, book), ...attributeSettings(parent, book, prefix)]
  const names = new Set(parent.element.children.map((child) => child.local))
  const below = [...names].flatMap((local) =>
    parent.shown(local).flatMap((child) => everything(child, book, prefix === '' ? local : `${prefix}/${local}`)),
  )
  return [...own, ...below]
}

function attributeSettings(section: Section, book: NoticeBook, prefix: string): readonly Setting[] {
  return Object.entries(section.element.attributes).flatMap(([name, text]) => {
    if (name.startsWith('xmlns') || text === '') return []
    const value = sensitive(name, text)
    if (isTakenOut(value, text)) noteSecret(name, section.at, book)
    return [{ name: `${prefix}/@${name}`, value, at: section.at }]
  })
}

function settingFrom(section: Section, name: string, book: NoticeBook): readonly Setting[] {
  const text = section.text().trim()
  if (text === '') return []
  const value = sensitive(name, text)
  if (isTakenOut(value, text)) noteSecret(name, section.at, book)
  return [{ name, value, at: section.at }]
}
