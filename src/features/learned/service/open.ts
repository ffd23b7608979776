/** Opening the form: where a share would go from here, and whom it may reach. */
import { messageOf } from '../../../core/kit/message.ts';
import { learnedCopy } from '../copy.ts';
import type { ChannelId, RowId, UserId } from '../../../core/ids.ts';
import { limits } from '../../../core/kit/limits.ts';
import { open, say, type Interaction, type Reply } from '../../../core/listener.ts';
import type { Channel } from '../../../core/people.ts';
import { ok, refuse, type Result } from '../../../core/result.ts';
import { reachOffer } from '../../../core/reach.ts';
import { formDrawing, longMessage, refusedMessage, whereDrawing, type FormView } from '../blocks/form.ts';
import { mayShare, nothingTyped, type ShareRefusal, type Typed } from '../domain.ts';
import type { FormOf } from '../ids.ts';
import { linkOf, ownShare, promptRow, promptToJoin, type Share } from '../repository.ts';
import type { PromptRow } from '../tables.ts';
import { draftOf, dropDraft, typedIn, untouched, withDraft } from './drafts.ts';

/** Opens the form for the channel of the interaction. @param by who wrote the message that it links to, if that is somebody else */
export async function openHere(interaction: Interaction, typed: Typed, by?: UserId): Promise<Reply> {
  const words = learnedCopy.for(interaction);
  const may = mayShare(interaction.channel);
  const why = may.ok ? 'noChannel' : may.code;
  if (why === 'direct' && interaction.channel !== null && by === undefined)
    return askWhere(interaction, interaction.channel, typed);
  const channel = may.ok ? await interaction.scope.channel(may.value) : null;
  if (channel === null) return say(refusedMessage(words, why, typed));
  const prompt = await promptToJoin(interaction.scope, channel.channelId, interaction.now);
  const form = await withDraft(
    interaction,
    newForm(interaction, channel, prompt, typed, await source(interaction, by)),
  );
  if (form.typed.what.length > limits.input) return say(longMessage(words, form.typed.what));
  return open(formDrawing(words, form));
}

/** Whoever wrote the message that is linked to; `null`: somebody of another organisation, or who closed their account, whom Lore cannot ask. */
async function source({ scope }: Interaction, by: UserId | undefined): Promise<UserId | null | undefined> {
  const person = by === undefined ? null : await scope.person(by);
  return person === null || person.standing === 'member' || person.standing === 'guest' ? by : null;
}

/** A direct message has no readers: asks which channel shall be it. What was typed is kept meanwhile. */
async function askWhere(
  interaction: Interaction,
  { channelId: from }: Channel,
  typed: Typed,
): Promise<Reply> {
  const words = learnedCopy.for(interaction);
  const { typed: all } = await withDraft(interaction, { of: { channel: from }, typed });
  if (all.what.length > limits.input) return say(longMessage(words, all.what));
  return open(whereDrawing(words, from, all));
}

/** The form for a channel that was chosen in a direct message, with what was typed there. @returns why it cannot be that one */
export async function goOnIn(
  interaction: Interaction,
  from: ChannelId,
  chosen: ChannelId | null,
): Promise<Result<FormView, ShareRefusal>> {
  const { scope, now } = interaction;
  const channel = chosen === null ? null : await scope.channel(chosen);
  const may = mayShare(channel);
  if (!may.ok || channel === null) return refuse(may.ok ? 'noChannel' : may.code);
  const typed = (await draftOf(scope, { channel: from })) ?? nothingTyped;
  await dropDraft(scope, { channel: from });
  const prompt = await promptToJoin(scope, channel.channelId, now);
  return ok(await withDraft(interaction, newForm(interaction, channel, prompt, typed)));
}

/** Opens the form for the answer to a prompt. */
export async function openFor(interaction: Interaction, prompt: RowId): Promise<Reply> {
  const words = learnedCopy.for(interaction);
  const row = await promptRow(interaction.scope, prompt);
  const channel = row === null ? null : await interaction.scope.channel(row.channel_id);
  if (row === null || channel === null) return say(messageOf(words.mrkdwn('refused.promptGone')));
  const may = mayShare(channel);
  if (!may.ok) return say(refusedMessage(words, may.code, nothingTyped));
  const form = newForm(interaction, channel, row, nothingTyped);
  return open(formDrawing(words, await withDraft(interaction, form)));
}

/** The form for something new. @param prompt what it answers or joins @param by who wrote the message that it links to; `null`: nobody who can be asked */
export function newForm(
  { person }: Interaction,
  channel: Channel,
  prompt: PromptRow | null,
  typed: Typed,
  by?: UserId | null,
): FormView {
  return {
    of: {
      channel: channel.channelId,
      ...(prompt === null ? {} : { prompt: prompt.id }),
      ...(by === undefined ? {} : { linked: typed.link }),
      ...(by == null ? {} : { by }),
    },
    offer: reachOffer(person, channel),
    isInThread: prompt?.place === 'thread',
    typed,
  };
}

/** The form with what stands in a share. @param channel its channel; `null`: the person is not in it any more */
export function formOfShare({ person }: Interaction, share: Share, channel: Channel | null): FormView {
  const { row } = share;
  return {
    of: { ...(channel === null ? {} : { channel: channel.channelId }), share: row.id },
    offer: channel === null ? 'conversation' : reachOffer(person, channel),
    isInThread: row.in_thread === 1,
    typed: typedIn({ ...row, link: linkOf(share) }),
    reach: row.reach,
  };
}

/** The form again, as it opens when nothing was typed. @returns `null` where the person sees its share, or its channel, no more */
export async function emptyForm(interaction: Interaction, of: FormOf): Promise<FormView | null> {
  const { scope } = interaction;
  if (of.share !== undefined) {
    const share = await ownShare(scope, of.share);
    return share === null ? null : formOfShare(interaction, share, await scope.channel(share.row.channel_id));
  }
  const channel = of.channel === undefined ? null : await scope.channel(of.channel);
  if (channel === null) return null;
  const prompt = of.prompt === undefined ? null : await promptRow(scope, of.prompt);
  return { ...newForm(interaction, channel, prompt, await untouched(scope, of)), of };
}
