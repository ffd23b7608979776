/** What is posted: in the channel, to the chosen person, to who is asked to swap, and to the owner. */
import { gone } from '#core/kit/message.ts';
import { definePost, type PostDefinition } from '#core/post.ts';
import type { AgendaItems } from '#core/week.ts';
import { agendaMessage } from './agenda.ts';
import { rotationCopy } from './copy.ts';
import { asked, postNames } from './ids.ts';
import { asItStands } from './rows.ts';
import { scheduleNames } from './rules.ts';
import * as screens from './screens.ts';

const slotShown = definePost(postNames.slot, {
  title: rotationCopy.titled('title.slot'),
  build: async (read, params, renderContext) => {
    const row = await asItStands(read, params.slot);
    if (row === null || row.state === 'fell_out') return null;
    const schedule = await read.schedules.of(row.channel_id, scheduleNames.presenter);
    return screens.slotMessage(rotationCopy.for(renderContext), row, schedule?.named ?? []);
  },
  over: async (read, params, renderContext) => {
    const row = await asItStands(read, params.slot);
    if (row === null) return gone(read, params, renderContext);
    return screens.fellOutLine(rotationCopy.for(renderContext), row);
  },
});

/** A question to one person about a slot while it is theirs to answer; afterwards its outcome. */
const asking = (
  post: typeof postNames.ask,
  title: 'title.ask' | 'title.swap' | 'title.owner',
  question: typeof screens.askMessage,
  settled: typeof screens.swappedLine,
  sent?: typeof asked,
): PostDefinition =>
  definePost(post, {
    title: rotationCopy.titled(title),
    ...(sent === undefined ? {} : { sent }),
    build: async (read, { slot }, renderContext) => {
      const row = await asItStands(read, slot);
      if (row === null || read.viewer.kind !== 'person') return null;
      return question(rotationCopy.for(renderContext), row, read.viewer.userId);
    },
    over: async (read, { slot }, renderContext) => {
      const row = await asItStands(read, slot);
      const t = rotationCopy.for(renderContext);
      if (row === null || read.viewer.kind !== 'person') return t.mrkdwn('ask.gone');
      return settled(t, row, read.viewer.userId);
    },
  });

/** @param items what the practices of the workspace contribute */
const agenda = (items: AgendaItems): PostDefinition =>
  definePost(postNames.agenda, {
    title: rotationCopy.titled('title.agenda'),
    build: async (read, params, renderContext) => {
      if (read.viewer.kind !== 'channel') return null;
      const { channelId: channel } = read.viewer;
      const said = await items(read, { channel, from: params.from, to: params.to }, renderContext);
      const schedule = await read.schedules.of(channel, scheduleNames.agenda);
      return agendaMessage(
        rotationCopy.for(renderContext),
        {
          slot: await asItStands(read, params.slot),
          next: params.next === undefined ? null : await asItStands(read, params.next),
        },
        said,
        schedule?.named ?? [],
      );
    },
    over: gone,
  });

export const postsWith = (items: AgendaItems): readonly PostDefinition[] => [
  slotShown,
  asking(postNames.ask, 'title.ask', screens.askMessage, screens.askedLine, asked),
  asking(postNames.remind, 'title.ask', screens.remindMessage, screens.askedLine),
  asking(postNames.owner, 'title.owner', screens.ownerMessage, screens.ownerLine),
  asking(postNames.swap, 'title.swap', screens.swapMessage, screens.swappedLine),
  agenda(items),
];
