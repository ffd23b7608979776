/** "Reply" under an entry about a mistake: it leads to the thread, and offers who was invited to lead a curious way to begin. Nothing is stored. */
import { z } from 'zod';
import type { RowId } from '#core/ids.ts';
import type { Feature } from '#core/feature.ts';
import { button, defineAction } from '#core/kit/action.ts';
import { bullets, context, section, userText } from '#core/kit/blocks.ts';
import { messageOf } from '#core/kit/message.ts';
import { rowValue } from '#core/kit/values.ts';
import { type ActionListener, onReading, type Reading, type Reply, say } from '#core/listener.ts';
import { journeyCopy, type Translator } from '../copy.ts';
import { entryPost } from '../ids.ts';
import { type EntryRow, loadEntry } from '../rows.ts';

const reply = defineAction('journey.reply', z.object({ entry: rowValue }));

/** Practices that invite people to lead. */
export type Leading = () => readonly Pick<Feature, 'leads'>[];

/** Beside an entry about a mistake, for everybody who reads it. */
export const replyButton = (t: Translator, { id, question }: Pick<EntryRow, 'id' | 'question'>) =>
  question === 'mistake' ? [button(reply, t.plain('entry.reply'), { entry: id })] : [];

/** @param practices those that invite people to lead */
export const replyAmong = (practices: Leading): ActionListener =>
  onReading(reply, (interaction, { entry }) => answer(practices, interaction, entry));

async function answer(practices: Leading, interaction: Reading, id: RowId): Promise<Reply> {
  const { scope, person } = interaction;
  const t = journeyCopy.for(interaction);
  const row = await loadEntry(scope, id);
  if (row === null || row.withdrawn_at !== null) return say(messageOf(t.mrkdwn('reply.gone')));
  const at = await scope.linkTo(entryPost(row));
  const thread =
    at === null
      ? section(t.mrkdwn('reply.noLink'))
      : userText(t.plain('reply.thread'), ' ', { link: at, text: t.plain('reply.open') });
  const isOffered =
    row.question === 'mistake' && row.teller_id !== person.userId && (await leadsIn(practices, interaction));
  if (!isOffered) return say(messageOf(thread));
  const ways = (['reply.noticed', 'reply.made', 'reply.help'] as const).map((key) => [t.plain(key)]);
  return say(
    messageOf(thread, section(t.mrkdwn('reply.curious')), bullets(ways), context(t.mrkdwn('reply.alone'))),
  );
}

async function leadsIn(practices: Leading, { scope }: Reading): Promise<boolean> {
  for (const { leads } of practices()) if ((await leads?.(scope)) === true) return true;
  return false;
}
