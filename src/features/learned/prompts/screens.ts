/** The weekly question, and the question to its owner if nobody answers. */
import { messageOf } from '#core/kit/message.ts';
import { button } from '#core/kit/action.ts';
import { actions, context, header } from '#core/kit/blocks.ts';
import type { UserId } from '#core/ids.ts';
import type { Message } from '#core/post.ts';
import { rarer } from '#core/quiet.ts';
import type { Every } from '#core/recurrence.ts';
import { channelLink, nameOf, namesOf } from '#core/sentence.ts';
import { join, type Mrkdwn } from '#core/text.ts';
import type { Translator } from '../copy.ts';
import { answerPrompt, endPrompts, goRarer, pausePrompts } from '../ids.ts';
import type { PromptRow } from '../rows.ts';

const questions = [
  'prompt.0',
  'prompt.1',
  'prompt.2',
  'prompt.3',
  'prompt.4',
  'prompt.5',
  'prompt.6',
  'prompt.7',
] as const;

export const questionCount = questions.length;

/** @param count how many shares answer it so far @param owners the people responsible */
export function promptMessage(
  t: Translator,
  row: PromptRow,
  count: number,
  owners: readonly UserId[],
): Message {
  const question = t.mrkdwn(questions[row.question] ?? questions[0]);
  const how = t.mrkdwn('prompt.how');
  const so = count === 0 ? [] : [t.mrkdwn('prompt.count', { count })];
  const owner =
    owners.length === 0 ? t.mrkdwn('changeInSettings') : t.mrkdwn('setUpBy', { owner: namesOf(owners) });
  return messageOf(
    header(t.plain('prompt.header')),
    question,
    ...so,
    actions([button(answerPrompt, t.plain('prompt.answer'), { prompt: row.id }, { style: 'primary' })]),
    context(how),
    context(owner),
  );
}

/** @param every the current frequency; `null`: it is no longer set up @returns `null` once it is decided */
export function quietMessage(t: Translator, row: PromptRow, every: Every | null): Message | null {
  if (row.state !== 'asked') return null;
  const ask = t.mrkdwn('quiet.ask', { channel: channelLink(row.channel_id) });
  const why = t.mrkdwn('quiet.why');
  const id = { prompt: row.id };
  const less = every === null ? null : rarer(every);
  return messageOf(
    ask,
    actions([
      ...(less === null
        ? []
        : [button(goRarer, t.plain(`quiet.rarer.${less}`), id, { style: 'primary' as const })]),
      button(pausePrompts, t.plain('quiet.pause'), id),
      button(endPrompts, t.plain('quiet.end'), id),
    ]),
    context(why),
  );
}

/** The decision, and who made it. */
export function quietLine(t: Translator, row: PromptRow): Mrkdwn {
  const channel = channelLink(row.channel_id);
  const settings = t.mrkdwn('quiet.settings');
  // `asked` is undecided; `open` was never asked about.
  if (row.state === 'asked' || row.state === 'open') return settings;
  if (row.state === 'paused' && row.decided_by === null)
    return join([t.mrkdwn('quiet.pausedAlone', { channel }), settings]);
  return join([t.mrkdwn(`quiet.${row.state}`, { by: nameOf(row.decided_by), channel }), settings]);
}
