/** The lines of what a person typed: items of lists, quotes, and the rest. Pure. */

export type Line =
  | { readonly kind: 'text' | 'quote'; readonly text: string }
  /** `number`: of an ordered list; `indent`: from 0 to 8. */
  | { readonly kind: 'item'; readonly text: string; readonly number: number | null; readonly indent: number };

/** A line that begins like an item. `width`: of what stands before it, in columns. */
interface Candidate {
  readonly width: number;
  readonly number: number | null;
  readonly text: string;
}

/** Slack's lists go no deeper. */
const deepest = 8;

const item = /^([ \t]*)(?:[-*•◦▪‣]\uFE0E?|(\d{1,3})[.)])[ \t]+(\S.*)$/u;
/** `---` and `* * *` are no items. */
const hasWords = /[\p{L}\p{N}\p{Extended_Pictographic}]/u;
/** More than a number is a quote: `> 5 minutes` is not. */
const quote = /^[ \t]{0,3}>(?![ \t]*[\d>=<])[ \t]?(.*\S.*)$/u;
const quoteGoesOn = /^[ \t]{0,3}>[ \t]?(?!>)(.*)$/u;

export function linesOf(text: string): Line[] {
  const typed = text.split(/\r\n|[\n\r\u2028\u2029]/);
  const candidates = typed.map(candidateIn);
  const items = candidates.map((candidate, at) =>
    candidate === null || !isMeant(candidates, typed, at) ? null : candidate,
  );
  const lines: Line[] = [];
  /** The widths of the lists that the line before is in. */
  let open: number[] = [];
  typed.forEach((line, at) => {
    const found = items[at] ?? null;
    if (found !== null) {
      open = [...open.filter((width) => width < found.width), found.width];
      const indent = Math.min(open.length - 1, deepest);
      lines.push({ kind: 'item', text: found.text, number: found.number, indent });
      return;
    }
    // A list goes on after an empty line.
    const isBetween = line.trim() === '' && open.length > 0 && (items[at + 1] ?? null) !== null;
    if (isBetween) return;
    open = [];
    const goesOn = lines.at(-1)?.kind === 'quote';
    const quoted = (goesOn ? quoteGoesOn : quote).exec(line)?.[1];
    lines.push(quoted === undefined ? { kind: 'text', text: line } : { kind: 'quote', text: quoted });
  });
  return lines;
}

function candidateIn(line: string): Candidate | null {
  const [, before = '', digits, text = ''] = item.exec(line) ?? [];
  if (!hasWords.test(text)) return null;
  const width = before.replaceAll('\t', '    ').length;
  return { width, number: digits === undefined ? null : Number(digits), text };
}

/** One number alone may be a date, or the end of a sentence: two that follow each other are a list. */
function isMeant(candidates: readonly (Candidate | null)[], typed: readonly string[], at: number): boolean {
  const own = candidates[at];
  if (own === null || own === undefined) return false;
  const { number, width } = own;
  if (number === null) return true;
  const neighbour = (step: 1 | -1): boolean => {
    for (let near = at + step; near >= 0 && near < typed.length; near += step) {
      const candidate = candidates[near] ?? null;
      if (candidate === null && typed[near]?.trim() !== '') return false;
      if (candidate?.number == null || candidate.width > width) continue;
      return candidate.width === width && candidate.number === number + step;
    }
    return false;
  };
  return neighbour(1) || neighbour(-1);
}
