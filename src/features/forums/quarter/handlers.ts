/** "We made something", and how a forum goes on. */
import type { FeaturePart } from '#core/feature.ts';
import { gone } from '#core/kit/message.ts';
import {
  clear,
  errors,
  type Interaction,
  onAction,
  onReading,
  onSubmit,
  open,
  type Reply,
} from '#core/listener.ts';
import type { RowId } from '#core/ids.ts';
import { definePost } from '#core/post.ts';
import { oneLine } from '#core/text.ts';
import { readLink } from '#core/web-address.ts';
import { copy } from '../copy.ts';
import * as ids from '../ids.ts';
import { asCore, forumHere } from '../meetings/handlers.ts';
import { authorOf, loadForum, peopleIn } from '../rows.ts';
import { tell } from '../setup/handlers.ts';
import * as operations from './operations.ts';
import { artefacts, loadArtefact } from './rows.ts';
import * as screens from './screens.ts';

/** In characters. */
const longestLink = 2_000;

async function choose(it: Interaction, id: RowId, how: 'on' | 'paused' | 'ended'): Promise<Reply> {
  const core = await asCore(it, id);
  if ('why' in core) return tell(it, core.why);
  if (core.forum.state === how && core.forum.asked_at === null) return tell(it, `told.chosen.${how}`);
  const isDone = await operations.choose(it, core.forum, how, it.person.userId);
  return tell(it, isDone ? `told.chosen.${how}` : 'told.locked');
}

export const quarters: FeaturePart = {
  actions: [
    onReading(ids.made, async (it, { forum }): Promise<Reply> => {
      const here = await forumHere(it, forum);
      if (here === null) return tell(it, 'told.forumGone');
      if (here.channel.isArchived) return tell(it, 'told.archived');
      return open(screens.renderMade(copy.for(it), here.forum));
    }),
    onAction(ids.keepOn, (it, { forum }) => choose(it, forum, 'on')),
    onAction(ids.pauseForum, (it, { forum }) => choose(it, forum, 'paused')),
    onAction(ids.endForum, (it, { forum }) => choose(it, forum, 'ended')),
  ],
  views: [
    onSubmit(ids.madeModal, async (it, { forum }, fields): Promise<Reply> => {
      const t = copy.for(it);
      const here = await forumHere(it, forum);
      if (here === null) return errors({ what: t.plain('told.forumGone') });
      if (here.channel.isArchived) return errors({ what: t.plain('told.archived') });
      const what = oneLine(fields.what);
      const link = readLink(fields.link, longestLink);
      if (what === '' || link === null)
        return errors({
          ...(what === '' ? { what: t.plain('made.empty') } : {}),
          ...(link === null ? { link: t.plain('made.noLink') } : {}),
        });
      await operations.say(it, here.forum, it.person.userId, { what, link });
      return clear;
    }),
  ],
  posts: [
    definePost(ids.posts.made, {
      title: copy.titled('title.made'),
      build: async (read, { artefact }, renderContext) => {
        const row = await loadArtefact(read, artefact);
        const forum = row === null ? null : await loadForum(read, row.forum_id);
        if (row === null || forum === null) return null;
        return screens.madeMessage(copy.for(renderContext), forum, row, await authorOf(read, artefacts, row));
      },
      over: gone,
    }),
    definePost(ids.posts.quarter, {
      title: copy.titled('title.quarter'),
      asks: true,
      build: async (read, { forum: id }, renderContext) => {
        const forum = await loadForum(read, id);
        if (forum === null || forum.asked_at === null) return null;
        return screens.quarterMessage(copy.for(renderContext), forum, (await peopleIn(read, forum)).core);
      },
      over: async (read, { forum: id }, renderContext) => {
        const forum = await loadForum(read, id);
        return forum === null
          ? gone(read, { forum: id }, renderContext)
          : screens.chosenLine(copy.for(renderContext), forum);
      },
    }),
  ],
};
