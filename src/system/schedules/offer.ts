/** What a channel reads in the thread of what was shared there: what else it could turn on. */
import { button } from '#core/kit/action.ts';
import { context, section } from '#core/kit/blocks.ts';
import { messageOf } from '#core/kit/message.ts';
import { definePost } from '#core/post.ts';
import type { Schedule } from '#core/schedule.ts';
import { neverSetUp, offer } from '../../schedules/offer.ts';
import { schedulesCopy } from './copy.ts';
import { setUpSchedule } from './ids.ts';

/** @param schedules of all practices */
export function offerPost(schedules: readonly Schedule[]) {
  return definePost(offer, {
    title: schedulesCopy.titled('offer.title'),
    build: async (read, { channel }, { locale, tz }) => {
      const t = schedulesCopy.in(locale, tz);
      const missing = await neverSetUp(read, channel, schedules);
      if (missing.length === 0) return null;
      return messageOf(
        t.mrkdwn('offer.intro'),
        ...missing.map(({ schedule: { name, title, what } }) =>
          section(
            t.mrkdwn('offer.one', { title: title(locale), what: what(locale) }),
            button(setUpSchedule, t.plain('setUp'), { channel, name }),
          ),
        ),
        context(t.mrkdwn('offer.how')),
      );
    },
    over: schedulesCopy.says('offer.over'),
  });
}
