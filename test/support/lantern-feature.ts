/** A practice that exists only in tests: it starts turned off, has everything that a practice can bring, and shows something at each place. */
import { defineCopy } from '../../src/core/copy.ts';
import type { Feature } from '../../src/core/feature.ts';
import { type ChannelId, type RowId, rowId, userId } from '../../src/core/ids.ts';
import { section } from '../../src/core/kit/blocks.ts';
import { messageOf } from '../../src/core/kit/message.ts';
import { foundNothing, searchForAll } from '../../src/core/lesson-search.ts';
import { type LessonSeed, type Origin } from '../../src/core/lessons.ts';
import { say } from '../../src/core/listener.ts';
import { postId } from '../../src/core/post-ref.ts';
import { definePost, stays } from '../../src/core/post.ts';
import { occurrenceId, posted } from '../../src/core/recurrence.ts';
import type { Schedule } from '../../src/core/schedule.ts';
import { escape } from '../../src/core/text.ts';

/** What it did where it answers with nothing, and what a test chooses. */
export interface Lit {
  readonly heard: string[];
  /** Whether others wait for it. */
  comesFirst: boolean;
  /** Whether its channels are gone elsewhere. */
  movedOn?: boolean;
}

const shown = (what: string) => messageOf(escape(`Lantern ${what}`));
const row = rowId('lantern-1');

const ritual = (name: string, title: string, offered: Schedule['offered']): Schedule => ({
  name: `lantern.${name}`,
  title: () => title,
  what: () => 'one lantern',
  usual: { every: 'week', weekday: 4, minutes: 14 * 60 },
  offered,
});

export function lanternFeature(lit: Lit) {
  return {
    name: 'lantern',
    title: () => 'Lanterns',
    startsOff: { does: () => 'I light a lantern wherever a practice can show something.' },
    copy: defineCopy({ en: {}, de: {} }),
    tables: [],
    commands: [
      {
        name: '/lantern',
        summary: () => 'lights a lantern',
        usage: () => '',
        run: async () => say(shown('command')),
      },
    ],
    shortcuts: [
      {
        callbackId: 'lantern.light',
        type: 'global' as const,
        name: () => 'Light a lantern',
        summary: () => 'lights a lantern',
        run: async () => say(shown('shortcut')),
      },
    ],
    schedules: [
      ritual('weekly', 'Weekly Lantern', 'start'),
      ritual('late', 'Late Lantern', { whenShared: 3 }),
    ],
    // All three in the thread of the host's first question.
    sharedIn: async (_read, channel) => {
      const occurrence = occurrenceId('host.asks', channel, '2026-11-26');
      return Array.from({ length: 3 }, () => hostPost.ref({ occurrence }, { kind: 'channel', channel }));
    },
    comesFirst: async () => lit.comesFirst,
    movedOn: async () => lit.movedOn ?? false,
    greets: async () => [section(escape('Lantern greeting'))],
    leads: async () => true,
    hears: async () => {
      lit.heard.push('hears');
    },
    homeSection: { order: 30, build: async () => [section(escape('Lantern home'))] },
    digestItems: {
      kinds: { lantern: { title: () => 'A lantern', order: 55, most: 1, isNews: true } },
      find: async (_read, { from }) => [
        { id: row, kind: 'lantern', authors: [], channel: elsewhere, at: from, liked: 0, used: 0 },
      ],
      draw: async () => ({ title: 'A lantern', blocks: [], facts: [escape('Lantern digest')], can: [] }),
    },
    agendaItems: async () => [{ id: row, block: section(escape('Lantern agenda')) }],
    onSubject: async () => [{ id: row, block: section(escape('Lantern subject')) }],
    wrote: async () => [
      { id: row, by: userId('U1'), called: 'Lanterns', topics: '', text: 'Lanterns', at: 0 },
    ],
    finished: async () => [{ id: row, called: 'Lanterns', at: 0, who: userId('U1') }],
    dates: async () => [{ id: row, from: 0, to: 1, title: 'Lanterns', channel: elsewhere }],
    evidence: async () => [{ id: row, kind: 'used', at: 0, what: 'Lanterns', facts: null }],
    acts: async () => [{ id: row, kind: 'answer', by: null, channel: elsewhere, at: 0, confirmedAt: null }],
    climate: async () => [{ theme: 'safety', asked: 5, answered: 5, mean: 5, spread: 'close' }],
    development: async () => ({ finished: 5 }),
    practised: async () => {
      lit.heard.push('practised');
    },
    connected: async () => {
      lit.heard.push('connected');
    },
    toLearn: async () => [{ id: row, kind: 'pathway', block: section(escape('Lantern pathway')) }],
    handedOn: async () => [{ id: row, kind: 'action', what: 'Lanterns', owner: null, dueOn: null }],
    sponsors: async () => new Set([userId('U1')]),
    lessonSource: {
      open: async () => [origin],
      load: async () => origin,
      past: async () => null,
    },
    lessonSeeds: { load: async () => seed },
    lessonLibrary: {
      propose: async () => {
        lit.heard.push('propose');
      },
      find: async () => [row],
      knownIn: async () => [row],
      standards: async () => [
        {
          id: row,
          gathering: row,
          seed: row,
          since: 0,
          standard: { kind: 'other', name: 'Lanterns', link: '' },
        },
      ],
      holding: async () => [{ id: row, title: 'A lantern' }],
      changed: async () => true,
      applied: async () => {
        lit.heard.push('applied');
      },
      understand: async () => ({ search: { ...searchForAll, words: 'lanterns' }, unknown: [] }),
      search: async () => ({ ...foundNothing, count: 1 }),
      similar: async () => [{ id: row, title: 'A lantern', useWhen: '' }],
      read: async () => null,
      records: async function* () {},
      draw: async () => null,
      madeOf: async () => [],
      withdrawn: async () => undefined,
    },
  } satisfies Feature;
}

const elsewhere = 'C0ELSEWHERE' as ChannelId;
// What it is made of does not matter here.
const origin = { id: row, channel: elsewhere, called: 'Lantern lesson' } as Origin;

const seed = { channel: elsewhere, author: null } as LessonSeed;

const hostPost = definePost(postId<{ occurrence: RowId }>('host.asked'), {
  title: async () => 'the host',
  build: async () => messageOf(escape('The host asks.')),
  over: stays,
});

/** A practice that is on, and asks in a channel: it waits for others, and what they shared brings an offer of its own. */
export const hostFeature: Feature = {
  name: 'host',
  title: () => 'Host',
  copy: defineCopy({ en: {}, de: {} }),
  tables: [],
  posts: [hostPost],
  schedules: [
    {
      name: 'host.asks',
      title: () => 'Host Asks',
      what: () => 'one question',
      usual: { every: 'week', weekday: 4, minutes: 14 * 60 },
      offered: 'start',
      asks: true,
      occur: async ({ scope, channel, occurrence: { id } }) => {
        const to = { kind: 'channel', channel: channel.channelId } as const;
        await scope.publish(hostPost.ref({ occurrence: id }, to));
        return posted;
      },
    },
    {
      name: 'host.later',
      title: () => 'Host Later',
      what: () => 'one more question',
      usual: { every: 'month', weekday: 3, minutes: 600 },
      offered: { whenShared: 3 },
    },
  ],
};
