import type { FeaturePart } from '#core/feature.ts';
import type { RowId } from '#core/ids.ts';
import { onReadingPages, pageOf } from '#core/kit/pages.ts';
import { nothing, onReading, onSubmit, push, type Reading, type Reply, update } from '#core/listener.ts';
import { lessonsCopy } from '../copy.ts';
import { loadLesson } from '../read.ts';
import { told } from '../screens.ts';
import { historyModal, historyPages, showHistory } from './ids.ts';
import { historyOf } from './operations.ts';
import { inHistory, renderHistory } from './screens.ts';

async function show(
  interaction: Reading,
  { lesson: id, page }: { readonly lesson: RowId; readonly page: number },
  as: typeof push,
): Promise<Reply> {
  const { scope, now } = interaction;
  const lesson = await loadLesson(scope, id, now);
  if (lesson === null) return told(interaction, 'refused.gone');
  const steps = await historyOf(scope, lesson.row);
  return as(renderHistory(lessonsCopy.for(interaction), id, pageOf(steps, inHistory, page)));
}

export const history: FeaturePart = {
  actions: [
    onReading(showHistory, (interaction, of) => show(interaction, of, push)),
    ...onReadingPages(historyPages, (interaction, of) => show(interaction, of, update)),
  ],
  // It has nothing to submit.
  views: [onSubmit(historyModal, async () => nothing)],
};
