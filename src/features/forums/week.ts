/** What forums bring to others: a digest's line, dates, what was done. */
import { type Acts, doersOf, inOrder } from '#core/acts.ts';
import { day } from '#core/clock.ts';
import type { CalendarDates } from '#core/dates.ts';
import { findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { atMoment, channelLink } from '#core/sentence.ts';
import type { DigestItems } from '#core/week.ts';
import { copy } from './copy.ts';
import { meetingLength } from './hours/rules.ts';
import { loadMeeting, type MeetingRow, meetings } from './meetings/rows.ts';
import { artefacts } from './quarter/rows.ts';
import { loadForum } from './rows.ts';
import { subjectOf } from './setup/screens.ts';

/** A digest tells of forums that meet within this time. */
const ahead = 8 * day;

const between = (read: ReadScope, from: number, to: number) =>
  read.from(meetings).where('it.meets_at', '>=', from).where('it.meets_at', '<', to);

export const digestItems: DigestItems<'forum'> = {
  // Rows keep the kind's name. It makes no digest by itself, and comes before who presents.
  kinds: { forum: { title: copy.named('digest.kind'), order: 55, most: 1, isNews: false } },
  find: async (read, { channel, to }) => {
    const coming = await findRows(
      between(read, to, to + ahead).limit(10),
      { state: 'coming' },
      'meets_at',
      'id',
    );
    const [next] = coming.filter(({ channel_id: where }) => where !== channel);
    return next === undefined
      ? []
      : [{ id: next.id, kind: 'forum', authors: [], channel: next.channel_id, at: to, liked: 0, used: 0 }];
  },
  draw: async (read, { id }, renderContext) => {
    const row = await loadMeeting(read, id);
    const forum = row === null ? null : await loadForum(read, row.forum_id);
    if (row === null || forum === null || row.state !== 'coming') return null;
    const t = copy.for(renderContext);
    return {
      title: t.plain('meeting.title', { subject: subjectOf(t, forum) }),
      blocks: [],
      facts: [t.mrkdwn('digest.line', { at: atMoment(row.meets_at), channel: channelLink(row.channel_id) })],
      can: [],
    };
  },
};

/** Announced meetings are final: a person reads those of their channels, a channel its own. */
export const dates: CalendarDates = async (read, { from, to }, renderContext) => {
  const rows = await findRows(between(read, from, to), { state: ['coming', 'over'] }, 'meets_at', 'id');
  const t = copy.for(renderContext);
  const found = await Promise.all(
    rows.map(async (row: MeetingRow) => {
      const isTheirs = (await read.channel(row.channel_id)) !== null;
      const forum = isTheirs ? await loadForum(read, row.forum_id) : null;
      if (forum === null) return [];
      const { id, meets_at: at, channel_id: channel } = row;
      const title = t.plain('meeting.title', { subject: subjectOf(t, forum) });
      return [{ id, from: at, to: at + meetingLength, title, channel }];
    }),
  );
  return found.flat();
};

/** A forum that met, and what it made. Nobody is said to have come. */
export const acts: Acts = async (read, { channel, from, to }) => {
  const met = await findRows(
    between(read, from, to),
    { channel_id: channel, state: 'over' },
    'meets_at',
    'id',
  );
  const within = read.from(artefacts).where('it.made_at', '>=', from).where('it.made_at', '<', to);
  const made = await findRows(within, { channel_id: channel }, 'made_at', 'id');
  const by = await doersOf(read, artefacts, made);
  return inOrder([
    ...met.map(({ id, meets_at: at }) => ({
      id,
      kind: 'forum' as const,
      by: null,
      channel,
      at,
      confirmedAt: at,
    })),
    ...made.map((row) => ({
      id: row.id,
      kind: 'artefact' as const,
      by: by(row),
      channel,
      at: row.made_at,
      confirmedAt: null,
    })),
  ]);
};
