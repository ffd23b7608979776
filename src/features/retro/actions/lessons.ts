/** Whoever takes part says whether a lesson that was shown when it began is of use. */
import { messageOf } from '../../../core/kit/message.ts';
import type { RowId } from '../../../core/ids.ts';
import { onAction, say as sayTo, type ActionListener, type Interaction } from '../../../core/listener.ts';
import { join } from '../../../core/text.ts';
import { isOpen } from '../domain/flow.ts';
import { lessonAnswers, type LessonAnswer } from '../domain/lessons.ts';
import { usedAs } from '../ids/lessons.ts';
import { offersOf, sayUsed } from '../service/lessons.ts';
import { keptNow } from '../domain/secrecy.ts';
import { promise } from '../blocks/promises.ts';
import { refused, tell, withRetro, wordsIn } from './with-retro.ts';

interface OfLesson {
  readonly retro: RowId;
  readonly lesson: RowId;
}

const say =
  (use: LessonAnswer) =>
  (interaction: Interaction, { retro: id, lesson }: OfLesson) =>
    withRetro(interaction, id, async (loaded) => {
      const { row, retro } = loaded;
      const { scope, person } = interaction;
      if (!isOpen(retro.phase)) return refused(interaction, 'closed');
      if (!retro.participants.includes(person.userId)) return refused(interaction, 'notParticipant');
      if (!(await offersOf(scope, id)).includes(lesson)) return tell(interaction, 'refused.lessonGone');
      await sayUsed(scope, row, lesson, use);
      const words = wordsIn(interaction);
      const noted = words.say.mrkdwn(`prepare.noted.${use}`);
      return sayTo(messageOf(join([noted, promise(words, 'ownLessonUse', keptNow(loaded, words.now))], ' ')));
    });

export const lessonActions: readonly ActionListener[] = lessonAnswers.map((use) =>
  onAction(usedAs[use], say(use)),
);
