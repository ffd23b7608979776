/** Offers lessons to a channel's digest: those of other channels, and its own that return; read with the channel's own access. */
import { day } from '#core/clock.ts';
import { entry } from '#core/kit/action.ts';
import { userText } from '#core/kit/blocks.ts';
import { open } from '#core/listener.ts';
import type { ReadScope } from '#core/scope.ts';
import { writtenPlain } from '#core/markup/written.ts';
import { channelLink, namesOf, onDay } from '#core/sentence.ts';
import { asHeading, type Mrkdwn, shorten } from '#core/text.ts';
import {
  digestExcerpt,
  type DigestItem,
  type DigestItems,
  recallWindows,
  sharedKinds,
  type Week,
} from '#core/week.ts';
import { lessonsCopy, type Translator } from './copy.ts';
import { askWhy } from './effect/handlers.ts';
import { changing } from './effect/opened.ts';
import { bringBack, confirm, retire } from './effect/operations.ts';
import { whyNot } from './effect/rules.ts';
import { outcomeFacts } from './effect/screens.ts';
import { findUseful, openLesson, useLesson } from './ids.ts';
import {
  dueBetween,
  keptBetween,
  type Lesson,
  lessonRow,
  loadLesson,
  newElsewhere,
  withAuthors,
  withOwn,
} from './read.ts';
import { type LessonRow, opinions } from './rows.ts';
import { storyOf, useWhenBlock } from './screens.ts';

/** A digest takes 50 items of one practice. `looked`: so many that are due are looked at, since authors are asked about most of them. */
const most = { elsewhere: 40, recalled: 2, due: 4, looked: 200 };

/** A menu's entry shows this much of a title. In characters. */
const mostNamed = 40;

/** How long a lesson from another channel is news. */
const isNews = 28 * day;

/** Other practices have both kinds, too. */
type Kind = keyof typeof sharedKinds;

export const digestItems: DigestItems<Kind> = {
  kinds: sharedKinds,
  find: async (read, week) => {
    const { channel, to } = week;
    const elsewhere = await newElsewhere(read, channel, most.elsewhere, to - isNews);
    const rows = [...elsewhere, ...(await returning(read, week))];
    const liked = await read.countBy(opinions, 'lesson_id', {});
    const used = await read.countBy(opinions, 'lesson_id', { said: 'used' });
    return (await withAuthors(read, rows, to)).map(({ row, authors }): DigestItem<Kind> => ({
      id: row.id,
      kind: row.channel_id === channel ? 'recall' : 'elsewhere',
      authors,
      channel: row.channel_id,
      at: row.kept_at ?? row.written_at,
      liked: row.reach === 'workspace' ? (liked.get(row.id) ?? 0) : 0,
      used: row.reach === 'workspace' ? (used.get(row.id) ?? 0) : 0,
      ...(isDueIn(row, week) ? { isDue: true as const } : {}),
    }));
  },
  judged: async (interaction, id, holds) => {
    const theirs = await withOwn(interaction, id);
    if (theirs === null) return null;
    const { lesson } = theirs;
    const isRetired = lesson.row.retired_at !== null;
    const change = holds ? (isRetired ? 'bringBack' : 'confirm') : 'retire';
    if (whyNot(change, await changing(interaction, theirs)) !== null) return null;
    const { person } = interaction;
    if (!holds) {
      await retire(interaction, lesson, { why: '', instead: null }, person.userId);
      const row = await lessonRow(interaction.scope, id);
      return row === null ? null : open(await askWhy(interaction, row));
    }
    await (isRetired ? bringBack : confirm)(interaction, lesson, person.userId);
    return null;
  },
  draw: async (read, { id, kind }, renderContext) => {
    const lesson = await loadLesson(read, id, renderContext.now);
    // It went back to those who saw its cards; the reader may be one of them, but not through a digest.
    if (lesson?.state !== 'kept') return null;
    const t = lessonsCopy.for(renderContext);
    const { row, authors, outcomes } = lesson;
    const of = { lesson: id };
    const title = asHeading(writtenPlain(row.title));
    const isRecalled = kind === 'recall';
    const by = authors.length === 0 ? [] : [t.mrkdwn('lesson.by', { people: namesOf(authors) })];
    const used = (await read.countBy(opinions, 'lesson_id', { lesson_id: id, said: 'used' })).get(id) ?? 0;
    return {
      title,
      ...(isRecalled ? {} : { from: fromOf(t, row) }),
      blocks: [userText({ written: storyOf(row), most: digestExcerpt }), useWhenBlock(t, row)],
      facts: [
        ...(isRecalled ? await recalledFact(t, read, lesson) : [t.mrkdwn('digest.lesson')]),
        ...by,
        ...(isRecalled || used === 0 ? [] : [t.mrkdwn('digest.used', { count: used })]),
        ...outcomeFacts(t, isRecalled ? { ...outcomes, uncheckedSince: null } : outcomes),
      ],
      can: [
        entry(useLesson, t.plain('item.used', { title: shorten(title, mostNamed) }), of),
        ...(isRecalled ? [] : [entry(findUseful, t.plain('use.useful'), of)]),
      ],
      open: entry(openLesson, t.plain('item.open'), of),
    };
  },
};

