/** A person says whether they may be asked. */
import type { FeaturePart } from '#core/feature.ts';
import { messageOf } from '#core/kit/message.ts';
import { onReading, onSubmit, open, type Reading, type Reply, say } from '#core/listener.ts';
import { leaderGone } from '../assumptions/operations.ts';
import { rest } from '../peer-assist/operations.ts';
import { tellNotHere } from '../session/answers.ts';
import { wordsFor } from '../session/words.ts';
import { agreedModal, changeAgreed } from './ids.ts';
import { agree, ownAgreements } from './operations.ts';
import { agreedLine, renderAgreed } from './screens.ts';

/** Opens the form. Guests and people of other organisations are in no offer. */
export async function openAgreed(interaction: Reading): Promise<Reply> {
  if (interaction.person.memberType !== 'member') return tellNotHere(interaction, 'guest');
  return open(renderAgreed(wordsFor(interaction), await ownAgreements(interaction.scope)));
}

export const agreeing: FeaturePart = {
  actions: [onReading(changeAgreed, openAgreed)],
  views: [
    onSubmit(agreedModal, async (interaction, _metadata, { to }): Promise<Reply> => {
      const { scope, person } = interaction;
      if (person.memberType !== 'member') return tellNotHere(interaction, 'guest');
      await agree(interaction, to);
      // Who agrees once more has been asked as often as before.
      await rest(scope, person.userId, interaction.now);
      if (!to.includes('leader')) await leaderGone(interaction, person.userId);
      await scope.refreshHome(person.userId);
      return say(messageOf(agreedLine(wordsFor(interaction), to)));
    }),
  ],
};
