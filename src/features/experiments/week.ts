/** What experiments bring to others: the digest, dates, what a team goes on with, what was done, and what there is on a subject. */
import { type Acts, inOrder, mostActs } from '#core/acts.ts';
import { minute } from '#core/clock.ts';
import type { CalendarDates } from '#core/dates.ts';
import type { FindsHandedOn } from '#core/handed-on.ts';
import { userText } from '#core/kit/blocks.ts';
import { entry } from '#core/kit/action.ts';
import { findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { channelLink } from '#core/sentence.ts';
import type { FinishedWork, OnSubject } from '#core/subject.ts';
import { digestExcerpt, type DigestItems } from '#core/week.ts';
import { labelled, nameIn } from './card/screens.ts';
import { copy } from './copy.ts';
import { outcome } from './ending/screens.ts';
import * as ids from './ids.ts';
import {
  calledOf,
  type Experiment,
  experiments,
  experimentsIn,
  loadExperiment,
  saidIn,
  withWords,
} from './rows.ts';
import { dateOf } from './rules.ts';
import { experimentsLike } from './starting/fitting.ts';

/** Decided within a stretch of time, the newest first. */
async function decidedWithin(
  read: ReadScope,
  from: number,
  to: number,
  most: number,
): Promise<readonly Experiment[]> {
  const within = read.from(experiments).where('it.over_at', '>=', from).where('it.over_at', '<', to);
  return withWords(read, await findRows(within.limit(most), { state: 'decided' }, '-over_at', '-id'));
}

/** What came of experiments, as predicted or not: both in the same words and of the same rank. */
export const digestItems: DigestItems<'experiment'> = {
  // Rows keep the kind's name. It comes after what was learned.
  kinds: { experiment: { title: copy.named('digest.kind'), order: 34, most: 1, isNews: true } },
  find: async (read, { from, to }) =>
    (await decidedWithin(read, from, to, 50)).map(({ row }) => ({
      id: row.id,
      kind: 'experiment',
      // The team's, so that nobody stands for how it came out.
      authors: [],
      channel: row.channel_id,
      at: row.over_at ?? to,
      liked: 0,
      used: 0,
    })),
  draw: async (read, { id }, renderContext) => {
    const one = await loadExperiment(read, id);
    if (one?.row.state !== 'decided') return null;
    const t = copy.for(renderContext);
    const said = (['result', 'lesson'] as const).flatMap((field) => {
      const words = saidIn(one, field);
      return words === '' ? [] : [labelled(t.plain(`short.${field}`), words, digestExcerpt)];
    });
    return {
      title: nameIn(t, one),
      from: t.mrkdwn('digest.from', { channel: channelLink(one.row.channel_id) }),
      blocks: said.map((line) => userText(...line)),
      facts: [outcome(t, one)],
      can: [],
      open: entry(ids.openOne, t.plain('do.open'), { experiment: id }),
    };
  },
};

/** A date is all of an hour's quarter: calendars show nothing without a length. */
const length = 15 * minute;

/** By when it is decided: a person's are those that they own, a channel's all of its own. */
export const dates: CalendarDates = async (read, { from, to }, renderContext) => {
  const { viewer } = read;
  const t = copy.for(renderContext);
  const within = read
    .from(experiments)
    .where('it.due_at', '>', from)
    .where('it.due_at', '<=', to + length);
  const mine =
    viewer.kind === 'person'
      ? { owner_id: viewer.userId }
      : viewer.kind === 'channel'
        ? { channel_id: viewer.channelId }
        : null;
  if (mine === null) return [];
  const all = await withWords(read, await findRows(within, { state: 'running', ...mine }, 'due_at', 'id'));
  return all.map((one) => ({
    id: one.row.id,
    from: one.row.due_at - length,
    to: one.row.due_at,
    title: t.plain('calendar.due', { called: nameIn(t, one) }),
    channel: one.row.channel_id,
  }));
};

/** What the channel tries out now, what is to be decided first. */
export const handedOn: FindsHandedOn = async (read, channel) => {
  const here = await read.channel(channel);
  if (here === null) return [];
  const all = await withWords(read, await experimentsIn(read, channel, ['running', 'draft']));
  return all
    .toSorted((one, other) => one.row.due_at - other.row.due_at)
    .slice(0, 30)
    .map((one) => ({
      id: one.row.id,
      kind: 'experiment',
      what: calledOf(one),
      owner: one.row.owner_id,
      dueOn: dateOf(one.row.due_at, here.tz),
    }));
};

/** Those that started: a draft is no experiment yet. */
export const acts: Acts = async (read, { channel, from, to }) => {
  const within = read.from(experiments).where('it.started_at', '>=', from).where('it.started_at', '<', to);
  const rows = await findRows(within.limit(mostActs), { channel_id: channel }, '-started_at', '-id');
  return inOrder(
    (await withWords(read, rows)).map(({ row, all }) => {
      const at = row.started_at ?? row.began_at;
      const wasWritten = (field: string) =>
        all.some((one) => one.field === field && one.written_at <= at && one.words !== '');
      const lesson = all.find((one) => one.field === 'lesson' && one.words !== '');
      return {
        id: row.id,
        kind: 'experiment',
        by: row.owner_id,
        channel,
        at,
        confirmedAt: null,
        dueAt: row.due_at,
        doneAt: row.state === 'decided' ? row.over_at : null,
        droppedAt: row.state === 'ended' ? row.over_at : null,
        isPrepared: ['belief', 'cost', 'stop'].every(wasWritten),
        sharedAt: lesson?.written_at ?? null,
      };
    }),
  );
};

/** What was tried out, for others to have it presented. */
export const finished: FinishedWork = async (read, since) =>
  (await decidedWithin(read, since, Number.MAX_SAFE_INTEGER, 50)).flatMap((one) => {
    const { id, owner_id: who, over_at: at } = one.row;
    return who === null || at === null || calledOf(one) === ''
      ? []
      : [{ id, called: calledOf(one), at, who }];
  });

/** What was tried out about a subject. */
export const onSubject: OnSubject = async (read, { name, about }, renderContext) => {
  const t = copy.for(renderContext);
  const found = await experimentsLike(read, { name, about }, ['decided']);
  return found.slice(0, 3).map((one) => ({
    id: one.row.id,
    block: userText(
      ...t.pieces('subject.line', {
        called: { written: nameIn(t, one), as: 'line', most: 200 },
        channel: channelLink(one.row.channel_id),
      }),
    ),
  }));
};
