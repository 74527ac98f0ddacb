/** A set of slots as bits. */
export class SlotSet {
  private readonly words: number[] = [0]
  size = 0

  add(slot: number): void {
    const word = slot >>> 5
    while (this.words.length <= word) this.words.push(0)
    const bits = this.words[word] ?? 0
    const bit = 1 << (slot & 31)
    if ((bits & bit) !== 0) return
    this.words[word] = bits | bit
    this.size++
  }

  has(slot: number): boolean {
    return ((this.words[slot >>> 5] ?? 0) & (1 << (slot & 31))) !== 0
  }
}
