// What windows-1252 has in the place of the control characters 80 to 9F; the five it leaves out stay what they are.
const high = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ'

/** TextDecoder of some Node 20 and 22 releases decodes windows-1252 as ISO 8859-1: the euro sign gets lost. */
export function decodeWindows1252(bytes: Uint8Array): string {
  const latin = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  return latin.replace(/[\u0080-\u009F]/g, (character) => high.charAt(character.charCodeAt(0) - 0x80))
}
