/** Links that run something where they are opened become their words: a lesson links to pages alone. */

const runs = /^[\s\u0000-\u001F]*(?:javascript|vbscript|data):/i;

export const isUnsafe = (address: string): boolean => runs.test(address.replaceAll(/[\s\u0000-\u001F]/g, ''));

/** Code is left as it is: there it is an example. */
export const withoutUnsafeLinks = (markdown: string): string =>
  markdown
    .split(/(```[^]*?(?:```|$)|`[^`\n]+`)/)
    .map((piece, at) => (at % 2 === 1 ? piece : withoutIn(piece)))
    .join('');

const withoutIn = (text: string): string =>
  text
    .replaceAll(
      /!?\[([^\][]*)\]\(\s*<?([^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*)>?[^)\n]*\)/g,
      (all, words: string, address: string) => (isUnsafe(address) ? words : all),
    )
    .replaceAll(/<((?:javascript|vbscript|data):[^>\s]*)>/gi, '')
    .replaceAll(/^ {0,3}\[[^\]\n]+\]:[ \t]*<?(?:javascript|vbscript|data):\S*$/gim, '');
