/** Answers that need no database: help, from what is remembered about the workspace and the person. */
import type { TeamId } from '#core/ids.ts';
import type { Message } from '#core/post.ts';
import type { TranslatorOf } from '#core/sentence.ts';
import type { LoreSentences } from '#locales/lore.ts';
import type { Store } from '../../store/store.ts';
import { loreCopy } from '../copy.ts';
import type { SlackRequest } from './acted.ts';

/** @returns `null` if it needs more than words */
export type SayInWords = (
  team: TeamId,
  request: SlackRequest,
) => Promise<{ readonly message: Message; readonly t: TranslatorOf<LoreSentences> } | null>;

/** How many different answers are kept, each made once for all with the same; longer texts are not kept. */
const most = 500;

const longest = 100;

export function sayInWords({ remembered }: Pick<Store, 'remembered'>): SayInWords {
  const made = new Map<string, Message>();
  return async (team, { meaning, user }) => {
    const own = meaning.kind === 'stale' ? undefined : meaning.inWords;
    if (own === undefined) return null;
    const { practice, typed, say } = own;
    const reader = await remembered.reader(team, user);
    if (reader === null || !reader.isOurs) return null;
    const off = await remembered.off(team);
    if (off.has(practice)) return null;
    const { locale, tz, readsAs } = reader;
    const t = loreCopy.in(locale, tz);
    const key = [locale, tz, readsAs, ...off, typed].join(' ');
    const known = made.get(key);
    if (known !== undefined) return { message: known, t };
    const message = say(reader, off);
    if (message === null) return null;
    if (typed.length <= longest) {
      made.set(key, message);
      for (const oldest of made.keys()) {
        if (made.size <= most) break;
        made.delete(oldest);
      }
    }
    return { message, t };
  };
}
