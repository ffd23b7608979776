/** What somebody wrote after a meeting, cut into what can stand alone. Pure. */

/** With a button beside each, a message holds so many and one to take them back. */
const mostParagraphs = 4;

/**
 * Its paragraphs; of one paragraph with several lines, the lines. What is too much for a message stays with the last.
 * @param typed as it was typed
 */
export function paragraphsOf(typed: string): readonly string[] {
  const cut = (by: RegExp) =>
    typed
      .split(by)
      .map((part) => part.trim())
      .filter((part) => part !== '');
  const paragraphs = cut(/\n\s*\n/);
  const parts = paragraphs.length > 1 ? paragraphs : cut(/\n/);
  const rest = parts.slice(mostParagraphs - 1);
  return rest.length < 2 ? parts : [...parts.slice(0, mostParagraphs - 1), rest.join('\n\n')];
}
