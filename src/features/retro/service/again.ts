/** A retrospective like one that is over: the same choices, and of the people those who are still here. */
import type { Interaction } from '../../../core/listener.ts';
import type { Channel } from '../../../core/people.ts';
import type { StartView } from '../blocks/start.ts';
import { startViewOf } from '../commands.ts';
import { kindDefaults, lengthsFor, ownColumnsOf, type Length } from '../formats.ts';
import type { TimedPhase } from '../domain/flow.ts';
import type { Loaded } from '../repository.ts';

/** What the form holds at first. Whoever asks for it facilitates, unless they choose otherwise. */
export async function startViewLike(
  interaction: Interaction,
  channel: Channel,
  { row, retro }: Loaded,
): Promise<StartView> {
  const view = await startViewOf(interaction, channel, row.about);
  const defaults = kindDefaults[row.kind];
  const usual = lengthsFor(row.kind, row.pace);
  const lengthOf = (phase: TimedPhase): Length | 'usual' =>
    retro.lengths[phase] === usual[phase] ? 'usual' : retro.lengths[phase];
  return {
    ...view,
    chosen: {
      about: row.about,
      kind: row.kind,
      ended: null,
      format: row.format === defaults.format ? 'usual' : row.format,
      columns: ownColumnsOf(row).join('\n'),
      pace: row.pace === defaults.pace ? 'usual' : row.pace,
      collect: lengthOf('collect'),
      group: lengthOf('group'),
      vote: lengthOf('vote'),
      discuss: lengthOf('discuss'),
      actions: lengthOf('actions'),
      names: row.names,
      cardsFor: row.cards_for,
      who: 'people',
      channels: [],
      groups: [],
      // An empty list asks everybody in the channel.
      people: retro.participants,
      facilitator: interaction.person.userId,
    },
  };
}
