/** Calendar addresses, and the file. Each is the person's own: a button proves nothing about whose it is. */
import type { SystemFeature } from '#core/feature.ts';
import type { ChannelId } from '#core/ids.ts';
import type { Action } from '#core/kit/action.ts';
import { messageOf } from '#core/kit/message.ts';
import { open, type Reply, say, type SystemInteraction, update } from '#core/listener.ts';
import { feedPath } from '#core/feed-path.ts';
import { onSystemAction } from '../listeners.ts';
import type { SystemPort } from '../port.ts';
import { calendarCopy } from './copy.ts';
import { calendarFileFor, calendarFilePost } from './file.ts';
import * as ids from './ids.ts';
import { renderCalendar, type Shown } from './screens.ts';

type Port = Pick<SystemPort, 'features' | 'store' | 'directory' | 'address' | 'newSecret'>;

type Whose = Readonly<Record<'channel' | 'at', ChannelId | null>>;

/** `/lore calendar`, and App Home's button. @param channel where it was typed, if Lore is there */
export async function showCalendar(
  port: Port,
  who: SystemInteraction,
  channel: ChannelId | null,
): Promise<Reply> {
  return open(renderCalendar(who, await shownTo(port, who, channel)));
}

export function calendar(port: Port): SystemFeature {
  const { store, address } = port;
  const feedOf = ({ teamId: team, person }: SystemInteraction, channel: ChannelId | null) => ({
    ...{ team, user: person.userId, channel },
  });
  const sentence = (who: SystemInteraction, key: 'gone' | 'noAddress' | 'file.coming') =>
    say(messageOf(calendarCopy.for(who).mrkdwn(key)));

  /** Only in a channel of theirs. */
  const onOne = (action: Action<Whose>, run: (who: SystemInteraction, whose: Whose) => Promise<Reply>) =>
    onSystemAction(action, async (who, value) =>
      value.channel === null || (await isIn(port, who, value.channel))
        ? run(who, value)
        : sentence(who, 'gone'),
    );
  return {
    name: 'calendar',
    posts: [calendarFilePost(port)],
    actions: [
      onSystemAction(ids.showCalendar, (who) => showCalendar(port, who, null)),
      onOne(ids.newAddress, async (who, { channel, at }) => {
        if (address === null) return sentence(who, 'noAddress');
        const secret = port.newSecret();
        await store.calendarFeeds.renew(feedOf(who, channel), secret);
        const made = { channel, address: `${address}${feedPath(secret)}` };
        return update(renderCalendar(who, { ...(await shownTo(port, who, at)), made }));
      }),
      // Also of a channel that they left.
      onSystemAction(ids.stopAddress, async (who, { channel, at }) => {
        await store.calendarFeeds.stop(feedOf(who, channel));
        return update(renderCalendar(who, await shownTo(port, who, at)));
      }),
      onOne(ids.sendDates, async (who, { channel }) => {
        const { userId } = who.person;
        await store.transact(who.teamId, { kind: 'person', userId }, (scope) =>
          scope.publish(calendarFileFor(userId, channel, who.now)),
        );
        return sentence(who, 'file.coming');
      }),
    ],
  };
}

async function isIn({ store }: Port, who: SystemInteraction, channel: ChannelId): Promise<boolean> {
  const viewer = { kind: 'person', userId: who.person.userId } as const;
  const known = await store.read(who.teamId, viewer, (read) => read.channel(channel));
  return known?.hasLore === true;
}

async function shownTo(port: Port, who: SystemInteraction, at: ChannelId | null): Promise<Shown> {
  const feeds = await port.store.calendarFeeds.of(who.teamId, who.person.userId);
  const madeAt = new Map(feeds.map((feed) => [feed.channel, feed.madeAt]));
  const others = [...new Set([at, ...madeAt.keys()])].filter((one) => one !== null);
  const theirs: ChannelId[] = [];
  for (const one of others) if (await isIn(port, who, one)) theirs.push(one);
  return {
    at,
    isReachable: port.address !== null,
    calendars: [null, ...theirs].map((one) => ({ channel: one, madeAt: madeAt.get(one) ?? null })),
  };
}
