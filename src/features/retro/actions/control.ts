/** Steering a retrospective. Each press is decided from what is stored when it arrives: a modal outlives a phase, and a facilitator. */
import type { RowId } from '../../../core/ids.ts';
import {
  onAction,
  open,
  update,
  type ActionListener,
  type Interaction,
  type Reply,
} from '../../../core/listener.ts';
import { controlDrawing, handOverDrawing, moreTimeDrawing } from '../blocks/control.ts';
import { startDrawing } from '../blocks/start.ts';
import { isOpen, type TimedPhase } from '../domain/flow.ts';
import * as ids from '../ids/control.ts';
import { loadRetro } from '../repository.ts';
import { startViewLike } from '../service/again.ts';
import { happen } from '../service/happen.ts';
import { ifMayStart, refused, tell, withRetro, withRetroFor, wordsIn } from './with-retro.ts';

/** From the menu of the message. */
export const openControl = (interaction: Interaction, id: RowId): Promise<Reply> =>
  withRetroFor(interaction, id, 'extend', (loaded) => {
    const { phase } = loaded.retro;
    return isOpen(phase)
      ? open(controlDrawing(wordsIn(interaction), loaded, phase))
      : refused(interaction, phase);
  });

interface InPhase {
  readonly retro: RowId;
  readonly phase: TimedPhase;
}

const more = (interaction: Interaction, { retro: id, phase }: InPhase) =>
  withRetroFor(interaction, id, 'extend', (loaded) =>
    loaded.retro.phase === phase
      ? update(moreTimeDrawing(wordsIn(interaction), loaded, phase))
      : refused(interaction, 'alreadyEnded'),
  );

const again = (interaction: Interaction, { retro: id, phase }: InPhase) =>
  withRetro(interaction, id, async (loaded) => {
    const by = interaction.person.userId;
    const happened = await happen(interaction, loaded, { kind: 'reopen', by, phase });
    return happened.ok ? tell(interaction, 'control.reopened') : refused(interaction, happened.code);
  });

const hand = (interaction: Interaction, { retro: id }: { retro: RowId }) =>
  withRetroFor(interaction, id, 'handOver', (loaded) =>
    update(handOverDrawing(wordsIn(interaction), loaded)),
  );

/** The form that starts one, with the choices of one that is over. Who may start is asked again when it is submitted. */
async function holdAgain(interaction: Interaction, { retro: id }: { retro: RowId }): Promise<Reply> {
  const loaded = await loadRetro(interaction.scope, id);
  if (loaded === null) return tell(interaction, 'refused.gone');
  return ifMayStart(interaction, await interaction.scope.channel(loaded.row.channel_id), async (channel) =>
    open(startDrawing(wordsIn(interaction), await startViewLike(interaction, channel, loaded), true)),
  );
}

export const controlActions: readonly ActionListener[] = [
  onAction(ids.moreTime, more),
  onAction(ids.reopen, again),
  onAction(ids.handOver, hand),
  onAction(ids.holdAgain, holdAgain),
];
