/** What stands first in the thread of a retrospective: what earlier ones of its channel agreed on, and lessons of other teams that fit. */
import type { RowId } from '../../../core/ids.ts';
import type { LessonDrawing } from '../../../core/lessons.ts';
import { definePost, type Drawing, type PostDefinition } from '../../../core/post.ts';
import type { ReadScope } from '../../../core/scope.ts';
import { prepareMessage, type Offered } from '../blocks/prepare.ts';
import { titled } from '../blocks/titles.ts';
import { messageOf, wordsOf } from '../blocks/words.ts';
import { isOpen } from '../domain/flow.ts';
import { postNames } from '../ids.ts';
import { actionOf, loadRetro } from '../repository.ts';
import { earlierActions } from '../repository/actions.ts';
import { offersOf, shelvesOf, type Others } from '../service/lessons.ts';

export const prepareWith = (others: Others): PostDefinition =>
  definePost<{ readonly retro: RowId }>(postNames.prepare, {
    title: titled('title.prepare'),
    build: async (view, { retro }, drawing) => {
      const loaded = await loadRetro(view, retro);
      if (loaded === null) return null;
      const earlier = await earlierActions(view, loaded.row);
      const chosen = await offersOf(view, retro);
      const offered: Offered[] = [];
      for (const lesson of chosen) {
        const drawn = await draw(others, view, lesson, drawing);
        // Taken out since, or not for these eyes any more.
        if (drawn !== null) offered.push({ retro, lesson, drawn });
      }
      const words = wordsOf(drawing);
      if (earlier.length + offered.length === 0)
        // Drawn anew without them, since a message with nothing to say would stay as it is.
        return chosen.length === 0 ? null : messageOf(words.say.mrkdwn('prepare.lessonsGone'));
      return prepareMessage(words, earlier.map(actionOf), drawing.now, {
        offered,
        isOpen: isOpen(loaded.retro.phase),
      });
    },
  });

async function draw(
  others: Others,
  view: ReadScope,
  lesson: RowId,
  drawing: Drawing,
): Promise<LessonDrawing | null> {
  for (const shelf of shelvesOf(others)) {
    const drawn = await shelf.draw(view, lesson, drawing);
    if (drawn !== null) return drawn;
  }
  return null;
}
