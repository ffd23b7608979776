/** Gives an unanswered question back to those who may know, once: the digest shows nothing twice in a channel. */
import { entry } from '#core/kit/action.ts';
import { userText } from '#core/kit/blocks.ts';
import { findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { defaultWorkingHours } from '#core/people.ts';
import { channelLink, nameOf } from '#core/sentence.ts';
import { noHolidays } from '#core/time/holidays.ts';
import { addWorkingDays } from '#core/time/working.ts';
import { digestExcerpt, type DigestItems, type Week } from '#core/week.ts';
import { mayKnow, type Others } from './asking/fitting.ts';
import { copy } from './copy.ts';
import { answerIt, seeQuestion } from './ids.ts';
import { loadQuestion, type Question, questions, withAnswers } from './rows.ts';
import { restsAfter, returnsAfter } from './rules.ts';

/** So many open questions are compared with what the channel knows. */
const mostLooked = 20;

/** Open questions that the channel may read and nobody has answered for two working days, by the channel's clock; the newest first. */
async function unanswered(read: ReadScope, { channel: here, to }: Week): Promise<readonly Question[]> {
  const tz = (await read.channel(here))?.tz ?? 'UTC';
  const open = read
    .from(questions)
    .where('it.asked_at', '>', to - restsAfter)
    .where('it.place', '!=', 'people');
  const rows = await findRows(open, { state: 'open' }, '-asked_at', 'id');
  const old = rows.filter(
    ({ asked_at: at }) => addWorkingDays(at, returnsAfter, defaultWorkingHours, tz, noHolidays) <= to,
  );
  return (await withAnswers(read, old.slice(0, mostLooked))).filter(({ answers }) => answers.length === 0);
}

/** @param others the practices that keep lessons, by which a channel may know something */
export const digestItemsAmong = (others: Others): DigestItems<'question'> => ({
  // Rows store the kind's name. Ordered after what was learned elsewhere.
  kinds: { question: { title: copy.named('digest.kind'), order: 25, most: 1, isNews: true } },
  find: async (read, week) => {
    const known: Question[] = [];
    for (const one of await unanswered(read, week))
      if (await mayKnow(others, read, one.row.words, week.channel)) known.push(one);
    return known.map(({ row, by }) => ({
      id: row.id,
      kind: 'question',
      channel: row.channel_id,
      liked: 0,
      used: 0,
      authors: row.names === 'hidden' || by === null ? [] : [by],
      at: row.asked_at,
    }));
  },
  draw: async (read, { id }, renderContext) => {
    const question = await loadQuestion(read, id);
    if (question === null || question.row.state !== 'open') return null;
    const t = copy.for(renderContext);
    const { row, by } = question;
    const isHere = read.viewer.kind === 'channel' && read.viewer.channelId === row.channel_id;
    const of = { question: id };
    return {
      title:
        row.names === 'hidden' ? t.plain('digest.somebody') : t.plain('digest.by', { person: nameOf(by) }),
      ...(isHere
        ? {}
        : {
            from:
              row.from_public === 1
                ? t.mrkdwn('item.from', { channel: channelLink(row.channel_id) })
                : t.mrkdwn('item.elsewhere'),
          }),
      blocks: [userText({ written: row.words, most: digestExcerpt })],
      facts: [t.mrkdwn('digest.why')],
      can: [entry(answerIt, t.plain('answer'), of)],
      open: entry(seeQuestion, t.plain('item.open'), of),
    };
  },
});
