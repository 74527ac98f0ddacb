import type { SensitiveValue } from './flow.js'
import type { Provenance } from './provenance.js'

/** Rules of a codeless framework: provisioning (MRE) or attribute flow (MARE) written as XML beside its DLL. */
export interface CodelessRuleSet {
  readonly framework: 'mre' | 'mare'
  /** Every rule of the file is switched off. */
  readonly allDisabled: boolean
  readonly rules: readonly CodelessRule[]
  /** DLLs or XML files that rules call or look values up in. */
  readonly externals: readonly CodelessExternal[]
  readonly at: Provenance
}

export type CodelessRuleKind =
  | 'provision'
  | 'deprovision'
  | 'deprovision-all'
  | 'rename'
  | 'import-flow'
  | 'export-flow'
  | 'join'
  | 'unknown'

export interface CodelessRule {
  readonly name: string
  readonly id: string
  readonly description: string
  readonly kind: CodelessRuleKind
  /** Kind as written (`Provision`, `Export` …). */
  readonly raw: string
  readonly enabled: boolean
  /** Name of the management agent the rule acts on. */
  readonly connector: string
  /** Metaverse object type; '' when the rule is for every type. */
  readonly sourceObjectType: string
  readonly targetObjectType: string
  /** Further object classes of a new object, as written. */
  readonly additionalClasses: string
  /** undefined: the rule has no condition. */
  readonly condition: CodelessCondition | undefined
  /** Initial values of a new object; for flow rules the one flow. */
  readonly flows: readonly CodelessFlow[]
  readonly rename?: CodelessRename
  /** MARE: what becomes of the connector (`Delete`, `Disconnect` …), as written. */
  readonly deprovisionAction?: string
  /** The rule is carried out by code: id in `externals`. */
  readonly externalId?: string
  /** The object is deleted and made again, by the rule of that id, when the condition holds. */
  readonly reprovision?: { readonly ruleId: string; readonly condition: CodelessCondition | undefined }
  /** Settings of the rule kept as text, for display. */
  readonly settings: readonly { readonly name: string; readonly value: string }[]
  readonly at: Provenance
}

/** A tree of conditions: groups with `and`/`or`, tests as leaves. */
export type CodelessCondition =
  | {
      readonly kind: 'group'
      readonly operator: 'and' | 'or'
      readonly conditions: readonly CodelessCondition[]
      readonly at: Provenance
    }
  | {
      readonly kind: 'test'
      readonly test: CodelessTest
      /** Type of the condition as written, for example `ConditionIsPresent`. */
      readonly raw: string
      /** Where the value comes from; connections are facts of the metaverse object. */
      readonly side: 'metaverse' | 'connector'
      /** Attribute tested, or name of the management agent of a connection; '' where the test needs none. */
      readonly subject: string
      /** Regular expression of a match; '' otherwise. */
      readonly pattern: string
      /** Second attribute of `between`. */
      readonly until?: string
      /** Attribute of the connector that the subject is held against. */
      readonly other?: string
      readonly description: string
      readonly at: Provenance
    }

export type CodelessTest =
  | 'present'
  | 'not-present'
  | 'match'
  | 'not-match'
  | 'connected-to'
  | 'not-connected-to'
  | 'object-class-match'
  | 'object-class-not-match'
  | 'contains'
  | 'not-contains'
  | 'true'
  | 'false'
  | 'not-true'
  | 'equal'
  | 'not-equal'
  | 'dn-equal'
  | 'dn-not-equal'
  | 'between'
  | 'after'
  | 'before'
  | 'bit-set'
  | 'bit-not-set'
  | 'unknown'

/** One value that goes to one target attribute. */
export interface CodelessFlow {
  readonly target: string
  readonly sources: readonly CodelessSource[]
  /** Changes made to the joined value, in order. */
  readonly transforms: readonly CodelessTransform[]
  /** What becomes of the target when there is no value (`Delete`, `None` …), '' when not stated. */
  readonly onNull: string
  readonly default?: SensitiveValue
  readonly description: string
  readonly at: Provenance
}

/** A part of a value; several parts are joined in order. */
export interface CodelessSource {
  readonly kind: 'attribute' | 'multivalue-attribute' | 'constant' | 'guid' | 'unknown'
  /** Attribute name, or '' for constants and new GUIDs. */
  readonly attribute: string
  /** Side the attribute is read from, where the rule states one. */
  readonly side?: 'metaverse' | 'connector'
  /** Text of a constant; `#mv:name#` in it stands for a metaverse attribute. */
  readonly constant?: SensitiveValue
  /** Metaverse attributes named in a constant's text. */
  readonly attributes: readonly string[]
  readonly transforms: readonly CodelessTransform[]
  readonly raw: string
  readonly at: Provenance
}

export interface CodelessTransform {
  /** Type as written, for example `RegexReplace`. */
  readonly kind: string
  readonly parameters: readonly { readonly name: string; readonly value: string }[]
  readonly at: Provenance
}

export interface CodelessRename {
  /** Text that makes the new DN, `#mv:name#` for attributes; '' when the rule copies `source`. */
  readonly newDn: string
  readonly escapedCn: string
  /** Attribute the DN is held against, or copied from. */
  readonly source: string
  readonly target: string
  readonly reprovision: boolean
  /** Old and new DN are compared as DNs, not as text. */
  readonly comparesAsDn: boolean
  readonly onlyWhenMatching?: { readonly attribute: string; readonly pattern: string }
  readonly condition: CodelessCondition | undefined
  readonly at: Provenance
}

export interface CodelessExternal {
  readonly id: string
  /** `Provision`, `ShouldDeleteFromMV`, `XmlFile` … as written. */
  readonly kind: string
  readonly file: string
  readonly at: Provenance
}
