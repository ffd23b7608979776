/** A practice that exists only in tests: its rituals post one line. */
import { defineCopy } from '../../src/core/copy.ts';
import type { Feature } from '../../src/core/feature.ts';
import type { ChannelId, RowId } from '../../src/core/ids.ts';
import { section } from '../../src/core/kit/blocks.ts';
import { postId } from '../../src/core/post-ref.ts';
import { definePost, stays } from '../../src/core/post.ts';
import { occurrenceId, posted, type Rule } from '../../src/core/recurrence.ts';
import type { Schedule } from '../../src/core/schedule.ts';
import type { None } from '../../src/core/sentence.ts';

const copy = defineCopy<{ said: { on: string }; title: None }>({
  en: { said: 'Tick of {on}.', title: 'a tick' },
  de: { said: 'Tick vom {on}.', title: 'ein Tick' },
});

const tickPost = definePost(postId<{ occurrence: RowId }>('tick.said'), {
  title: async (_view, _params: { occurrence: RowId }, { locale, tz }) => copy.in(locale, tz).plain('title'),
  build: async (_view, { occurrence }, { locale, tz }) => {
    const text = copy.in(locale, tz).mrkdwn('said', { on: occurrence.slice(-10) });
    return { text, blocks: [section(text)] };
  },
  over: stays,
});

function schedule(name: string, title: string, usual: Rule, offered: Schedule['offered']): Schedule {
  return {
    name: `tick.${name}`,
    title: () => title,
    what: () => `one line, called ${title}`,
    usual,
    offered,
    asks: true,
    startsIn: async (_read, channel) => name === 'late' && channel.name.startsWith('proj-'),
    occur: async ({ scope, channel, occurrence, schedule: { owner } }) => {
      const to = { kind: 'channel', channel: channel.channelId } as const;
      await scope.publish(tickPost.ref({ occurrence: occurrence.id }, to, owner ?? undefined));
      return posted;
    },
  };
}

/**
 * Two rituals of "Start with these" (one an hour before the other) and one that is offered once three things were shared.
 * @param facts what the practice says of a channel; a test changes it
 */
export function tickFeature(facts: { shared: number; comesFirst: ChannelId | null }): Feature {
  return {
    name: 'tick',
    title: () => 'Ticks',
    copy,
    tables: [],
    posts: [tickPost],
    schedules: [
      schedule('weekly', 'Weekly Tick', { every: 'week', weekday: 4, minutes: 14 * 60 }, 'start'),
      schedule('before', 'Tick Before', { before: 'tick.weekly', days: 0, minutes: 60 }, 'start'),
      schedule('late', 'Late Tick', { every: 'month', weekday: 3, minutes: 600 }, { whenShared: 3 }),
    ],
    // In the thread of the first one that is posted.
    sharedIn: async (_read, channel) => {
      const occurrence = occurrenceId('tick.weekly', channel, '2026-11-26');
      return Array.from({ length: facts.shared }, () =>
        tickPost.ref({ occurrence }, { kind: 'channel', channel }),
      );
    },
    comesFirst: async (_view, channel) => facts.comesFirst === channel,
  };
}
