/** The rules of what is shared: what can be said, whom it may reach, and when a channel is asked less often. Pure. */
import { day, type Instant } from '#core/clock.ts';
import type { Every } from '#core/recurrence.ts';
import { shorten } from '#core/text.ts';

/** In characters; topics by their number too. */
export const limitsOf = {
  what: 1_500,
  useWhen: 500,
  link: 500,
  topic: 30,
  topics: 5,
  how: 300,
  words: 1_000,
} as const;

/** What was typed. */
export interface Typed {
  readonly what: string;
  readonly useWhen: string;
  readonly link: string;
  readonly topics: string;
}

export const nothingTyped: Typed = { what: '', useWhen: '', link: '', topics: '' };

/** What was typed before, and then what was brought along now: neither is lost, and nothing stands there twice. */
export function joined(before: Typed, now: Typed): Typed {
  const isThere = before.what.includes(now.what);
  return {
    what: isThere ? before.what : [before.what, now.what].filter((text) => text !== '').join('\n'),
    useWhen: before.useWhen || now.useWhen,
    link: before.link || now.link,
    topics: before.topics || now.topics,
  };
}

/** Of a share's first words, where it is only named. */
const titleLength = 80;

/** The share's first words, for a line in which it is named. */
export const titleOf = ({ what }: Pick<Typed, 'what'>): string =>
  shorten(what.replaceAll(/\s+/g, ' '), titleLength);

export type FieldRefusal =
  'empty' | 'noWord' | 'whatLong' | 'whenLong' | 'notALink' | 'topicLong' | 'manyTopics';

/** @returns what to keep: the link as an address, the topics with commas between them; or by field what is wrong with it */
export function readTyped(typed: Typed): {
  readonly kept: Typed;
  readonly refusals: Readonly<Partial<Record<keyof Typed, FieldRefusal>>>;
} {
  const what = typed.what.trim();
  const useWhen = typed.useWhen.trim();
  const link = readLink(typed.link);
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

/** Whether something is said: emoji (also as `:tada:`) and signs alone say nothing that could be found again. */
export function hasAWord(text: string): boolean {
  return /\p{L}/u.test(text.replaceAll(/:[a-z0-9_+'-]+:/gi, ''));
}

/** @returns the address, `''` for none, `null` for what is not one. What has no scheme gets https. */
export function readLink(typed: string): string | null {
  const text = typed.trim();
  if (text === '') return '';
  if (text.length > limitsOf.link || /\s/.test(text)) return null;
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`);
  if (url === null || !['http:', 'https:'].includes(url.protocol)) return null;
  // A name and a password in an address hide where it leads.
  if (url.username !== '' || url.password !== '') return null;
  return /^[^.]+(\.[^.]+)+$/.test(url.hostname) ? url.href : null;
}

/** Without `#`, each once. */
export function readTopics(typed: string): string[] {
  const all = typed.split(/[,;\n]/).map((topic) => topic.trim().replace(/^#+/, '').trim());
  const known = new Map(all.filter((topic) => topic !== '').map((topic) => [topic.toLowerCase(), topic]));
  return [...known.values()];
}

/**
 * - `open`: asked, and people could share
 * - `asked`: not asked, since nobody had answered before: its owner was asked how to go on
 * - the others: what was chosen then, or became of it without a choice
 */
export const promptStates = ['open', 'asked', 'rarer', 'paused', 'ended'] as const;

export type PromptState = (typeof promptStates)[number];

/** After so many prompts in a row that nobody answered, the channel is not asked again before its owner said how to go on. */
const patience = 3;

/**
 * What is to be done when the channel's time has come again.
 * - `ask`: as always
 * - `askOwner`: nobody answered the last ones
 * - `pause`: its owner was asked, and did not choose
 * @param latest what was asked before, the newest first
 */
export function nextStep(
  latest: readonly { readonly state: PromptState; readonly answers: number }[],
): 'ask' | 'askOwner' | 'pause' {
  if (latest[0]?.state === 'asked') return 'pause';
  const answered = latest.findIndex(({ state, answers }) => state !== 'open' || answers > 0);
  const quiet = answered < 0 ? latest.length : answered;
  return quiet >= patience ? 'askOwner' : 'ask';
}

/** The next rarer recurrence; `null`: there is none. */
export function rarer(every: Every): Every | null {
  return every === 'week' ? 'fortnight' : every === 'fortnight' ? 'month' : null;
}

/** A pause that nobody set an end to, in days. */
export const pauseDays = 28;

/** What is shared of one's own accord joins the prompt before it for so long. */
const joins = 7 * day;

export function joinsPrompt(askedAt: Instant, now: Instant): boolean {
  return now - askedAt < joins;
}
