/** What is posted while topics are talked about: each topic, the question at its end, and who decided how it goes on. */

import { definePost } from '../../../core/post.ts';
import { askMessage, saidMessage, topicMessage } from '../blocks/discuss.ts';
import { titled } from '../blocks/titles.ts';
import { wordsOf } from '../blocks/words.ts';
import { discussPosts } from '../ids/discuss.ts';
import { loadRetro } from '../repository.ts';
import { rankedTopics } from '../repository/standings.ts';
import { discussionsOf } from '../repository/topics.ts';

/** One topic, with a thread of its own. */
export const topic = definePost(discussPosts.topic, {
  title: titled('title.topic'),
  build: async (view, { retro, discussion }, drawing) => {
    const loaded = await loadRetro(view, retro);
    const all = await discussionsOf(view, retro);
    const one = all.find(({ id }) => id === discussion);
    if (loaded === null || one === undefined) return null;
    const topics = await rankedTopics(view, retro);
    const votes = topics.find(({ id }) => id === one.topic_id)?.votes ?? null;
    return topicMessage(wordsOf(drawing), loaded, one, all, votes);
  },
});

/** Whether to go on with it. */
export const ask = definePost(discussPosts.ask, {
  title: titled('title.talkAsk'),
  build: async (view, { retro, discussion, asked }, drawing) => {
    const loaded = await loadRetro(view, retro);
    const all = await discussionsOf(view, retro);
    const one = all.find(({ id }) => id === discussion);
    return loaded === null || one === undefined
      ? null
      : askMessage(wordsOf(drawing), loaded, one, all, { asked, now: drawing.now });
  },
});

/** Who decided how it goes on with it. `until`: 0 when it is over. */
export const said = definePost(discussPosts.said, {
  title: titled('title.topic'),
  build: async (view, { retro, by, until }, drawing) =>
    (await loadRetro(view, retro)) === null ? null : saidMessage(wordsOf(drawing), by, until),
});

export const discussPostDefinitions = [topic, ask, said];
