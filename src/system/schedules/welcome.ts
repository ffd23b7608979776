/** The greeting: when a person invites Lore to a channel, it says to that person, once, what it could do there. */
import type { ChannelId } from '#core/ids.ts';
import { button } from '#core/kit/action.ts';
import { actions, context, section } from '#core/kit/blocks.ts';
import { definePost, type Drawing, type Message } from '#core/post.ts';
import type { ChannelSchedule, Rule } from '#core/recurrence.ts';
import type { Schedule } from '#core/ritual.ts';
import type { ReadScope } from '#core/scope.ts';
import { channelLink, mention, type Say } from '#core/sentence.ts';
import { join, type Mrkdwn } from '#core/text.ts';
import type { RitualsSentences } from '#locales/rituals.ts';
import { welcome } from '../../schedules/welcome.ts';
import { ritualsCopy } from './copy.ts';
import { showRituals, startRituals } from './ids.ts';
import { startingRules } from './rules.ts';
import { ruleInWords } from './words.ts';

/** @param rituals of all practices */
export function welcomePost(rituals: readonly Schedule[]) {
  return definePost(welcome, {
    title: async (view, { channel }, { locale, tz }) => {
      const t = ritualsCopy.in(locale, tz);
      const known = await view.channel(channel);
      return known === null
        ? t.plain('welcome.titlePlain')
        : t.plain('welcome.title', { channel: known.name });
    },
    build: (view, { channel }, drawing) => greeting(view, channel, drawing, rituals),
    over: ritualsCopy.says('welcome.over'),
  });
}

async function greeting(
  view: ReadScope,
  channel: ChannelId,
  { now, locale, tz }: Drawing,
  all: readonly Schedule[],
): Promise<Message | null> {
  const known = await view.channel(channel);
  if (known === null) return null;
  const rituals = await view.rituals.switchedOn(all);
  const t = ritualsCopy.in(locale, tz);
  const place = channelLink(channel);
  const hello = t.mrkdwn('welcome.hello', { channel: place });
  const titleOf = (one: string) => rituals.find((ritual) => ritual.name === one)?.title(locale) ?? one;
  const listed = (rules: ReadonlyMap<string, Rule>): string => {
    const items = [...rules].map(([one, rule]) =>
      t.plain('item', { title: titleOf(one), when: lower(ruleInWords(t, locale, rule, titleOf)) }),
    );
    return new Intl.ListFormat(locale === 'en' ? 'en-GB' : locale).format(items);
  };
  const running = await runningIn(view, channel, rituals);
  const [first] = running;
  if (first !== undefined) {
    const rules = new Map(running.map((one) => [one.name, one.rule]));
    const started = t.mrkdwn('welcome.started', { channel: place, rituals: listed(rules) });
    const by = first.owner === null ? [] : [t.mrkdwn('welcome.startedBy', { person: mention(first.owner) })];
    return message([hello, started, ...by], t, [button(showRituals, t.plain('change'), { channel })]);
  }
  const rules = startingRules(rituals, await view.members(channel), known.tz, now);
  if (rules.size === 0) return message([hello, t.mrkdwn('welcome.none', { channel: place })], t, []);
  const offer = t.mrkdwn('welcome.offer', { channel: place, rituals: listed(rules) });
  return message([hello, offer], t, [
    button(startRituals, t.plain('start'), { channel }, { style: 'primary' }),
    button(showRituals, t.plain('change'), { channel }),
  ]);
}

async function runningIn(
  view: ReadScope,
  channel: ChannelId,
  rituals: readonly Schedule[],
): Promise<readonly ChannelSchedule[]> {
  const all: ChannelSchedule[] = [];
  for (const ritual of rituals) {
    const found = await view.rituals.of(channel, ritual.name);
    if (found?.isOn === true) all.push(found);
  }
  return all;
}

/** "Every Thursday" within a sentence. */
function lower(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}

function message(
  paragraphs: readonly Mrkdwn[],
  t: Say<RitualsSentences>,
  buttons: ReturnType<typeof button>[],
): Message {
  const more = t.mrkdwn('welcome.more');
  return {
    text: join([...paragraphs, more]),
    blocks: [
      ...paragraphs.map((text) => section(text)),
      ...(buttons.length === 0 ? [] : [actions(buttons)]),
      context(more),
    ],
  };
}
