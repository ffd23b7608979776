/** Opens the form in which a person writes a lesson by hand, wherever they are. */
import { type ChannelId, type RowId, rowId } from '#core/ids.ts';
import { type ChannelRefusal, mayPostIn } from '#core/kit/begin.ts';
import { limits } from '#core/kit/limits.ts';
import { askable } from '#core/kit/linked-words.ts';
import { type Interaction, open, type PickedMessage, type Reading, type Reply, say } from '#core/listener.ts';
import { wordsIn } from '#core/message-words.ts';
import type { Channel } from '#core/people.ts';
import type { Result } from '#core/result.ts';
import { findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { oneLine, shorten } from '#core/text.ts';
import { usualVisibility, visibilityOffer } from '#core/visibility.ts';
import { lessonsCopy } from '../copy.ts';
import { type Listed, withOwn } from '../read.ts';
import { drafts, ownDrafts } from '../rows.ts';
import { limitsOf, type Typed } from '../rules.ts';
import { refusedMessage } from '../writing/screens.ts';
import type { AddOf } from './ids.ts';
import { linked } from './rows.ts';
import { type AddView, channelMessage, renderAdd, renderThere, renderWhere } from './screens.ts';

export const nothingTyped: Typed = { title: '', context: '', happened: '', useWhen: '', topics: '' };

const inOneLine = (text: string): string => shorten(oneLine(text), limitsOf.title);

/** What was typed after a command: a title, or the beginning of what happened if it is longer than one. */
export const typedAfter = (text: string): Typed =>
  text.length <= limitsOf.title
    ? { ...nothingTyped, title: text }
    : { ...nothingTyped, title: inOneLine(text), happened: text };

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

/** Opens the form for a lesson from a message, or shows the lesson that it is already. */
export async function openFor(interaction: Interaction, message: PickedMessage): Promise<Reply> {
  const { scope, person } = interaction;
  const t = lessonsCopy.for(interaction);
  const { author, link } = message;
  const there = link === null ? null : await thereFrom(interaction, link);
  if (there !== null) return open(renderThere(t, there));
  const isOwn = author === person.userId;
  const may = mayPostIn(interaction.channel);
  const channel = may.ok ? await scope.channel(may.value.channelId) : null;
  const written = isOwn ? await wordsIn(interaction, message.text, interaction.channel) : '';
  const typed: Typed = {
    ...nothingTyped,
    title: inOneLine(written),
    happened: shorten(written, limitsOf.happened),
  };
  if (channel === null) {
    // One's own words can be for another channel; somebody else's stay where they are.
    if (isOwn) return openAdding({ ...interaction, channel: null }, typed);
    return say(channelMessage(t, may.ok ? 'noChannel' : may.code));
  }
  const of: AddOf = {
    draft: link === null ? rowId(`add:${channel.channelId}:${interaction.newId()}`) : draftFor(link),
    channel: channel.channelId,
    ...(link === null ? {} : { link }),
    ...(isOwn ? { own: written.length } : {}),
    ...(link === null || isOwn ? {} : { by: (await askable(scope, author)) ?? undefined }),
  };
  const before = await ownDrafts.of(scope, of.draft);
  return open(
    renderAdd(t, await newForm(interaction, of, { typed: before ?? typed, isKept: before !== null })),
  );
}

/** Where the draft of a lesson from a message is kept: of its address the end, which names conversation and message. */
const draftFor = (link: string): RowId =>
  rowId(`add:msg:${link.split('/').slice(-2).join(':').slice(0, 100)}`);

/** The lesson that a message is already, if the person may see it. What they may not see hinders nobody. */
export async function thereFrom(
  reading: Pick<Reading, 'scope' | 'person' | 'now'>,
  link: string,
): Promise<Listed | null> {
  for (const id of await linked.leadingTo(reading.scope, link)) {
    const there = await withOwn(reading, id);
    if (there !== null) return there;
  }
  return null;
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

/** The form for a channel, as the person sees it now. */
export async function newForm(
  { scope, person }: Pick<Interaction, 'scope' | 'person'>,
  of: AddOf,
  { typed, isKept = false }: { readonly typed: Typed; readonly isKept?: boolean },
): Promise<AddView> {
  const channel = await scope.channel(of.channel);
  const offer = channel === null ? 'conversation' : visibilityOffer(person, channel);
  const chosen = usualVisibility(offer, await scope.usualReach());
  return { of, typed, isKept, reach: { offer, isWide: of.wide === true, chosen } };
}

/** The channel that a new lesson can be for, as the person sees it now. */
export const channelFor = async (
  read: ReadScope,
  id: ChannelId | null,
): Promise<Result<Channel, ChannelRefusal>> => mayPostIn(id === null ? null : await read.channel(id));
