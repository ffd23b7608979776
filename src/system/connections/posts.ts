/** What the admin who connected a tool is told: that it works, and once that it refuses Lore. */
import type { KnownConnection } from '#core/connections.ts';
import type { AnyId } from '#core/ids.ts';
import { button } from '#core/kit/action.ts';
import { actions, section } from '#core/kit/blocks.ts';
import { definePost, type Message } from '#core/post.ts';
import type { ReadScope } from '#core/scope.ts';
import { connectionChecked, connectionRefused } from '../../jobs/connections/tools.ts';
import { connectionsCopy } from './copy.ts';
import { showConnections } from './ids.ts';

const known = async (read: ReadScope, of: AnyId): Promise<KnownConnection | null> =>
  (await read.connections.list()).find(({ id }) => id === (of as string)) ?? null;

export const connectionPosts = [
  definePost(connectionChecked, {
    title: connectionsCopy.titled('checked.title'),
    build: async (read, { of }, context): Promise<Message | null> => {
      const one = await known(read, of);
      if (one === null || one.isRefused || one.reads === null) return null;
      const t = connectionsCopy.for(context);
      const { count, places } = one.reads;
      const text =
        count === 0
          ? t.mrkdwn('checked.none', { called: one.called })
          : t.mrkdwn(count > places.length ? 'checked.more' : 'checked.some', {
              ...{ called: one.called, count, places: places.join(', ') },
            });
      return { text, blocks: [section(text), actions([button(showConnections, t.plain('open'), null)])] };
    },
    over: connectionsCopy.says('over'),
  }),
  definePost(connectionRefused, {
    title: connectionsCopy.titled('refused.title'),
    build: async (read, { of }, context): Promise<Message | null> => {
      const one = await known(read, of);
      if (one === null || !one.isRefused) return null;
      const t = connectionsCopy.for(context);
      const text = t.mrkdwn('refused', { called: one.called });
      return { text, blocks: [section(text), actions([button(showConnections, t.plain('open'), null)])] };
    },
    over: connectionsCopy.says('over'),
  }),
];
