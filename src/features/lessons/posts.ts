/** What is posted, drawn from what is true when it is sent, with the eyes of whoever will read it. */
import { lessonsCopy } from './copy.ts';
import { messageOf } from '../../core/kit/message.ts';
import { definePost, type PostDefinition, type Title } from '../../core/post.ts';
import { askMessage } from './blocks/ask.ts';
import { proposalMessage } from './blocks/proposal.ts';
import type { LessonsKey } from '../../../locales/lessons.ts';
import { postNames } from './ids.ts';
import { lessonsOf, loadLesson, ownIn, withAuthors } from './repository.ts';
import { loadGathering, type Sources } from './service/sources.ts';

export const titled =
  (key: Extract<LessonsKey, `title.${string}`>): Title =>
  async (_view, _params, drawing) =>
    lessonsCopy.for(drawing).plain(key);

export function postsWith(sources: Sources): readonly PostDefinition[] {
  const proposal = definePost(postNames.proposal, {
    title: titled('title.proposal'),
    build: async (view, { of }, drawing) => {
      const found = await loadGathering(sources, view, of, drawing.now);
      const written = await withAuthors(view, await lessonsOf(view, of), drawing.now);
      return proposalMessage(lessonsCopy.for(drawing), found?.gathering ?? null, written);
    },
  });
  const ask = definePost(postNames.ask, {
    title: titled('title.ask'),
    build: async (view, { lesson: id }, drawing) => {
      const words = lessonsCopy.for(drawing);
      const lesson = await loadLesson(view, id, drawing.now);
      if (lesson === null) return messageOf(words.mrkdwn('ask.gone'));
      const own = (await ownIn(view, [lesson.row])).get(id);
      return own === undefined ? null : askMessage(words, lesson, own);
    },
  });
  return [proposal, ask];
}