/** Why it returns: its day of review has come, or it is as old as that. Once it is retired, there is nothing to ask. */
async function recalledFact(t: Translator, read: ReadScope, lesson: Lesson): Promise<Mrkdwn[]> {
  const { row, outcomes } = lesson;
  const { retired, uncheckedSince: since } = outcomes;
  if (retired !== null) return [];
  if (since === null) return [t.mrkdwn('digest.recalled', { day: onDay(row.kept_at ?? row.written_at) })];
  const why = (await haveAuthorsLeft(read, lesson)) ? 'digest.dueLeft' : 'digest.due';
  return [t.mrkdwn(why, { day: onDay(since) })];
}

/** Old lessons of the channel that return this week, and those that it is asked about. */
async function returning(read: ReadScope, week: Week): Promise<LessonRow[]> {
  const found: LessonRow[] = [];
  for (const stretch of recallWindows(week))
    found.push(...(await keptBetween(read, week.channel, stretch, most.recalled)));
  for (const stretch of dueIn(week)) {
    const asked: LessonRow[] = [];
    const due = await dueBetween(read, week.channel, stretch, most.looked);
    for (const lesson of await withAuthors(read, due, week.to))
      if (asked.length === most.due) break;
      else if (stretch === week ? !(await isAuthorAsked(read, lesson)) : await haveAuthorsLeft(read, lesson))
        asked.push(lesson.row);
    found.push(...asked);
  }
  return [...new Map(found.map((row) => [row.id, row])).values()];
}

/** Whose day of review has come in a week; or earlier, for those whose authors were asked, and left without an answer: these return as all do. */
const dueIn = (week: Week): readonly Pick<Week, 'from' | 'to'>[] => [week, ...recallWindows(week)];

/** Whether an author of it is asked in private. What came by the hundred would be a message a day: its channel is asked, and its authors in App Home. */
const isAuthorAsked = async (read: ReadScope, lesson: Lesson): Promise<boolean> =>
  lesson.row.source !== 'import' && lesson.authors.length > 0 && !(await haveAuthorsLeft(read, lesson));

/** Whether none of those who wrote it under their names is left to be asked. */
async function haveAuthorsLeft(read: ReadScope, { row, authors }: Lesson): Promise<boolean> {
  if (row.source === 'import' || authors.length === 0) return false;
  for (const author of authors) {
    const person = await read.person(author);
    if (person !== null && person.memberType !== 'deactivated') return false;
  }
  return true;
}

const isDueIn = ({ channel_id: channel, review_by: due }: LessonRow, week: Week): boolean =>
  channel === week.channel && dueIn(week).some(({ from, to }) => due >= from && due < to);

function fromOf(t: Translator, row: LessonRow): Mrkdwn {
  return row.from_public === 1
    ? t.mrkdwn('item.from', { channel: channelLink(row.channel_id) })
    : t.mrkdwn('item.elsewhere');
}
