/**
 * A type of its own for text that Slack parses (mrkdwn). Only `copy` and `escape` make it, so nothing a person wrote can ping a channel,
 * forge a mention or hide a link's address.
 */
declare const mrkdwn: unique symbol;
export type Mrkdwn = string & { readonly [mrkdwn]: true };
/** Text that Slack shows as it is: labels, buttons, the errors of fields. Any text but mrkdwn, whose signs people would see. */
export type Plain = string & { readonly [mrkdwn]?: never };

/** What a person wrote as mrkdwn in which Slack finds nothing to act on. Call it once, never twice. */
export function escape(text: string): Mrkdwn {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  // Names in it (`names.ts`) are escaped when they are put in.
  return escaped.replaceAll('\0p', '\0m') as Mrkdwn;
}

/** The signs with which Slack marks bold, italic, struck-out text and code, each with a lookalike that means nothing to it. */
const lookalikes: Readonly<Record<string, string>> = { '*': '∗', _: 'ˍ', '~': '∼', '`': 'ˋ' };
/** Inside a word they have no meaning. */
const marks = /(?<![\p{L}\p{N}])[*_~`]+|[*_~`]+(?![\p{L}\p{N}])/gu;

/**
 * Like `escape`, for what a person wrote inside a sentence: `*so*` looks as typed and is not bold. mrkdwn cannot escape its signs, so use rich
 * text where each character matters. An address stays as it is, so that it opens.
 */
export function asTyped(text: string): Mrkdwn {
  const escaped = escape(text);
  if (/^https?:\/\/\S+$/.test(text)) return escaped;
  return escaped.replace(marks, (signs) =>
    Array.from(signs, (sign) => lookalikes[sign] ?? sign).join(''),
  ) as Mrkdwn;
}

/** NUL, and marks that change the direction of text: nobody sees them, and they can make a line read differently. */
const unseen = /[\0\u202A-\u202E\u2066-\u2069]/g;

/**
 * What a person wrote, fit to be stored and shown: without NUL, which PostgreSQL refuses, without direction marks, and with U+FFFD for halves of
 * surrogate pairs, on which the engines disagree.
 */
export function clean(text: string): string {
  return text.replace(unseen, '').toWellFormed();
}

/** A sentence as a heading: without its full stop, unless that belongs to its last word (`a.m.`, `…`). */
export function asHeading(sentence: string): string {
  return sentence.replace(/(?<=(?:^|\s)[^\s.。]+)[.。]$/u, '');
}

/** Joins pieces of mrkdwn. */
export function join(pieces: readonly Mrkdwn[], between = '\n'): Mrkdwn {
  return pieces.join(between) as Mrkdwn;
}

/** Whether there is a word in it. Emoji (also as `:tada:`) and punctuation alone say nothing. */
export const hasWord = (text: string): boolean => /\p{L}/u.test(text.replaceAll(/:[a-z0-9_+'-]+:/gi, ''));

/** What is typed, on one line. */
export const oneLine = (typed: string): string => typed.replaceAll(/\s+/g, ' ').trim();

/** Shortens to at most `limit` characters, with an ellipsis, without cutting a surrogate pair in two. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit - 1);
  return `${/[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}

/** A person, a channel, a group or a broadcast in what Slack hands over: `sign` is `@`, `#` or `!`. */
export interface Mentioned {
  readonly sign: string;
  /** With `!`: `here`, or `subteam^S1`. */
  readonly id: string;
  readonly label: string | undefined;
}

/** As they were typed, as far as Slack says. */
function inLetters({ sign, id, label }: Mentioned): string {
  if (sign === '!') return label ?? `@${id}`;
  return `${sign}${label?.replace(/^[@#]/, '') ?? '…'}`;
}

/** Slack's mrkdwn as one would type it: links as addresses, mentions in letters (or as `put` has them), nothing escaped. */
export function plainWords(mrkdwn: string, put: (mentioned: Mentioned) => string = inLetters): string {
  return mrkdwn
    .replaceAll(/<([^<>|]*)(?:\|([^<>]*))?>/g, (_all, target: string, label?: string) => {
      const sign = target.charAt(0);
      return /^[@#!]/.test(sign) ? put({ sign, id: target.slice(1), label }) : address(target, label);
    })
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/** Nobody types `mailto:`, and Slack gives what was typed without a scheme one. */
function address(target: string, label?: string): string {
  const typed = target.replace(/^mailto:/i, '');
  const isSame = label === undefined || [target, typed, target.replace(/^https?:\/\//i, '')].includes(label);
  return isSame ? typed : `${label} (${typed})`;
}
