/** What the buttons of a retrospective have in common: it is loaded as it stands now, and what is refused is said to the person alone. */
import { promiseNow } from './promises.ts';
import type { ChannelId, RowId } from '#core/ids.ts';
import { type BeginRefusal, mayBeginIn } from '#core/kit/begin.ts';
import { messageOf } from '#core/kit/message.ts';
import { type Interaction, type Reading, type Reply, say } from '#core/listener.ts';
import type { Channel } from '#core/people.ts';
import type { RetroKey } from '#locales/retro.ts';
import { type Loaded, loadRetro } from './load.ts';
import { settle } from './operations.ts';
import type { Refusal } from './retro.ts';
import { type Attempt, whyNot } from './rules.ts';
import { wordsFor } from './words.ts';

/** A sentence for the person alone. */
export function tell(interaction: Reading, key: RetroKey): Reply {
  return say(messageOf(wordsFor(interaction).mrkdwn(key)));
}

/** To somebody who finds no card to read, or not yet. */
export function tellUnread(interaction: Reading, loaded: Loaded): Reply {
  const t = wordsFor(interaction);
  return say(messageOf(promiseNow(t, 'unread', loaded)));
}

export const refused = (interaction: Reading, code: Refusal): Reply => tell(interaction, `refused.${code}`);

export async function withRetro(
  interaction: Interaction,
  id: RowId,
  run: (loaded: Loaded) => Promise<Reply> | Reply,
): Promise<Reply> {
  const loaded = await loadRetro(interaction.scope, id);
  return loaded === null ? tell(interaction, 'refused.gone') : run(await settle(interaction, loaded));
}

/** The same, for what is refused before it is known in full. */
export async function withRetroFor(
  interaction: Interaction,
  id: RowId,
  kind: Attempt['kind'],
  run: (loaded: Loaded) => Promise<Reply> | Reply,
): Promise<Reply> {
  return withRetro(interaction, id, (loaded) => {
    const attempt = { kind, by: interaction.person.userId, phase: loaded.retro.phase };
    const why = whyNot(loaded.retro, attempt, interaction.now);
    return why === null ? run(loaded) : refused(interaction, why);
  });
}

/** Why not there, and what to do. */
export function tellNotHere(interaction: Reading, code: BeginRefusal): Reply {
  return say(messageOf(wordsFor(interaction).mrkdwn(`begin.${code}`, { command: '/retro' })));
}

/** For what only those may do who may start a retrospective in a channel. @param channel `null`: one where they or Lore are not */
export async function ifMayStart(
  interaction: Reading,
  channel: Channel | null,
  run: (channel: Channel) => Promise<Reply> | Reply,
): Promise<Reply> {
  const may = mayBeginIn(interaction.person, channel);
  return may.ok ? run(may.value) : tellNotHere(interaction, may.code);
}

/** For what is read in a channel: whoever is in it. */
export async function inChannel(
  interaction: Reading,
  id: ChannelId | null,
  run: (channel: Channel) => Promise<Reply>,
): Promise<Reply> {
  const channel = id === null ? null : await interaction.scope.channel(id);
  return channel === null ? tellNotHere(interaction, 'noChannel') : run(channel);
}
