/** Opening the form: where a share would go from here, and whom it may reach. */
import type { RowId, UserId } from '../../../core/ids.ts';
import { limits } from '../../../core/kit/limits.ts';
import { open, say, type Interaction, type Reply } from '../../../core/listener.ts';
import type { Channel } from '../../../core/people.ts';
import { formDrawing, longMessage, refusedMessage, type FormView } from '../blocks/form.ts';
import { messageOf, wordsFor } from '../blocks/words.ts';
import { mayShare, reachOffer, type Typed } from '../domain.ts';
import { promptRow, promptToJoin } from '../repository.ts';
import type { PromptRow, ShareRow } from '../tables.ts';

export const nothingTyped: Typed = { what: '', useWhen: '', link: '', topics: '' };

/** Opens the form for the channel of the interaction. @param by who wrote the message that it links to, if that is somebody else */
export async function openHere(interaction: Interaction, typed: Typed, by?: UserId): Promise<Reply> {
  const words = wordsFor(interaction);
  const may = mayShare(interaction.channel);
  const why = may.ok ? 'noChannel' : may.code;
  const channel = may.ok ? await interaction.scope.channel(may.value) : null;
  if (channel === null) return say(refusedMessage(words, why, typed));
  if (typed.what.length > limits.input) return say(longMessage(words, typed.what));
  const prompt = await promptToJoin(interaction.scope, channel.channelId, interaction.now);
  return open(formDrawing(words, newForm(interaction, channel, prompt, typed, by)));
}

/** Opens the form for the answer to a prompt. */
export async function openFor(interaction: Interaction, prompt: RowId): Promise<Reply> {
  const words = wordsFor(interaction);
  const row = await promptRow(interaction.scope, prompt);
  const channel = row === null ? null : await interaction.scope.channel(row.channel_id);
  if (row === null || channel === null) return say(messageOf(words.mrkdwn('refused.promptGone')));
  const may = mayShare(channel);
  if (!may.ok) return say(refusedMessage(words, may.code, nothingTyped));
  return open(formDrawing(words, newForm(interaction, channel, row, nothingTyped)));
}

/** The form for something new. @param prompt what it answers or joins */
export function newForm(
  { person }: Interaction,
  channel: Channel,
  prompt: PromptRow | null,
  typed: Typed,
  by?: UserId,
): FormView {
  return {
    of: {
      channel: channel.channelId,
      ...(prompt === null ? {} : { prompt: prompt.id }),
      ...(by === undefined ? {} : { by, linked: typed.link }),
    },
    offer: reachOffer(person, channel),
    isInThread: prompt?.place === 'thread',
    typed,
  };
}

/** The form with what stands in a share. @param channel its channel; `null`: the person is not in it any more */
export function formOfShare({ person }: Interaction, row: ShareRow, channel: Channel | null): FormView {
  return {
    of: { channel: row.channel_id, share: row.id },
    offer: channel === null ? 'conversation' : reachOffer(person, channel),
    isInThread: row.in_thread === 1,
    typed: { what: row.what, useWhen: row.use_when, link: row.link, topics: row.topics },
    reach: row.reach,
  };
}
