/** The dates as a file, for a calendar that reads no address: sent to the person alone, as they are now. */
import { minute, type Instant } from '#core/clock.ts';
import { type AnyId, type ChannelId, channelId, rowId, type UserId } from '#core/ids.ts';
import { messageOf } from '#core/kit/message.ts';
import { postId, type PostRef } from '#core/post-ref.ts';
import { definePost, stays } from '#core/post.ts';
import type { SystemPort } from '../port.ts';
import { calendarCopy } from './copy.ts';
import { datesFor } from './dates.ts';

const calendarFile = postId<{ at: Instant; of: AnyId }>('lore.calendar_file');

const own = rowId('own');
const channelIn = (of: AnyId): ChannelId | null => (of === own ? null : channelId(of));

/** Pressing again within a minute asks for the same file. @param channel `null`: their own dates */
export const calendarFileFor = (user: UserId, channel: ChannelId | null, now: Instant): PostRef =>
  calendarFile.ref(
    { at: now - (now % minute), of: channel ?? own },
    { kind: 'person', user, urgency: 'answer' },
  );

export const calendarFilePost = (port: Pick<SystemPort, 'features' | 'store' | 'directory'>) =>
  definePost(calendarFile, {
    title: calendarCopy.titled('title.file'),
    // The file belongs to them.
    over: stays,
    build: async (read, { of }, renderContext) => {
      const channel = channelIn(of);
      if (channel !== null && (await read.channel(channel)) === null) return null;
      return messageOf(calendarCopy.for(renderContext).mrkdwn('file.text'));
    },
    attach: async (team, user, { now, locale, tz }, { of }) => {
      const dated = await datesFor(port, { team, user, channel: channelIn(of) }, now);
      const { calendarText } = await import('./ics.ts');
      const title = dated?.name ?? calendarCopy.in(locale, tz).plain('name');
      const content = calendarText(dated ?? { name: title, events: [] }, now, locale);
      return { name: 'lore.ics', title, content };
    },
  });
