/** Slack's `mrkdwn`, taken apart into a tree. The page draws the tree with elements, so no text can become markup. */

export type Inline =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'break' }
  | { readonly type: 'bold' | 'italic' | 'strike'; readonly children: readonly Inline[] }
  | { readonly type: 'code'; readonly text: string }
  | { readonly type: 'link'; readonly url: string; readonly label: string }
  | { readonly type: 'user' | 'channel' | 'group'; readonly id: string; readonly label: string | null }
  | { readonly type: 'broadcast'; readonly range: string }
  | { readonly type: 'emoji'; readonly name: string }
  | DateInline;

export interface DateInline {
  readonly type: 'date';
  /** Unix seconds. */
  readonly seconds: number;
  readonly format: string;
  readonly url: string | null;
  readonly fallback: string;
}

export type Part =
  | { readonly type: 'paragraph' | 'quote'; readonly children: readonly Inline[] }
  | { readonly type: 'pre'; readonly text: string };

/** Each mark with its style and what ends it: the mark after a letter or sign, and not inside a word. */
const styles = {
  '*': { type: 'bold', end: /(?<=\S)\*(?![\p{L}\p{N}])/u },
  _: { type: 'italic', end: /(?<=\S)_(?![\p{L}\p{N}])/u },
  '~': { type: 'strike', end: /(?<=\S)~(?![\p{L}\p{N}])/u },
} as const;

/** `&amp;`, `&lt;` and `&gt;` back to what they stand for: the only three that Slack escapes. */
export function unescapeText(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/**
 * The parts of a mrkdwn text, top to bottom. `verbatim` leaves bare addresses alone, as Slack does.
 * What is not understood stays visible as text.
 */
export function parseMrkdwn(source: string, verbatim = false): readonly Part[] {
  const parts: Part[] = [];
  source.split('```').forEach((piece, index, all) => {
    const isFenced = index % 2 === 1 && index < all.length - 1;
    if (isFenced) parts.push({ type: 'pre', text: unescapeText(piece.replace(/^\n|\n$/g, '')) });
    else parts.push(...parseLines(index % 2 === 1 ? '```' + piece : piece, verbatim));
  });
  return parts;
}

function parseLines(text: string, verbatim: boolean): Part[] {
  const trimmed = text.replace(/^\n|\n$/g, '');
  if (trimmed === '') return [];
  const parts: { type: 'paragraph' | 'quote'; children: Inline[] }[] = [];
  let quotesRest = false;
  for (const line of trimmed.split('\n')) {
    const mark = /^(?:&gt;|>){1,3} ?/.exec(line)?.[0] ?? '';
    if (/^(?:&gt;|>){3}/.test(mark)) quotesRest = true;
    const type = mark !== '' || quotesRest ? 'quote' : 'paragraph';
    const children = parseInline(line.slice(mark.length), verbatim);
    const last = parts.at(-1);
    if (last?.type === type) last.children.push({ type: 'break' }, ...children);
    else parts.push({ type, children });
  }
  return parts;
}

/** The inline elements of one line. */
export function parseInline(line: string, verbatim = false): Inline[] {
  const found: Inline[] = [];
  let plain = '';
  const flush = () => {
    if (plain !== '') found.push({ type: 'text', text: unescapeText(plain) });
    plain = '';
  };
  for (let at = 0; at < line.length;) {
    const token = tokenAt(line, at, verbatim);
    if (token) {
      flush();
      found.push(token.inline);
      at += token.length;
    } else {
      plain += line.charAt(at);
      at += 1;
    }
  }
  flush();
  return found;
}

interface Token {
  readonly inline: Inline;
  readonly length: number;
}

function tokenAt(line: string, at: number, verbatim: boolean): Token | null {
  const rest = line.slice(at);
  const code = /^`([^`]+)`/.exec(rest);
  if (code) return { inline: { type: 'code', text: unescapeText(code[1] ?? '') }, length: code[0].length };
  const angle = /^<([^<>]+)>/.exec(rest);
  if (angle) return { inline: parseAngle(angle[1] ?? ''), length: angle[0].length };
  const emoji = /^:([a-z0-9_+-]+):/.exec(rest);
  if (emoji) return { inline: { type: 'emoji', name: emoji[1] ?? '' }, length: emoji[0].length };
  const previous = at === 0 ? ' ' : line.charAt(at - 1);
  if (/[\p{L}\p{N}]/u.test(previous)) return null;
  const bare = verbatim ? null : /^https?:\/\/[^\s<>|]*[^\s<>|.,;:!?)'"]/.exec(rest);
  if (bare) {
    const url = unescapeText(bare[0]);
    return { inline: { type: 'link', url, label: url }, length: bare[0].length };
  }
  return styledAt(rest, verbatim);
}

function styledAt(rest: string, verbatim: boolean): Token | null {
  const mark = rest.charAt(0);
  if (mark !== '*' && mark !== '_' && mark !== '~') return null;
  const end = rest.slice(1).search(styles[mark].end) + 1;
  const inner = rest.slice(1, end);
  if (end < 2 || /^\s/.test(inner) || inner === mark) return null;
  return { inline: { type: styles[mark].type, children: parseInline(inner, verbatim) }, length: end + 1 };
}

/** What stands between angle brackets: a mention, a command, a date, or an address. */
function parseAngle(inside: string): Inline {
  const bar = inside.indexOf('|');
  const target = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? null : unescapeText(inside.slice(bar + 1));
  if (target.startsWith('@')) return { type: 'user', id: target.slice(1), label };
  if (target.startsWith('#')) return { type: 'channel', id: target.slice(1), label };
  if (target.startsWith('!subteam^')) return { type: 'group', id: target.slice(9), label };
  if (target.startsWith('!date^')) {
    const [, seconds = '', format = '', url] = target.split('^');
    return {
      type: 'date',
      seconds: Number(seconds),
      format: unescapeText(format),
      url: url === undefined ? null : unescapeText(url),
      fallback: label ?? '',
    };
  }
  if (target.startsWith('!')) return { type: 'broadcast', range: target.slice(1) };
  const url = unescapeText(target);
  return { type: 'link', url, label: label ?? url.replace(/^mailto:/, '') };
}

/** The words of a mrkdwn text without its marks: for names of controls. */
export function plainOf(source: string): string {
  const words = (inline: Inline): string => {
    switch (inline.type) {
      case 'text':
      case 'code':
        return inline.text;
      case 'break':
        return ' ';
      case 'link':
        return inline.label;
      case 'date':
        return inline.fallback;
      case 'bold':
      case 'italic':
      case 'strike':
        return inline.children.map(words).join('');
      case 'user':
      case 'channel':
      case 'group':
        return inline.label ?? '';
      case 'emoji':
      case 'broadcast':
        return '';
    }
  };
  return parseMrkdwn(source)
    .map((part) => (part.type === 'pre' ? part.text : part.children.map(words).join('')))
    .join(' ')
    .trim();
}
