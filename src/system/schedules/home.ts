/** App Home's part on rituals for the people responsible: what was missed, what has nobody, what could be started. */
import type { KnownBlock } from '@slack/types';
import type { TeamId } from '#core/ids.ts';
import { button } from '#core/kit/action.ts';
import { header, section } from '#core/kit/blocks.ts';
import type { Person } from '#core/people.ts';
import type { Schedule } from '#core/schedule.ts';
import { atMoment, channelLink } from '#core/sentence.ts';
import { offeredLater, sharedIn } from '../../schedules/offer.ts';
import type { SystemPort } from '../port.ts';
import { schedulesCopy } from './copy.ts';
import { schedulesOn } from './within.ts';
import { adoptRituals, scheduleSeen, setUpSchedule } from './ids.ts';
import { reasonInWords } from './words.ts';

type Port = Pick<SystemPort, 'features' | 'store' | 'clock'>;

/** A section per entry, with a heading above the first of its kind; empty if there is nothing. @param off the practices that are off for them */
export async function ritualSections(
  port: Port,
  team: TeamId,
  { userId, locale, tz }: Person,
  off: ReadonlySet<string>,
): Promise<KnownBlock[][]> {
  const t = schedulesCopy.in(locale, tz);
  const schedules = schedulesOn(port, off);
  const byName = new Map(schedules.map((schedule) => [schedule.name, schedule]));
  const missed = (await port.store.schedules.missedFor(team, userId)).flatMap((one) => {
    const schedule = byName.get(one.name);
    if (schedule === undefined) return [];
    const { channel, name, count } = one;
    const values = {
      title: schedule.title(locale),
      channel: channelLink(channel),
      at: atMoment(one.dueAt),
      count,
    };
    const text =
      one.reason === 'restored'
        ? t.mrkdwn('home.restoredOne', values)
        : t.mrkdwn('home.missedOne', { ...values, reason: reasonInWords(t, one.reason) });
    return [[section(text, button(scheduleSeen, t.plain('understood'), { channel, name }))]];
  });
  const orphans = (await port.store.schedules.orphans(team, userId)).map((channel) => [
    section(
      t.mrkdwn('home.orphan', { channel: channelLink(channel) }),
      button(adoptRituals, t.plain('home.adopt'), { channel }),
    ),
  ]);
  const offers = (await offered(port, team, userId, schedules)).map(({ schedule, channel }) => [
    section(
      t.mrkdwn('home.offer', {
        title: schedule.title(locale),
        channel: channelLink(channel),
        what: schedule.what(locale),
      }),
      button(setUpSchedule, t.plain('setUp'), { channel, name: schedule.name }),
    ),
  ]);
  return [
    ...under(t.plain('home.missed'), missed),
    ...under(t.plain('home.orphans'), orphans),
    ...under(t.plain('home.offers'), offers),
  ];
}

/** Rituals never set up in a channel that this person is responsible for and where enough was shared, as long as it goes on. */
async function offered(
  { store, features, clock }: Port,
  team: TeamId,
  user: Person['userId'],
  schedules: readonly Schedule[],
) {
  const later = offeredLater(schedules);
  const found = [];
  for (const { channel, known } of await store.schedules.lookedAfter(team, user)) {
    const missing = later.filter(({ schedule }) => !known.includes(schedule.name));
    if (missing.length === 0) continue;
    const most = Math.max(...missing.map(({ needed }) => needed));
    const viewer = { kind: 'channel', channelId: channel } as const;
    const ready = await store.read(team, viewer, async (read) => {
      const { length } = await sharedIn(features, read, channel, most, clock.now());
      const enough = missing.filter(({ needed }) => length >= needed);
      // What the person has elsewhere may be off here.
      const on = await read.schedules.switchedOn(
        channel,
        enough.map(({ schedule }) => schedule),
      );
      return enough.filter(({ schedule }) => on.includes(schedule));
    });
    found.push(...ready.map(({ schedule }) => ({ schedule, channel })));
  }
  return found;
}

function under(title: string, [first, ...rest]: readonly KnownBlock[][]): KnownBlock[][] {
  return first === undefined ? [] : [[header(title), ...first], ...rest];
}
