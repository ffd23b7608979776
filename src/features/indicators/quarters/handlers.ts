/** A quarter is counted by itself where somebody looked or joined once, and told where a channel wants it. */
import { defineJob } from '#core/job.ts';
import { mayPostIn } from '#core/kit/begin.ts';
import type { FeaturePart } from '#core/feature.ts';
import { onEvent } from '#core/listener.ts';
import { posted, skip } from '#core/recurrence.ts';
import type { Schedule } from '#core/schedule.ts';
import { copy } from '../copy.ts';
import { countJob, postOf, scheduleName } from '../ids.ts';
import { leastPeople } from '../measures/facts.ts';
import type { Practices } from '../practices.ts';
import { numbersOf } from '../rows.ts';
import { boundsOf } from '#core/time/quarter.ts';
import { counted, lastQuarter, planCount } from './operations.ts';

export const countingWith = (practices: Practices): FeaturePart => ({
  events: [
    onEvent('member_joined_channel', async (context) => {
      if (mayPostIn(context.channel).ok) await planCount(context, context.channel);
    }),
  ],
  jobs: [
    defineJob(countJob, 'transition', {
      title: copy.titled('title.count'),
      run: async (context, { channel: id }) => {
        const channel = await context.scope.channel(id);
        // Where Lore is no more, or nothing can be said any more, nothing is counted until somebody looks again.
        if (channel !== null) await counted(practices, context, channel);
      },
    }),
  ],
});

/** Each month it looks whether a quarter is over that was not told. */
export const schedulesWith = (practices: Practices): readonly Schedule[] => [
  {
    name: scheduleName,
    title: copy.named('ritual.title'),
    what: copy.named('ritual.what'),
    // Tuesday morning: nowhere in the world is it the weekend.
    usual: { every: 'month', weekday: 2, minutes: 10 * 60 },
    offered: 'settings',
    silenced: ({ people }, { locale, tz }) =>
      people.length >= leastPeople ? null : copy.in(locale, tz).mrkdwn('ritual.few', { least: leastPeople }),
    occur: async (context) => {
      const { scope, channel, now } = context;
      const quarter = lastQuarter(channel, now);
      const told = await scope.schedules.lastPosted(channel.channelId, scheduleName);
      if (told !== null && told >= boundsOf(quarter, channel.tz).to) return skip('nothing_to_say');
      const row = await counted(practices, context, channel);
      // Of fewer than five people there are no numbers, either.
      if (row === null || (await numbersOf(scope, [row])).length === 0) return skip('nothing_to_say');
      await scope.publish(postOf(channel.channelId, quarter));
      return posted;
    },
  },
];
