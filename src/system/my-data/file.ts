/** A person's own data as a file, sent to them alone. An erasure takes it out of Slack, like every message to them. */
import { minute, type Instant } from '#core/clock.ts';
import type { UserId } from '#core/ids.ts';
import { messageOf } from '#core/kit/message.ts';
import { postId, type PostRef } from '#core/post-ref.ts';
import { definePost, stays } from '#core/post.ts';
import { localTime } from '#core/time/zone.ts';
import type { SystemPort } from '../port.ts';
import { dataCopy } from './copy.ts';
import { exportOwn } from './subject-data.ts';

const dataFile = postId<{ at: Instant }>('lore.data_file');

/** Pressing again within a minute asks for the same file. */
export const dataFileFor = (user: UserId, now: Instant): PostRef =>
  dataFile.ref({ at: now - (now % minute) }, { kind: 'person', user, urgency: 'answer' });

export const dataFilePost = ({ store, features }: Pick<SystemPort, 'store' | 'features'>) =>
  definePost(dataFile, {
    title: dataCopy.titled('title.file'),
    // The file belongs to them.
    over: stays,
    build: async (_read, _params, renderContext) =>
      messageOf(dataCopy.for(renderContext).mrkdwn('file.text')),
    attach: async (team, user, renderContext) => {
      const { date } = localTime(renderContext.now, renderContext.tz);
      const content = JSON.stringify(await exportOwn(store, features, team, user), null, 2);
      const title = dataCopy.for(renderContext).plain('modal');
      return { name: `lore-data-${date}.json`, title, content };
    },
  });
