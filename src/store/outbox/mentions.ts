/** Finds ids in the text of a reference (`key`, `params`, `under`) or of an event. */

/** @returns everything in a text that may be an id */
export function wordsIn(text: string): readonly string[] {
  return text.split(/[^A-Za-z0-9_.:-]+/).filter((word) => word !== '');
}

/** @returns whether one of these texts names exactly this id, and not a longer one that begins with it */
export function mentions(id: string, ...texts: readonly (string | null)[]): boolean {
  return texts.some((text) => text !== null && wordsIn(text).includes(id));
}

/** @returns the text with every such id replaced */
export function withoutMention(id: string, text: string): string {
  return text.replaceAll(/[A-Za-z0-9_.:-]+/g, (word) => (word === id ? 'erased' : word));
}
