/** Transforms of the management agent framework, by the names its schema gives them. */
export const knownTransforms: ReadonlySet<string> = new Set(
  'Base64ToGUID Base64ToGUIDFormat ConvertFromTrueFalse DateTimeAdd FormatDate IsAfter IsBefore IsBeforeOrAfter IsBetween IsBitNotSet IsBitSet LeftString LookupMVValue LookupXmlValue MultiValueConcatenate MultiValueContains MultiValueRemoveIfMatch MultiValueRemoveIfNotMatch MultiValueReplace Not PadLeft PadRight RegexIsMatch RegexReplace RegexSelect Replace ReplaceAfter ReplaceBefore RightString SIDToString SetBit StringCase StringFormat Substring ToFileTimeUTC ToLower ToUpper Trim TrimEnd TrimStart Word'.split(
    ' ',
  ),
)
