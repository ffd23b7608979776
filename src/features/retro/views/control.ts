/** The forms of steering: until when a phase is open, and who facilitates. */
import { clear, errors, onSubmit, type Reply, type ViewListener } from '../../../core/listener.ts';
import { isLocalDate } from '../../../core/time/date.ts';
import { instantOf } from '../../../core/time/zone.ts';
import { wordsIn } from '../actions/with-retro.ts';
import { handOverModal, moreTimeModal } from '../ids/control.ts';
import { decidedPost } from '../posts.ts';
import { loadRetro } from '../repository.ts';
import { happen } from '../service/happen.ts';
import { stretch } from '../service/talk.ts';

const moreTime = onSubmit(
  moreTimeModal,
  async (interaction, { retro: id, phase }, fields): Promise<Reply> => {
    const { say, tz } = wordsIn(interaction);
    const loaded = await loadRetro(interaction.scope, id);
    if (loaded === null) return errors({ date: say.plain('refused.gone') });
    const { date, time } = fields;
    if (date === null || !isLocalDate(date) || time === null)
      return errors({ date: say.plain('refused.untilWrong') });
    const until = instantOf(date, time, tz);
    const by = interaction.person.userId;
    const happened = await happen(interaction, loaded, { kind: 'extend', by, phase, until });
    if (!happened.ok) return errors({ date: say.plain(`refused.${happened.code}`) });
    if (loaded.retro.endsAt !== null)
      await stretch(interaction, { ...loaded, retro: happened.value }, until - loaded.retro.endsAt);
    await interaction.scope.publish(decidedPost(loaded.row, { by, until }));
    return clear;
  },
);

const handOver = onSubmit(handOverModal, async (interaction, { retro: id }, { to }): Promise<Reply> => {
  const { say } = wordsIn(interaction);
  const loaded = await loadRetro(interaction.scope, id);
  if (loaded === null) return errors({ to: say.plain('refused.gone') });
  if (to === null) return errors({ to: say.plain('refused.handedOutside') });
  const by = interaction.person.userId;
  const happened = await happen(interaction, loaded, { kind: 'handOver', by, to });
  return happened.ok ? clear : errors({ to: say.plain(`refused.${happened.code}`) });
});

export const controlViews: readonly ViewListener[] = [moreTime, handOver];
