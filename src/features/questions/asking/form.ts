/** Opens the form of a question: what fits it, where it can be asked, and who would read what it quotes. */
import type { ChannelId } from '#core/ids.ts';
import { mayPostIn } from '#core/kit/begin.ts';
import { limits } from '#core/kit/limits.ts';
import { open, type Reading, type Reply, say } from '#core/listener.ts';
import { conversationsIn } from '#core/message-link.ts';
import type { Channel } from '#core/people.ts';
import type { Names, ReadScope } from '#core/scope.ts';
import type { RenderedModal } from '#core/kit/modal.ts';
import type { Mrkdwn } from '#core/text.ts';
import { copy } from '../copy.ts';
import type { FormOf } from '../ids.ts';
import { type Place, placesFor, quotedIn, whyNotWords, withoutLinks } from '../rules.ts';
import { fittingFor, type Fitting, type Others } from './fitting.ts';
import { handedBack, refusedWords, renderAsk, renderBegin } from './screens.ts';

/** What a question quotes: whether it leads where not all may read, and which of these conversations all readers of the channel may know. */
export interface Quoted {
  readonly isPrivate: boolean;
  readonly open: ReadonlySet<ChannelId>;
}

/** @param link the message that it is about, or empty @param here where it is asked */
export async function quoted(read: ReadScope, words: string, link: string, here: Channel): Promise<Quoted> {
  const open = new Set<ChannelId>([here.channelId]);
  const leads = [...quotedIn(words), ...conversationsIn(link)];
  let isPrivate = leads.includes(here.channelId) && here.kind !== 'public';
  for (const one of leads) {
    const channel = one === 'unknown' ? null : await read.channel(one);
    if (channel?.kind === 'public') open.add(channel.channelId);
    else if (channel?.channelId !== here.channelId) isPrivate = true;
  }
  return { isPrivate, open };
}

/** The words without the addresses that not all readers may follow: beyond the channel nobody knows a private one. @param instead what stands there */
export function keptWords(
  words: string,
  quotes: Quoted,
  here: Channel,
  place: Place,
  instead: string,
): string {
  const mayRead = new Set(quotes.open);
  if (place !== 'channel' && here.kind !== 'public') mayRead.delete(here.channelId);
  return withoutLinks(words, mayRead, instead);
}

/** What the form shows again when it is drawn anew. */
export interface Chosen {
  readonly place: Place;
  readonly names: Names;
}

export const atFirst: Chosen = { place: 'channel', names: 'shown' };

/** The form, and what fits. @param channel where it is asked, which Lore can post in */
export async function askForm(
  others: Others,
  interaction: Reading,
  of: FormOf,
  channel: Channel,
  words: string,
  chosen: Chosen = atFirst,
): Promise<{ readonly modal: RenderedModal; readonly fitting: readonly Fitting[]; readonly quotes: Quoted }> {
  const { scope, person } = interaction;
  const { channelId } = channel;
  const fitting = await fittingFor(others, interaction, words, channelId);
  const quotes = await quoted(scope, words, of.link ?? '', channel);
  const modal = renderAsk(copy.for(interaction), {
    of: { ...of, channel: channelId, shown: fitting.map(({ id }) => id), told: quotes.isPrivate },
    words,
    fitting,
    places: placesFor(person, channel, of.wide === true),
    place: chosen.place,
    names: chosen.names,
    quotes: quotes.isPrivate ? { readers: (await scope.members(channelId)).length } : null,
  });
  return { modal, fitting, quotes };
}

/** Begins with what was typed, or picked: what is missing or wrong is asked for first. */
export async function openWith(
  others: Others,
  interaction: Reading,
  words: string,
  link: string | null,
): Promise<Reply> {
  const t = copy.for(interaction);
  const may = mayPostIn(interaction.channel);
  if (words.length > limits.input) return say(handedBack(t, refusedWords(t, 'long', words), words));
  const of: FormOf = {
    ...(link === null ? {} : { link }),
    ...(may.ok ? { channel: may.value.channelId } : {}),
  };
  const begin = (notice?: Mrkdwn) => open(renderBegin(t, of, words, notice));
  if (words === '') return begin(may.ok || may.code === 'direct' ? undefined : t.mrkdwn(`where.${may.code}`));
  const why = whyNotWords(words);
  if (why !== null) return begin(refusedWords(t, why, words));
  if (!may.ok) return begin(t.mrkdwn(`where.${may.code}`));
  return open((await askForm(others, interaction, of, may.value, words)).modal);
}
