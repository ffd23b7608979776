/** Answers that need no database: help, from what is remembered about the workspace and the person. */
import { helpWords } from '#core/help-words.ts';
import type { TeamId } from '#core/ids.ts';
import type { Message } from '#core/post.ts';
import type { TranslatorOf } from '#core/sentence.ts';
import type { LoreSentences } from '#locales/lore.ts';
import type { Store } from '../../store/store.ts';
import { loreCopy } from '../copy.ts';
import { placeOf, type SlackRequest } from './acted.ts';

/** @returns `null` if it needs more than words */
export type SayInWords = (
  team: TeamId,
  request: SlackRequest,
) => Promise<{ readonly message: Message; readonly t: TranslatorOf<LoreSentences> } | null>;

/** How many different answers are kept, each made once for all with the same. */
const most = 500;

/** What somebody may have typed for their answer to be kept. Nothing else of what people type stays: no erasure could find it. */
const kept = new Set(['', ...helpWords]);

export function sayInWords({ remembered }: Pick<Store, 'remembered'>): SayInWords {
  const made = new Map<string, Message>();
  return async (team, { meaning, user, channel }) => {
    const own = meaning.kind === 'stale' ? undefined : meaning.inWords;
    if (own === undefined) return null;
    const { practice, command, text, say } = own;
    const reader = await remembered.reader(team, user);
    if (reader === null || !reader.isOurs) return null;
    const off = await remembered.offFor(team, { kind: 'person', userId: user, at: placeOf(channel) });
    if (off.has(practice)) return null;
    const { locale, tz, readsAs } = reader;
    const t = loreCopy.in(locale, tz);
    const key = [locale, tz, readsAs, ...off, command, text].join(' ');
    const known = kept.has(text) ? made.get(key) : undefined;
    if (known !== undefined) return { message: known, t };
    const message = say(reader, off);
    if (message === null) return null;
    if (kept.has(text)) {
      made.set(key, message);
      for (const oldest of made.keys()) {
        if (made.size <= most) break;
        made.delete(oldest);
      }
    }
    return { message, t };
  };
}
