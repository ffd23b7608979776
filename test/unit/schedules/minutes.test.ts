/** What precedes a meeting is never posted on the minute of another ritual of the channel, however the channel set them. */
import { minute } from '../../../src/core/clock.ts';
import { channelId, teamId } from '../../../src/core/ids.ts';
import type { KeptFree, Rule } from '../../../src/core/recurrence.ts';
import { isInLearning } from '../../../src/core/time/kept-free.ts';
import { noHolidays } from '../../../src/core/time/holidays.ts';
import { type ChannelRecurrences, coming, usualSettings } from '../../../src/schedules/records/rows.ts';
import { storedRule } from '../../../src/schedules/records/stored-rule.ts';
import { regularOf, settingsTable } from '../../support/minutes.ts';

const now = Date.parse('2026-11-24T09:00:00Z');
const team_id = teamId('T0TEAM0001');
const channel_id = channelId('C0CHANNEL1');

const channelWith = (
  rules: Readonly<Record<string, Rule>>,
  moves: Readonly<Record<string, unknown>> = {},
  off: readonly string[] = [],
  learning: KeptFree | null = null,
): ChannelRecurrences => ({
  channel: {
    team_id,
    channel_id,
    name: 'learning',
    kind: 'public',
    is_shared: 0,
    is_archived: 0,
    has_lore: 1,
    tz: 'Europe/Berlin',
    locale: 'en',
    fetched_at: 0,
    members_at: null,
    share_epoch: 0,
  } as unknown as ChannelRecurrences['channel'],
  settings: usualSettings,
  lookedAfterBy: null,
  named: [],
  calendar: {
    tz: 'Europe/Berlin',
    days: [1, 2, 3, 4, 5],
    isHoliday: off.length === 0 ? noHolidays : (date) => off.includes(date),
    learning,
  },
  schedules: Object.entries(rules).map(([name, rule]) => ({
    team_id,
    channel_id,
    name,
    is_on: 1,
    rule: storedRule(rule),
    since: '2026-11-24',
    paused_until: null,
    moves: JSON.stringify(moves[name] ?? {}),
    last_on: null,
    next_on: null,
    next_at: null,
    attempts: 0,
  })),
});

const presenter: Rule = { before: 'meeting', days: 7, minutes: 0 };
const agenda: Rule = { before: 'meeting', days: 0, minutes: 60 };

describe('what comes before a meeting', () => {
  it.each(settingsTable)('never shares a minute: meeting %s, others %s, off %s', (meeting, others, off) => {
    const rules = {
      meeting: regularOf(meeting),
      presenter,
      agenda,
      ...Object.fromEntries(others.map((one, index) => [`other${index}`, regularOf(one)])),
    };
    const channel = channelWith(rules, {}, off);
    const of = (name: string) => coming(channel, name, now, 20);
    for (const name of ['presenter', 'agenda']) {
      const all = Object.keys(rules).filter((other) => other !== name);
      const taken = new Set(all.flatMap((other) => of(other).map(({ at }) => at)));
      const shared = of(name).filter(({ at }) => taken.has(at));
      expect(shared).toEqual([]);
      for (const { at, beforeAt } of of(name)) {
        expect(at).toBeLessThan(beforeAt ?? 0);
        if (name === 'agenda') expect((beforeAt ?? 0) - at).toBeGreaterThanOrEqual(60 * minute);
      }
    }
  });

  /** Over the meeting and its agenda, beside them, and over the whole morning. */
  const kept: readonly KeptFree[] = [
    { weekday: 3, minutes: 810, long: 120, instead: 930 },
    { weekday: 2, minutes: 540, long: 240, instead: 780 },
    { weekday: 1, minutes: 0, long: 240, instead: 240 },
    { weekday: 4, minutes: 1320, long: 120, instead: 1290 },
  ];

  it.each(settingsTable.filter((_, nth) => nth % 4 === 1))(
    'nor beside a learning time, in which nothing is: meeting %s, others %s, off %s',
    (meeting, others, off) => {
      const rules = {
        meeting: regularOf(meeting),
        presenter,
        agenda,
        ...Object.fromEntries(others.map((one, index) => [`other${index}`, regularOf(one)])),
      };
      for (const learning of kept) {
        const channel = channelWith(rules, {}, off, learning);
        const all = new Map(Object.keys(rules).map((name) => [name, coming(channel, name, now, 5)]));
        for (const [name, ones] of all) {
          for (const { at } of ones) expect(isInLearning(channel.calendar, at)).toBe(false);
          if (name !== 'presenter' && name !== 'agenda') continue;
          const taken = [...all].flatMap(([other, theirs]) =>
            other === name ? [] : theirs.map(({ at }) => at),
          );
          expect(ones.filter(({ at }) => taken.includes(at))).toEqual([]);
          for (const { at, beforeAt } of ones) expect(at).toBeLessThan(beforeAt ?? 0);
        }
      }
    },
  );

  it('a week ahead is a working day earlier where the team meets every week, and the very day where it does not', () => {
    const [next] = coming(
      channelWith({ meeting: regularOf('week 3 15:00'), presenter }),
      'presenter',
      now,
      1,
    );
    expect(next?.at).toBe(Date.parse('2026-11-24T14:00:00Z'));
    const monthly = channelWith({ meeting: regularOf('month 3 15:00'), presenter });
    expect(coming(monthly, 'presenter', now, 1)[0]?.at).toBe(Date.parse('2026-11-25T14:00:00Z'));
  });

  it('makes way also for a meeting that was moved by hand', () => {
    const rules = { meeting: regularOf('week 3 15:00'), presenter, agenda };
    const moves = { meeting: { '2026-12-02': { date: '2026-12-08', minutes: 900, by: 'hand' } } };
    const channel = channelWith(rules, moves);
    const meetings = coming(channel, 'meeting', now, 5).map(({ at }) => at);
    const announced = coming(channel, 'presenter', now, 5).map(({ at }) => at);
    expect(meetings).toContain(Date.parse('2026-12-08T14:00:00Z'));
    expect(announced.filter((at) => meetings.includes(at))).toEqual([]);
  });
});
