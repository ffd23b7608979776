/** Opens the form: where a share would go from here, and whom it may reach. */
import type { ChannelId, RowId, UserId } from '#core/ids.ts';
import { type ChannelRefusal, mayPostIn } from '#core/kit/begin.ts';
import { limits } from '#core/kit/limits.ts';
import { askable } from '#core/kit/linked-words.ts';
import { messageOf } from '#core/kit/message.ts';
import { type Interaction, open, type Reading, type Reply, say } from '#core/listener.ts';
import type { Channel } from '#core/people.ts';
import { usualVisibility, visibilityOffer } from '#core/visibility.ts';
import { ok, refuse, type Result } from '#core/result.ts';
import type { ReadScope } from '#core/scope.ts';
import type { Work } from '#core/work.ts';
import { learnedCopy } from '../copy.ts';
import type { FormOf } from '../ids.ts';
import { linkOf, ownShare, promptRow, promptToJoin, type Share } from '../read.ts';
import { ownDrafts, type PromptRow, typedWords } from '../rows.ts';
import { joined, nothingTyped, type Typed } from '../rules.ts';
import { renderForm, type FormView, longMessage, refusedMessage, renderWhere } from './form-screens.ts';

/** Opens the form for the interaction's channel. @param by who wrote the linked message, if that is someone else */
export async function openHere(interaction: Interaction, typed: Typed, by?: UserId): Promise<Reply> {
  const t = learnedCopy.for(interaction);
  const may = mayPostIn(interaction.channel);
  if (!may.ok && may.code === 'direct' && interaction.channel !== null && by === undefined)
    return askWhere(interaction, interaction.channel, typed);
  const channel = may.ok ? await interaction.scope.channel(may.value.channelId) : null;
  if (channel === null) return say(refusedMessage(t, may.ok ? 'noChannel' : may.code, typed));
  const prompt = await promptToJoin(interaction.scope, channel.channelId, interaction.now);
  const form = await withDraft(
    interaction,
    await newForm(
      interaction,
      channel,
      prompt,
      typed,
      by === undefined ? undefined : await askable(interaction.scope, by),
    ),
  );
  if (form.typed.what.length > limits.input) return say(longMessage(t, form.typed.what));
  return open(renderForm(t, form));
}

/** A direct message has no other readers, so it asks for a channel and saves what was typed meanwhile. */
async function askWhere(
  interaction: Interaction,
  { channelId: from }: Channel,
  typed: Typed,
): Promise<Reply> {
  const t = learnedCopy.for(interaction);
  const { typed: all } = await withDraft(interaction, { of: { channel: from }, typed });
  if (all.what.length > limits.input) return say(longMessage(t, all.what));
  return open(renderWhere(t, from, all));
}

/** The form for a channel chosen in a direct message, with what was typed there. @returns why that channel is impossible */
export async function goOnIn(
  interaction: Interaction,
  from: ChannelId,
  chosen: ChannelId | null,
): Promise<Result<FormView, ChannelRefusal>> {
  const { scope, now } = interaction;
  const may = mayPostIn(chosen === null ? null : await scope.channel(chosen));
  if (!may.ok) return refuse(may.code);
  const typed = (await ownDrafts.of(scope, from)) ?? nothingTyped;
  await ownDrafts.drop(scope, from);
  const prompt = await promptToJoin(scope, may.value.channelId, now);
  return ok(await withDraft(interaction, await newForm(interaction, may.value, prompt, typed)));
}

/** Opens the form to answer a prompt. */
export async function openFor(interaction: Interaction, prompt: RowId): Promise<Reply> {
  const t = learnedCopy.for(interaction);
  const row = await promptRow(interaction.scope, prompt);
  const channel = row === null ? null : await interaction.scope.channel(row.channel_id);
  if (row === null || channel === null) return say(messageOf(t.mrkdwn('refused.promptGone')));
  const may = mayPostIn(channel);
  if (!may.ok) return say(refusedMessage(t, may.code, nothingTyped));
  const form = await newForm(interaction, channel, row, nothingTyped);
  return open(renderForm(t, await withDraft(interaction, form)));
}

/** The form for a new share. @param prompt what it answers or joins @param by who wrote the linked message; `null`: nobody who can be asked */
export async function newForm(
  { scope, person }: Interaction,
  channel: Channel,
  prompt: PromptRow | null,
  typed: Typed,
  by?: UserId | null,
): Promise<FormView> {
  const offer = visibilityOffer(person, channel);
  return {
    of: {
      channel: channel.channelId,
      ...(prompt === null ? {} : { prompt: prompt.id }),
      ...(by === undefined ? {} : { linked: typed.link }),
      ...(by == null ? {} : { by }),
    },
    offer,
    reach: usualVisibility(offer, await scope.usualReach()),
    isInThread: prompt?.place === 'thread',
    typed,
  };
}

