/**
 * Text that Slack would parse (mrkdwn) as a type of its own. It comes from `copy` or from `escape`, so that no text of a
 * person can ping a channel, forge a mention or hide a link's address.
 */
declare const mrkdwn: unique symbol;
export type Mrkdwn = string & { readonly [mrkdwn]: true };
/** Text that Slack shows as it is: labels, buttons, the errors of fields. Any text but mrkdwn, whose signs people would see. */
export type Plain = string & { readonly [mrkdwn]?: never };

/** A person's text as mrkdwn in which Slack finds nothing to act on. Once, at the border; never twice. */
export function escape(text: string): Mrkdwn {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;') as Mrkdwn;
}

/** Signs that Slack takes for bold, italic, struck out or code, and for each one that looks alike and means nothing to it. */
const lookalikes: Readonly<Record<string, string>> = { '*': '∗', _: 'ˍ', '~': '∼', '`': 'ˋ' };
/** Inside a word they mean nothing. */
const marks = /(?<![\p{L}\p{N}])[*_~`]+|[*_~`]+(?![\p{L}\p{N}])/gu;

/**
 * As `escape`, for a person's text inside a sentence: `*so*` looks as it was typed, and is not bold. mrkdwn knows no way to say that
 * a sign is a sign; where it matters that each stays what it is, rich text holds it. An address stays as it is, to be opened.
 */
export function asTyped(text: string): Mrkdwn {
  const escaped = escape(text);
  if (/^https?:\/\/\S+$/.test(text)) return escaped;
  return escaped.replace(marks, (signs) =>
    Array.from(signs, (sign) => lookalikes[sign] ?? sign).join(''),
  ) as Mrkdwn;
}

/** What the eye does not see and what is shown in another order than it is stored: NUL, and marks that turn the direction of text. */
const unseen = /[\0\u202A-\u202E\u2066-\u2069]/g;

/**
 * A person's text as it may be stored and shown: without NUL (PostgreSQL refuses it), without marks that could make a line read
 * otherwise than it is, and with U+FFFD in place of halves of surrogate pairs, on which the engines disagree.
 */
export function clean(text: string): string {
  return text.replace(unseen, '').toWellFormed();
}

/** Joins pieces that are mrkdwn already. */
export function join(pieces: readonly Mrkdwn[], between = '\n'): Mrkdwn {
  return pieces.join(between) as Mrkdwn;
}

/** Shortens to at most `limit` characters, with an ellipsis, without cutting a surrogate pair in two. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit - 1);
  return `${/[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}
