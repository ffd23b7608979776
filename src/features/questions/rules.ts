/** What a question can say, who may read it, and when it is over. Pure. */
import { day, type Instant } from '#core/clock.ts';
import type { ChannelId } from '#core/ids.ts';
import { addresses, leadsTo } from '#core/message-link.ts';
import type { Channel, Person } from '#core/people.ts';
import { hasWord } from '#core/text.ts';
import { type VisibilityOffer, visibilityOffer } from '#core/visibility.ts';

/** In characters. */
export const limitsOf = { words: 1_000, answer: 2_500 } as const;

/** Whom a question is for: the channel; the workspace, posted in the channel too; or people who agreed to be asked. */
export const places = ['channel', 'workspace', 'people'] as const;
export type Place = (typeof places)[number];

/** `rested`: nobody answered in time. */
export const states = ['open', 'answered', 'closed', 'rested'] as const;
export type State = (typeof states)[number];

/** How long a question waits for an answer. */
export const restsAfter = 30 * day;

/** A question that nobody answered comes back after so many working days. */
export const returnsAfter = 2;

/** How many that fit are shown before something is asked. */
export const mostFitting = 3;

export type WordsRefusal = 'empty' | 'noWord' | 'long';

export function whyNotWords(words: string, most: number = limitsOf.words): WordsRefusal | null {
  if (words === '') return 'empty';
  if (!hasWord(words)) return 'noWord';
  return words.length > most ? 'long' : null;
}

/**
 * Where somebody may ask. Guests and people of other organisations ask the channel alone. More than a private or shared channel is offered only once
 * they ask for it.
 * @param wide whether they did
 */
export function placesFor(
  person: Pick<Person, 'memberType'>,
  channel: Pick<Channel, 'kind' | 'isShared'>,
  wide: boolean,
): readonly (Place | 'more')[] {
  const offer: VisibilityOffer = visibilityOffer(person, channel);
  if (offer === 'conversation') return ['channel'];
  if (offer === 'ifAsked' && !wide) return ['channel', 'more'];
  return ['channel', 'workspace', 'people'];
}

/** The addresses in Slack that stand in a text, and the conversations that they lead to. */
export const quotedIn = (text: string): readonly ChannelId[] => [
  ...new Set([...text.matchAll(addresses)].flatMap(([address]) => leadsTo(address))),
];

/** A text without the addresses of conversations that its readers may not all know. @param instead what stands there */
export const withoutLinks = (text: string, mayRead: ReadonlySet<ChannelId>, instead: string): string =>
  text.replaceAll(addresses, (address) =>
    leadsTo(address).every((channel) => mayRead.has(channel)) ? address : instead,
  );

/** Takes from each list in turn, so that none crowds out another. @param same of two that are the same, the first stays */
export function inTurn<Item>(
  lists: readonly (readonly Item[])[],
  most: number,
  same: (item: Item) => string,
): readonly Item[] {
  const chosen = new Map<string, Item>();
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  for (let at = 0; at < longest; at += 1)
    for (const list of lists) {
      const item = list[at];
      if (item !== undefined && chosen.size < most && !chosen.has(same(item))) chosen.set(same(item), item);
    }
  return [...chosen.values()];
}

export type AnswerRefusal = 'gone' | 'own' | Exclude<State, 'open'>;

/** Why somebody cannot answer it (any more). @param state `null`: it is gone, or not for them */
export function whyNotAnswer(state: State | null, isOwn: boolean): AnswerRefusal | null {
  if (state === null) return 'gone';
  if (state !== 'open') return state;
  return isOwn ? 'own' : null;
}

export const restsAt = (askedAt: Instant): Instant => askedAt + restsAfter;
