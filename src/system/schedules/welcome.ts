/** The greeting: when a person invites Lore to a channel, it tells them once what it could do there. */
import type { KnownBlock } from '@slack/types';
import type { Feature } from '#core/feature.ts';
import type { ChannelId } from '#core/ids.ts';
import { button } from '#core/kit/action.ts';
import { actions, context } from '#core/kit/blocks.ts';
import { messageOf } from '#core/kit/message.ts';
import type { Instant } from '#core/clock.ts';
import type { Channel, Person } from '#core/people.ts';
import { definePost, type RenderContext, type Message } from '#core/post.ts';
import type { ChannelSchedule, Rule } from '#core/recurrence.ts';
import type { Schedule } from '#core/schedule.ts';
import type { ReadScope } from '#core/scope.ts';
import { channelLink, namesOf, type TranslatorOf } from '#core/sentence.ts';
import type { Mrkdwn } from '#core/text.ts';
import type { SchedulesSentences } from '#locales/schedules.ts';
import { welcome } from '../../schedules/welcome.ts';
import type { SystemPort } from '../port.ts';
import { schedulesCopy } from './copy.ts';
import { showSchedules, startRituals } from './ids.ts';
import { proposedRule } from './rules.ts';
import { titles } from './screens.ts';
import { ritualsOf } from './within.ts';
import { listed as listedIn, lower, ruleInWords } from './words.ts';

/** @param port with all practices */
export function welcomePost({ features }: Pick<SystemPort, 'features'>) {
  const schedules = ritualsOf({ features });
  return definePost(welcome, {
    title: async (read, { channel }, { locale, tz }) => {
      const t = schedulesCopy.in(locale, tz);
      const known = await read.channel(channel);
      return known === null
        ? t.plain('welcome.titlePlain')
        : t.plain('welcome.title', { channel: known.name });
    },
    build: (read, { channel }, renderContext) => greeting(read, channel, renderContext, schedules, features),
    over: schedulesCopy.says('welcome.over'),
  });
}

async function greeting(
  read: ReadScope,
  channel: ChannelId,
  renderContext: RenderContext,
  all: readonly Schedule[],
  features: Greeting,
): Promise<Message | null> {
  const { now, locale, tz } = renderContext;
  const known = await read.channel(channel);
  if (known === null) return null;
  const more = await greetings(read, known, renderContext, features);
  const schedules = await read.schedules.switchedOn(channel, all);
  const t = schedulesCopy.in(locale, tz);
  const place = channelLink(channel);
  const hello = t.mrkdwn('welcome.hello', { channel: place });
  const titleOf = titles(schedules, { locale });
  const listed = (rules: ReadonlyMap<string, Rule>): string => {
    const items = [...rules].map(([one, rule]) =>
      t.plain('item', { title: titleOf(one), when: lower(ruleInWords(t, locale, rule, titleOf)) }),
    );
    return listedIn(locale, items);
  };
  const running = await runningIn(read, channel, schedules);
  const [first] = running;
  if (first !== undefined) {
    const rules = new Map(running.map((one) => [one.name, one.rule]));
    const started = t.mrkdwn('welcome.started', { channel: place, rituals: listed(rules) });
    const by =
      first.named.length === 0 ? [] : [t.mrkdwn('welcome.startedBy', { person: namesOf(first.named) })];
    return message([hello, started, ...by], t, [button(showSchedules, t.plain('change'), { channel })], more);
  }
  const rules = await startingRules(read, schedules, known, await read.members(channel), now);
  if (rules.size === 0) return message([hello, t.mrkdwn('welcome.none', { channel: place })], t, [], more);
  const offer = t.mrkdwn('welcome.offer', { channel: place, rituals: listed(rules) });
  const buttons = [
    button(startRituals, t.plain('start'), { channel }, { style: 'primary' }),
    button(showSchedules, t.plain('change'), { channel }),
  ];
  return message([hello, offer], t, buttons, more);
}

type Greeting = readonly Pick<Feature, 'name' | 'greets'>[];

/** What the practices add that are on there. */
async function greetings(
  read: ReadScope,
  channel: Channel,
  renderContext: RenderContext,
  features: Greeting,
): Promise<readonly KnownBlock[]> {
  const all: KnownBlock[] = [];
  for (const { greets } of await read.schedules.switchedOn(channel.channelId, features))
    all.push(...((await greets?.(read, channel, renderContext)) ?? []));
  return all;
}

async function runningIn(
  read: ReadScope,
  channel: ChannelId,
  schedules: readonly Schedule[],
): Promise<readonly ChannelSchedule[]> {
  const all: ChannelSchedule[] = [];
  for (const schedule of schedules) {
    const found = await read.schedules.of(channel, schedule.name);
    if (found?.isOn === true) all.push(found);
  }
  return all;
}

/** The rituals that "Start with these" starts in a channel, with their rules. @param people of the channel */
export async function startingRules(
  read: ReadScope,
  schedules: Iterable<Schedule>,
  channel: Channel,
  people: readonly Pick<Person, 'tz' | 'workingHours'>[],
  now: Instant,
): Promise<ReadonlyMap<string, Rule>> {
  const rules = new Map<string, Rule>();
  const learning = await read.schedules.learningTime(channel.channelId);
  for (const schedule of schedules)
    if (schedule.offered === 'start' || (await schedule.startsIn?.(read, channel)) === true)
      rules.set(schedule.name, proposedRule(schedule, people, { tz: channel.tz, learning }, now));
  return rules;
}

function message(
  paragraphs: readonly Mrkdwn[],
  t: TranslatorOf<SchedulesSentences>,
  buttons: ReturnType<typeof button>[],
  more: readonly KnownBlock[],
): Message {
  return messageOf(
    ...paragraphs,
    ...(buttons.length === 0 ? [] : [actions(buttons)]),
    ...more,
    context(t.mrkdwn('welcome.more')),
  );
}
