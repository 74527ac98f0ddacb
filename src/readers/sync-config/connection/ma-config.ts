import type { Setting } from '../../../model/index.js'
import type { NoticeBook } from '../notice-book.js'
import type { Section } from '../section.js'
import { settingsOf, shownText, switches } from '../settings.js'

const flatSettings = [
  'ldap-dn',
  'add_change_type_value',
  'modify_change_type_value',
  'delete_change_type_value',
  'case_normalize_dn_for_anchor',
  'enable-unapplied-merge',
] as const

const passwordExtension = ['dll', 'password-set-enabled', 'password-change-enabled', 'timeout'] as const

/** Anchor attributes of `MAConfig`, whichever of the places states them; each named once. */
export function anchorOf(root: Section): readonly string[] {
  const importing = root.one('importing')
  const classes = importing?.one('per-class-settings')?.many('class') ?? []
  const places = [importing?.one('anchor'), ...classes.map((cursor) => cursor.one('anchor'))]
  const names = places.flatMap((place) => place?.many('attribute') ?? []).map((attribute) => attribute.text().trim())
  return [...new Set(names.filter((name) => name !== ''))]
}

/** What file and extensible connectors have in common: classes, DN, normalization, password extension. */
export function commonSettings(root: Section, book: NoticeBook): readonly Setting[] {
  const importing = root.one('importing')
  const normalization = root.one('data_normalization')
  return [
    ...perClass(importing?.one('dn'), 'importing/dn'),
    ...perClass(importing?.one('anchor'), 'importing/anchor'),
    ...(importing?.one('per-class-settings')?.many('class') ?? []).flatMap(classSetting),
    ...classMappings(root.one('primary_class_mappings')),
    ...settingsOf(normalization, ['force-uppercase', 'remove-accents'], book, 'data_normalization/'),
    ...settingsOf(root, flatSettings, book),
    ...passwordExtensionSettings(root.one('password-extension-config'), book),
  ]
}

/** `attribute` children, with the object class they hold for. */
function perClass(section: Section | undefined, name: string): readonly Setting[] {
  return (section?.shown('attribute') ?? []).map((attribute) => {
    const objectClass = attribute.element.attributes.object_class ?? ''
    return {
      name: objectClass === '' ? name : `${name} (${objectClass})`,
      value: { value: attribute.text().trim(), redacted: false },
      at: attribute.at,
    }
  })
}

function classSetting(cursor: Section): readonly Setting[] {
  return perClass(cursor.one('anchor'), `anchor of ${shownText(cursor, 'name')}`)
}

/** Which object class a record of the source becomes. */
function classMappings(section: Section | undefined): readonly Setting[] {
  return (section?.shown('mapping') ?? []).map((mapping) => ({
    name: `primary class of ${shownText(mapping, 'oc-value')}`,
    value: { value: shownText(mapping, 'primary_class'), redacted: false },
    at: mapping.at,
  }))
}

export function passwordExtensionSettings(config: Section | undefined, book: NoticeBook): readonly Setting[] {
  const info = config?.one('connection-info')
  return [
    ...switches(config, passwordExtension, 'password-extension-config/'),
    ...settingsOf(info, ['connect-to', 'user'], book, 'password-extension-config/connection-info/'),
  ]
}
