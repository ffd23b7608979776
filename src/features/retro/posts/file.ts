/** A retrospective as a Markdown file, to whoever asked for it, with what they may read when it is sent. */
import { messageOf } from '../../../core/kit/message.ts';
import type { RowId, UserId } from '../../../core/ids.ts';
import { definePost, type PostDefinition, type PostRef } from '../../../core/post.ts';
import { localTime } from '../../../core/time/zone.ts';
import { markdown } from '../blocks/markdown.ts';
import { pageEntries } from '../blocks/page.ts';
import { titled } from '../blocks/titles.ts';
import { wordsOf } from '../blocks/words.ts';
import { filePostName } from '../ids/history.ts';
import { loadRetro } from '../repository.ts';
import { pageOf } from '../service/history.ts';
import type { Others } from '../service/lessons.ts';

export const fileWith = (others: Others): PostDefinition =>
  definePost(filePostName, {
    title: titled('title.file'),
    hasFile: true,
    build: async (view, { retro }, drawing) => {
      const loaded = await loadRetro(view, retro);
      if (loaded === null) return null;
      const words = wordsOf(drawing);
      const { about, channel_id: channelId, ended_at: endedAt } = loaded.row;
      const channel = await view.channel(channelId);
      const content = markdown(about, pageEntries(words, await pageOf(view, loaded, drawing.now, others)), {
        teamId: view.teamId,
        channels: new Map(channel === null ? [] : [[channelId, channel.name]]),
      });
      const { date } = localTime(endedAt ?? drawing.now, drawing.tz);
      return {
        ...messageOf(words.say.mrkdwn('file.text', { about })),
        file: { name: `retrospective-${date}.md`, title: about, content },
      };
    },
  });

/** @param at tells one request from another */
export function filePost(retro: RowId, to: UserId, at: number): PostRef {
  return filePostName.ref({ retro, at }, { kind: 'person', user: to, urgency: 'answer' });
}
