/** Steering a retrospective. Each press is decided from what is stored when it arrives: a modal outlives a phase, and a facilitator. */
import type { FeaturePart } from '#core/feature.ts';
import type { RowId } from '#core/ids.ts';
import {
  clear,
  errors,
  type Interaction,
  onAction,
  onSubmit,
  open,
  type Reply,
  update,
} from '#core/listener.ts';
import { isLocalDate } from '#core/time/date.ts';
import { instantOf } from '#core/time/zone.ts';
import { stretch } from '../discuss/talk.ts';
import { ifMayStart, refused, tell, withRetro, withRetroFor, wordsIn } from '../session/answers.ts';
import { decidedPost } from '../session/ids.ts';
import { loadRetro } from '../session/load.ts';
import { applyEvent } from '../session/operations.ts';
import { isOpen } from '../session/phases.ts';
import type { TimedPhase } from '../start/formats.ts';
import { startViewLike } from '../start/operations.ts';
import { renderStart } from '../start/screens.ts';
import {
  renderControl,
  handOver,
  renderHandOver,
  handOverModal,
  holdAgain as holdAgainId,
  moreTime,
  renderMoreTime,
  moreTimeModal,
  reopen,
} from './screens.ts';

/** From the menu of the message. */
export const openControl = (interaction: Interaction, id: RowId): Promise<Reply> =>
  withRetroFor(interaction, id, 'extend', (loaded) => {
    const { phase } = loaded.retro;
    return isOpen(phase)
      ? open(renderControl(wordsIn(interaction), loaded, phase))
      : refused(interaction, phase);
  });

interface OfPhase {
  readonly retro: RowId;
  readonly phase: TimedPhase;
}

const more = (interaction: Interaction, { retro: id, phase }: OfPhase) =>
  withRetroFor(interaction, id, 'extend', (loaded) =>
    loaded.retro.phase === phase
      ? update(renderMoreTime(wordsIn(interaction), loaded, phase))
      : refused(interaction, 'alreadyEnded'),
  );

const again = (interaction: Interaction, { retro: id, phase }: OfPhase) =>
  withRetro(interaction, id, async (loaded) => {
    const by = interaction.person.userId;
    const happened = await applyEvent(interaction, loaded, { kind: 'reopen', by, phase });
    return happened.ok ? tell(interaction, 'control.reopened') : refused(interaction, happened.code);
  });

const hand = (interaction: Interaction, { retro: id }: { retro: RowId }) =>
  withRetroFor(interaction, id, 'handOver', (loaded) => update(renderHandOver(wordsIn(interaction), loaded)));

/** The form that starts one, with the choices of one that is over. Who may start is asked again when it is submitted. */
async function holdAgain(interaction: Interaction, { retro: id }: { retro: RowId }): Promise<Reply> {
  const loaded = await loadRetro(interaction.scope, id);
  if (loaded === null) return tell(interaction, 'refused.gone');
  return ifMayStart(interaction, await interaction.scope.channel(loaded.row.channel_id), async (channel) =>
    open(renderStart(wordsIn(interaction), await startViewLike(interaction, channel, loaded), true)),
  );
}

const extend = onSubmit(moreTimeModal, async (interaction, { retro: id, phase }, fields): Promise<Reply> => {
  const { t, tz } = wordsIn(interaction);
  const loaded = await loadRetro(interaction.scope, id);
  if (loaded === null) return errors({ date: t.plain('refused.gone') });
  const { date, time } = fields;
  if (date === null || !isLocalDate(date) || time === null)
    return errors({ date: t.plain('refused.untilWrong') });
  const until = instantOf(date, time, tz);
  const by = interaction.person.userId;
  const happened = await applyEvent(interaction, loaded, { kind: 'extend', by, phase, until });
  if (!happened.ok) return errors({ date: t.plain(`refused.${happened.code}`) });
  if (loaded.retro.endsAt !== null)
    await stretch(interaction, { ...loaded, retro: happened.value }, until - loaded.retro.endsAt);
  await interaction.scope.publish(decidedPost(loaded.row, { by, until }));
  return clear;
});

const handedOver = onSubmit(handOverModal, async (interaction, { retro: id }, { to }): Promise<Reply> => {
  const { t } = wordsIn(interaction);
  const loaded = await loadRetro(interaction.scope, id);
  if (loaded === null) return errors({ to: t.plain('refused.gone') });
  if (to === null) return errors({ to: t.plain('refused.handedOutside') });
  const by = interaction.person.userId;
  const happened = await applyEvent(interaction, loaded, { kind: 'handOver', by, to });
  return happened.ok ? clear : errors({ to: t.plain(`refused.${happened.code}`) });
});

export const control: FeaturePart = {
  actions: [
    onAction(moreTime, more),
    onAction(reopen, again),
    onAction(handOver, hand),
    onAction(holdAgainId, holdAgain),
  ],
  views: [extend, handedOver],
};
