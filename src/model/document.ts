import type { Provenance } from './provenance.js'

/**
 * A file that was recognised and counted, but is no configuration the tool assesses: material around a project. Contents
 * are people's data and are not kept.
 */
export interface EstateDocument {
  readonly kind:
    | 'dynamic-membership-rules'
    | 'scim-bulk-request'
    | 'postman-collection'
    | 'delimited-sample'
    | 'connector-schema'
    | 'directory-extensions'
    | 'extension-project'
    | 'extension-settings'
    | 'codeless-schema'
    | 'configuration-variables'
  readonly title: string
  readonly counts: readonly { readonly name: string; readonly count: number }[]
  readonly at: Provenance
}
