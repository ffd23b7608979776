/** What a week of rituals costs in a channel of five hundred, against one of eight: statements of the database, and calls of Slack. */
import { channelId, teamId, userId } from '../../src/core/ids.ts';
import type { Rule } from '../../src/core/recurrence.ts';
import { statementsOf } from '../support/count-statements.ts';
import { crowdIn } from '../support/many-people.ts';
import { type LoreHere, startLoreHere } from '../support/lore-here.ts';

const learning = 'C0LEARNING';
const invitees = Array.from({ length: 492 }, (_, index) => `U0CROWD${String(index).padStart(3, '0')}`);
const rules = new Map<string, Rule>([
  ['rotation.meeting', { every: 'week', weekday: 3, minutes: 900 }],
  ['rotation.presenter', { before: 'rotation.meeting', days: 7, minutes: 0 }],
  ['rotation.agenda', { before: 'rotation.meeting', days: 0, minutes: 60 }],
  ['learned.weekly', { every: 'week', weekday: 4, minutes: 600 }],
  ['digest.weekly', { every: 'week', weekday: 2, minutes: 600 }],
]);

interface Cost {
  readonly statements: number;
  readonly calls: number;
}

/** A week in Berlin, step by step, with what each step may write once for each person. */
const week: readonly (readonly [what: string, until: string, each: number])[] = [
  ['the first announcement of who presents: everybody’s part begins', '2026-11-25T14:01:00Z', 2],
  ['the weekly question', '2026-11-26T09:01:00Z', 0],
  // That a lesson of elsewhere was shown to somebody is kept, so that they do not meet it twice.
  ['the digest', '2026-12-01T09:01:00Z', 1],
  ['the agenda', '2026-12-02T13:01:00Z', 0],
  ['the meeting, which is counted, and the next announcement', '2026-12-02T14:01:00Z', 1],
];

async function costs(people: readonly string[]): Promise<readonly Cost[]> {
  const here = await startLoreHere({ databaseUrl: 'sqlite::memory:' });
  const { directory, schedules } = here.lore.store;
  const place = [teamId('T0LINDGROVE'), channelId(learning)] as const;
  await directory.setRecurrence(...place, { tz: 'Europe/Berlin', locale: 'en' });
  const started = await schedules.startAll(...place, userId('U0KATRIN'), rules);
  expect(started.ok).toBe(true);
  await crowdIn(here, learning, people);
  for (const [who, where] of [
    ['U0ARJUN', learning],
    ['U0DIEGO', 'C0WEBSITE'],
  ] as const) {
    await here.who(who).say(where, '/learned Rehearse moves');
    await here.who(who).submit({});
    await here.settle();
  }
  const spent: Cost[] = [];
  for (const [, until] of week) {
    const before = calls(here);
    const statements = await statementsOf(() => here.playUntil(Date.parse(until)));
    spent.push({ statements, calls: calls(here) - before });
  }
  expect(here.wrong()).toEqual([]);
  await here.close();
  return spent;
}

const calls = ({ sandbox }: LoreHere): number => sandbox.core.exchanges.all.at(-1)?.id ?? 0;

let few: readonly Cost[];
let many: readonly Cost[];
beforeAll(async () => {
  few = await costs([]);
  many = await costs(invitees);
}, 60_000);

it.each(week.map(([what, , each], at) => ({ what, each, at })))(
  '$what: at most twice as much, and $each for each person more',
  ({ each, at }) => {
    const [less, more] = [few[at], many[at]];
    if (less === undefined || more === undefined) throw new Error('nothing was measured');
    expect(less.calls).toBeGreaterThan(0);
    expect(more.calls).toBeLessThanOrEqual(2 * less.calls);
    expect(more.statements).toBeLessThanOrEqual(2 * less.statements + each * invitees.length);
  },
);
