/** The rules of shares: valid content, visibility, and when a channel is asked less often. Pure. */
import { day, type Instant } from '#core/clock.ts';
import { quietChoices } from '#core/quiet.ts';
import { shorten } from '#core/text.ts';
import { readLink } from '#core/web-address.ts';

/** In characters; topics also in number. */
export const limitsOf = {
  what: 1_500,
  useWhen: 500,
  link: 500,
  topic: 30,
  topics: 5,
  how: 300,
} as const;

/** What was typed. */
export interface Typed {
  readonly what: string;
  readonly useWhen: string;
  readonly link: string;
  readonly topics: string;
}

export const nothingTyped: Typed = { what: '', useWhen: '', link: '', topics: '' };

/** Appends new input to the draft: nothing is lost or duplicated. */
export function joined(before: Typed, now: Typed): Typed {
  const isThere = before.what.includes(now.what);
  return {
    what: isThere ? before.what : [before.what, now.what].filter((text) => text !== '').join('\n'),
    useWhen: before.useWhen || now.useWhen,
    link: before.link || now.link,
    topics: before.topics || now.topics,
  };
}

/** Length of the excerpt that names a share. */
const titleLength = 80;

/** The share's first words, to name it in a line. */
export const titleOf = ({ what }: Pick<Typed, 'what'>): string =>
  shorten(what.replaceAll(/\s+/g, ' '), titleLength);

/** A share under a heading: its first line or sentence, and what it says beyond that. Together they hold every word. */
export function headed({ what }: Pick<Typed, 'what'>): { readonly title: string; readonly body: string } {
  const text = what.trim();
  if (text.length <= titleLength && !text.includes('\n')) return { title: text, body: '' };
  const [first] = /^[^\n]{1,79}?(?:[.!?。！？](?=\s)|(?=\n))/u.exec(text) ?? [];
  return first === undefined
    ? { title: titleOf({ what }), body: text }
    : { title: first.trim(), body: text.slice(first.length).trim() };
}

export type FieldRefusal =
  'empty' | 'noWord' | 'whatLong' | 'whenLong' | 'notALink' | 'topicLong' | 'manyTopics';

/** @returns what to store: the link as an address, topics separated by commas; or the mistakes by field */
export function readTyped(typed: Typed): {
  readonly kept: Typed;
  readonly refusals: Readonly<Partial<Record<keyof Typed, FieldRefusal>>>;
} {
  const what = typed.what.trim();
  const useWhen = typed.useWhen.trim();
  const link = readLink(typed.link, limitsOf.link);
  const topics = readTopics(typed.topics);
  const refusals = Object.entries({
    what: whyNotWhat(what),
    useWhen: useWhen.length > limitsOf.useWhen ? ('whenLong' as const) : null,
    link: link === null ? ('notALink' as const) : null,
    topics:
      topics.length > limitsOf.topics
        ? ('manyTopics' as const)
        : topics.some((topic) => topic.length > limitsOf.topic)
          ? ('topicLong' as const)
          : null,
  }).filter((entry): entry is [string, FieldRefusal] => entry[1] !== null);
  return {
    kept: { what, useWhen, link: link ?? '', topics: topics.join(', ') },
    refusals: Object.fromEntries(refusals),
  };
}

function whyNotWhat(what: string): FieldRefusal | null {
  if (what === '') return 'empty';
  if (!hasAWord(what)) return 'noWord';
  return what.length > limitsOf.what ? 'whatLong' : null;
}

/** Whether it contains a word: emoji (also as `:tada:`) and punctuation alone could not be found again. */
export function hasAWord(text: string): boolean {
  return /\p{L}/u.test(text.replaceAll(/:[a-z0-9_+'-]+:/gi, ''));
}

/** Without `#`, each once. */
export function readTopics(typed: string): string[] {
  const all = typed.split(/[,;\n]/).map((topic) => topic.trim().replace(/^#+/, '').trim());
  const known = new Map(all.filter((topic) => topic !== '').map((topic) => [topic.toLowerCase(), topic]));
  return [...known.values()];
}

/**
 * - `open`: asked, and people could share
 * - `asked`: skipped, since nobody had answered before; its owner was asked how to continue
 * - the others: what was chosen then, or happened without a choice
 */
export const promptStates = ['open', 'asked', ...quietChoices] as const;

export type PromptState = (typeof promptStates)[number];

/** How long an unprompted share joins the prompt before it. */
const joins = 7 * day;

export function joinsPrompt(askedAt: Instant, now: Instant): boolean {
  return now - askedAt < joins;
}
