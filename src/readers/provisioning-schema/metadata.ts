import type { Setting } from '../../model/index.js'
import type { Field } from '../json/index.js'
import { isTakenOut, sensitive } from '../secrets.js'
import type { NoticeBook } from '../sync-config/notice-book.js'
import { noteSecret } from '../sync-config/redaction.js'

/** Key and value pairs Graph keeps beside nearly everything. */
export function readMetadata(holder: Field, book: NoticeBook): readonly Setting[] {
  return readPairs(holder, 'metadata', book)
}

export function readPairs(holder: Field, list: string, book: NoticeBook): readonly Setting[] {
  return holder.objects(list).map((pair) => {
    ignoreAnnotations(pair)
    const name = pair.text('key')
    const text = pair.text('value')
    const value = sensitive(name, text)
    if (isTakenOut(value, text)) noteSecret(name, pair.at, book)
    return { name, value, at: pair.at }
  })
}

/** What OData adds to every object it returns. */
export function ignoreAnnotations(holder: Field): void {
  for (const member of holder.members()) {
    if (member.name.includes('@odata.') || member.name.startsWith('@microsoft.'))
      holder.ignore(member.name, 'Annotation of the service that returned the object.')
  }
}
