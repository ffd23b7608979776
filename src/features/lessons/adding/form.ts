/** Opens the form in which a person writes a lesson by hand, wherever they are. */
import { type ChannelId, type RowId, rowId } from '#core/ids.ts';
import { type ChannelRefusal, mayPostIn } from '#core/kit/begin.ts';
import { limits } from '#core/kit/limits.ts';
import { type Interaction, open, type Reply, say } from '#core/listener.ts';
import type { Channel } from '#core/people.ts';
import { ok, refuse, type Result } from '#core/result.ts';
import { findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { shorten } from '#core/text.ts';
import { usualVisibility, visibilityOffer } from '#core/visibility.ts';
import { lessonsCopy } from '../copy.ts';
import { drafts, ownDrafts } from '../rows.ts';
import { limitsOf, type Typed } from '../rules.ts';
import { refusedMessage } from '../writing/screens.ts';
import type { AddOf } from './ids.ts';
import { type AddView, renderAdd, renderWhere } from './screens.ts';

export const nothingTyped: Typed = { title: '', context: '', happened: '', useWhen: '', topics: '' };

/** What was typed after a command: a title, or the beginning of what happened if it is longer than one. */
export const typedAfter = (text: string): Typed =>
  text.length <= limitsOf.title
    ? { ...nothingTyped, title: text }
    : { ...nothingTyped, title: shorten(text.replaceAll(/\s+/g, ' '), limitsOf.title), happened: text };

/**
 * Opens the form for a new lesson, for the channel where the person is. Where Lore cannot know who reads along (a direct message, App Home, a channel
 * that it is not in) it asks for the channel first. What is given is kept as a draft at once; without it, the newest draft is there again.
 * @param given what to begin with, as in the form
 */
export async function openAdding(interaction: Interaction, given: Typed = nothingTyped): Promise<Reply> {
  const { scope } = interaction;
  const t = lessonsCopy.for(interaction);
  if (given.happened.length > limits.input) return say(refusedMessage(t, 'refused.longAfter', given));
  const may = mayPostIn(interaction.channel);
  const channel = may.ok ? await scope.channel(may.value.channelId) : null;
  const kept = await keptDraft(interaction, channel, given);
  return open(
    channel === null
      ? renderWhere(t, kept.draft, kept.typed)
      : renderAdd(t, await newForm(interaction, { draft: kept.draft, channel: channel.channelId }, kept)),
  );
}

/** The draft to go on with, or a new one that holds what is given. */
async function keptDraft(
  interaction: Interaction,
  channel: Channel | null,
  given: Typed,
): Promise<{ readonly draft: RowId; readonly typed: Typed; readonly isKept: boolean }> {
  const { scope, newId } = interaction;
  const before = `add:${channel?.channelId ?? 'anywhere'}:`;
  const all = await findRows(scope.from(drafts), {}, '-typed_at', 'about');
  const isGiven = Object.values(given).some((text) => text !== '');
  // The same said twice is no other lesson.
  const found = all.find(
    ({ about, title, happened }) =>
      about.startsWith(before) && (!isGiven || (title === given.title && happened === given.happened)),
  );
  if (found !== undefined) {
    const typed = await ownDrafts.of(scope, found.about);
    return { draft: found.about, typed: typed ?? given, isKept: true };
  }
  const draft = rowId(`${before}${newId()}`);
  await ownDrafts.keep(interaction, draft, given, nothingTyped);
  return { draft, typed: given, isKept: false };
}

/** @param channel as the person sees it now */
export async function newForm(
  interaction: Pick<Interaction, 'scope' | 'person'>,
  of: AddOf,
  { typed, isKept = false }: { readonly typed: Typed; readonly isKept?: boolean },
): Promise<AddView> {
  const { scope, person } = interaction;
  const channel = await scope.channel(of.channel);
  const offer = channel === null ? 'conversation' : visibilityOffer(person, channel);
  const chosen = usualVisibility(offer, await scope.usualReach());
  return { of, typed, isKept, reach: { offer, isWide: of.wide === true, chosen } };
}

/** The channel that a new lesson can be for, as the person sees it now. */
export async function channelFor(
  read: ReadScope,
  id: ChannelId | null,
): Promise<Result<Channel, ChannelRefusal>> {
  const may = mayPostIn(id === null ? null : await read.channel(id));
  return may.ok ? ok(may.value) : refuse(may.code);
}
