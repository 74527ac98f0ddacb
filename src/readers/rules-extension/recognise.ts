import type { DocumentPeek } from '../reader.js'

// What may stand before the first statement of a source file, in either language.
const csharpMisc = /^(?:\s+|\/\/[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/|#[^\n]*(?:\n|$))+/
const vbMisc = /^(?:\s+|'[^\n]*(?:\n|$)|REM\b[^\n]*(?:\n|$)|#[^\n]*(?:\n|$)|Option\s[^\n]*(?:\n|$))+/i

const csharpBegin =
  /^(?:(?:global\s+)?using\s+(?:static\s+)?(?!namespace\b|module\b|assembly\b)[\w.]+(?:\s*=\s*[\w.<>,\s]+)?\s*;|extern\s+alias\s|namespace\s+[\w.]+\s*[{;]|\[assembly\s*:|(?:\[[\w.]+(?:\([^)]*\))?\]\s*)*(?:(?:public|internal|private|abstract|sealed|static|partial|unsafe)\s+)+(?:class|struct|interface|enum|record|delegate)\s+\w)/

const vbBegin =
  /^(?:Imports\s+[\w.]+(?:\s*=\s*[\w.]+)?\s*(?:\n|$|')|Namespace\s+[\w.]+[ \t]*(?:\n(?!\s*\{)|$|')|<Assembly\s*:|(?:<[\w.]+(?:\([^)]*\))?>\s*_?\s*)*(?:(?:Public|Friend|Private|Partial|NotInheritable|MustInherit)\s+)+(?:Class|Module|Structure|Interface|Enum)\s+\w|Module\s+\w+\s*(?:\n|$))/i

/** C#, told by its first statement. */
export function isCsharp({ root, head }: DocumentPeek): boolean {
  return root === undefined && csharpBegin.test(head.replace(csharpMisc, ''))
}

/** Visual Basic .NET, told by its first statement. */
export function isVisualBasic({ root, head }: DocumentPeek): boolean {
  return root === undefined && vbBegin.test(head.replace(vbMisc, ''))
}
