/** A lesson in short, where it is shown to people who begin something, and how often it was applied. */
import { type Card, fitted } from '#core/kit/cards.ts';
import { limits } from '#core/kit/limits.ts';
import { writtenPlain } from '#core/markup/written.ts';
import { channelLink } from '#core/sentence.ts';
import { join, type Mrkdwn } from '#core/text.ts';
import type { Translator } from '../copy.ts';
import type { Lesson } from '../read.ts';
import type { LessonRow } from '../rows.ts';

/** So much room is left beside the channel's name, which is longer than its id. */
const topicsLength = 100;

/** What it is called, where it comes from, and when it is of use. */
export function shortOf(t: Translator, { row }: Lesson): Omit<Card, 'buttons'> {
  const lead = t.mrkdwn('fit.useWhen');
  const origin = [
    ...(row.from_public === 0 ? [] : [t.mrkdwn('lesson.from', { channel: channelLink(row.channel_id) })]),
    ...(row.topics === '' ? [] : [fitted(row.topics, topicsLength)]),
  ];
  return {
    title: fitted(writtenPlain(row.title), limits.cardTitle),
    ...(origin.length === 0 ? {} : { subtitle: join(origin, ' · ') }),
    body: join([lead, fitted(row.use_when, limits.cardBody - lead.length - 1)], ' '),
  };
}

/** In how many projects, if in any. */
export const appliedFacts = (t: Translator, { applied_in: count }: LessonRow): Mrkdwn[] =>
  count === 0 ? [] : [t.mrkdwn('fit.appliedIn', { count })];
