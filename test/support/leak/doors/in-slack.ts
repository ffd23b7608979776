/** Slack itself: the answer in the Messages tab and what a person opens beside a conversation; and what stands below a link for all in its channel. */
import { channelId, userId } from '../../../../src/core/ids.ts';
import { readied } from '../../../../src/core/names.ts';
import { findAnswer, readShown } from '../../../../src/system/asking/find.ts';
import { askingCopy } from '../../../../src/system/asking/copy.ts';
import { renderAnswer } from '../../../../src/system/asking/screens.ts';
import { previewing, previews } from '../../../../src/system/previews/handlers.ts';
import { previewOf } from '../../../../src/system/previews/ids.ts';
import type { Door } from './door.ts';

const address = 'https://lore.example.org';
const [locale, tz] = ['en', 'Europe/Berlin'] as const;

/** A search finds what a person may read; they open it as a Work Object. */
export const messagesDoor: Door = {
  name: 'the Messages tab',
  readers: ['person'],
  find: async ({ features, store, directory, clock, team }, { id }, typed) => {
    const viewer = { kind: 'person', userId: userId(id) } as const;
    if (!['member', 'guest'].includes((await directory.person(team, viewer.userId)).memberType)) return null;
    const context = { now: clock.now(), locale, tz };
    return store.read(team, viewer, async (read) => {
      const want = typed === '' ? ('newest' as const) : ('search' as const);
      const meaning = { want, words: typed, isCut: false };
      const { notes, ...answer } = await findAnswer(features, read, meaning, context);
      const lessons = await readShown(features, read, answer.shown, context);
      const said = renderAnswer(askingCopy.in(locale, tz), {
        ...{ answer, lessons, notes },
        ...{ topics: [], canAsk: false },
      });
      const { ready } = await readied(read, said, { locale, tz, isChannel: true });
      return { text: ready.text, count: answer.count };
    });
  },
  read: async (parts, { id }, ref) => {
    const opened = await previewing({ ...parts, address }).open(parts.team, userId(id), ref);
    return opened === null ? null : { text: JSON.stringify(opened.details), count: null };
  },
};

/** Below a link, for all in the channel. Of a name that a post cannot carry it shows nothing to anybody. */
export const previewDoor: Door = {
  name: 'the preview of a link',
  readers: ['channel'],
  isClosedWhereShared: true,
  find: async () => null,
  read: async ({ features, store, directory, clock, team }, { id }, ref) => {
    const post = previewOf({ channel: channelId(id), micros: 1_000_001 }, [ref]);
    const [definition] = previews({ features, address }).posts ?? [];
    if (post === null || definition === undefined) throw new Error(`there is no preview of ${ref.kind}`);
    const context = { now: clock.now(), locale, tz };
    const viewer = { kind: 'channel', channelId: channelId(id) } as const;
    await directory.ensureAccess(team, viewer);
    return store.read(team, viewer, async (read) => {
      const drawn = await definition.build(read, post.params, context);
      const { ready } = await readied(read, drawn, { locale, tz, isChannel: true });
      const details = ready?.previews?.[0]?.details;
      const isHidden = details === undefined || details.fields.length === 0;
      return isHidden ? null : { text: JSON.stringify(ready), count: null };
    });
  },
};