/** The form of an existing share. @param channel its channel; `null`: the person has left it */
export function formOfShare(
  { person }: Pick<Reading, 'person'>,
  share: Share,
  channel: Channel | null,
): FormView {
  const { row } = share;
  return {
    of: { ...(channel === null ? {} : { channel: channel.channelId }), share: row.id },
    offer: channel === null ? 'conversation' : visibilityOffer(person, channel),
    isInThread: row.in_thread === 1,
    typed: wordsIn(share),
    reach: row.reach,
  };
}

/** The form without a draft. @returns `null` if the person can no longer see its share or channel */
export async function emptyForm(interaction: Interaction, of: FormOf): Promise<FormView | null> {
  const { scope } = interaction;
  if (of.share !== undefined) {
    const share = await ownShare(scope, of.share);
    return share === null ? null : formOfShare(interaction, share, await scope.channel(share.row.channel_id));
  }
  const channel = of.channel === undefined ? null : await scope.channel(of.channel);
  if (channel === null) return null;
  const prompt = of.prompt === undefined ? null : await promptRow(scope, of.prompt);
  return { ...(await newForm(interaction, channel, prompt, await untouched(scope, of))), of };
}

/** A person has one draft for each of these. */
export const aboutOf = ({ share, linked, channel }: FormOf): string => share ?? linked ?? channel ?? '';

/** A share's words, as in the form. */
const wordsIn = (share: Share): Typed => typedWords.read({ ...share.row, link: linkOf(share) });

/** The form's content without a draft. */
export async function untouched(read: ReadScope, of: FormOf): Promise<Typed> {
  const share = of.share === undefined ? null : await ownShare(read, of.share);
  return share === null ? { ...nothingTyped, link: of.linked ?? '' } : wordsIn(share);
}

/** Saves the form's content. */
export async function keepDraft(work: Work, of: FormOf, given: Typed): Promise<void> {
  await ownDrafts.keep(work, aboutOf(of), given, await untouched(work.scope, of));
}

/** Where a draft waits while something else is typed into the same form. */
const asideOf = (of: FormOf): string => `aside ${aboutOf(of)}`;

const isSame = (one: Typed, other: Typed): boolean =>
  JSON.stringify(typedWords.cells(one)) === JSON.stringify(typedWords.cells(other));

/** The draft that waits beside what is typed; `null`: none. */
export const draftAside = (read: ReadScope, of: FormOf): Promise<Typed | null> =>
  ownDrafts.of(read, asideOf(of));

export const dropAside = (work: Work, of: FormOf): Promise<void> => ownDrafts.drop(work.scope, asideOf(of));

/**
 * A new share's form. Without new text it holds the draft. With new text it holds only that: the draft waits beside it, and is offered.
 * @param view.typed the newly supplied text
 */
export async function withDraft<View extends { readonly of: FormOf; readonly typed: Typed }>(
  work: Work,
  view: View,
): Promise<View & { readonly isKept: boolean; readonly aside: Typed | null }> {
  const { of } = view;
  const before = await ownDrafts.of(work.scope, aboutOf(of));
  const waiting = await draftAside(work.scope, of);
  const isNew = !isSame(view.typed, await untouched(work.scope, of));
  if (!isNew) {
    const typed = before ?? waiting ?? view.typed;
    if (before === null && waiting !== null) await putAside(work, of, { typed, aside: null });
    return {
      ...view,
      typed,
      isKept: before !== null || waiting !== null,
      aside: before === null ? null : waiting,
    };
  }
  // It is handed back.
  if (view.typed.what.length > limits.input) return { ...view, isKept: false, aside: null };
  // The same said twice is no other text.
  const kept = before === null || isSame(before, view.typed) ? waiting : bothOf(waiting, before);
  // The supplied text is input too: closing the form at once does not lose it.
  await putAside(work, of, { typed: view.typed, aside: kept });
  return { ...view, isKept: false, aside: kept };
}

const bothOf = (one: Typed | null, other: Typed): Typed => (one === null ? other : joined(one, other));

/** Stores what stands in the form, and what waits beside it. */
async function putAside(
  work: Work,
  of: FormOf,
  { typed, aside }: { readonly typed: Typed; readonly aside: Typed | null },
): Promise<void> {
  await keepDraft(work, of, typed);
  if (aside === null) await dropAside(work, of);
  else await ownDrafts.keep(work, asideOf(of), aside, await untouched(work.scope, of));
}

/** Takes the draft that waits, in place of what stands in the form, which then waits itself. @returns `null` if none waits any more */
export async function useAside(
  work: Work,
  of: FormOf,
): Promise<{ readonly typed: Typed; readonly aside: Typed | null } | null> {
  const typed = await draftAside(work.scope, of);
  if (typed === null) return null;
  const swapped = { typed, aside: await ownDrafts.of(work.scope, aboutOf(of)) };
  await putAside(work, of, swapped);
  return swapped;
}
