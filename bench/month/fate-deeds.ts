/** How the hosts of channels bring about what happens to these, each in a morning. */
import { addDays, weekdayOf, type Day } from './calendar.ts';
import type { Team } from './cast.ts';
import { looksBack, tells } from './deeds.ts';
import type { Fate } from './fates.ts';
import { changeSchedules, overviewOf } from './set-up.ts';
import type { Stage } from './stage.ts';

type Deed = () => Promise<void>;

/** By the days of the month, of which the first is 0. */
export function fateDeeds(stage: Stage, team: Team, first: Day): readonly (readonly [number, Deed])[] {
  const { channel, fate, name } = team;
  const change = (what: object): Deed => page(stage, team, 'channel', what);
  switch (fate.kind) {
    case 'plain':
    case 'quiet':
    case 'rhythm':
      return [];
    case 'archived':
      return [[fate.day, noted(stage, channel, 'archived', change({ change: 'archive' }))]];
    case 'without lore': {
      const remove = page(stage, team, 'membership', { change: 'remove bot' });
      return [[fate.day, noted(stage, channel, 'without lore', remove)]];
    }
    case 'renamed':
      return [[fate.day, change({ change: 'rename', name: `${name}-anew` })]];
    case 'retrospective':
      return [[fate.day, () => looksBack(stage, team)]];
    case 'goes first':
      return [
        [fate.day, noted(stage, channel, 'waits', () => wantsFirst(stage, team))],
        [fate.tells, noted(stage, channel, 'told first', () => tells(stage, team))],
      ];
    case 'paused':
      return [[fate.day, () => pauses(stage, team, fate, first)]];
    case 'other rule':
      return [[fate.day, () => setsRule(stage, team, fate)]];
    case 'moved':
      return [[fate.day, () => moves(stage, team, fate, first)]];
  }
}

function page(stage: Stage, { host, channel }: Team, name: string, change: object): Deed {
  return async () => {
    const answer = await stage.lore.sandbox.page(name, { as: host, channelId: channel, ...change });
    if (answer['ok'] !== true) throw new Error(JSON.stringify(answer));
  };
}

function noted(
  stage: Stage,
  channel: string,
  kind: 'archived' | 'without lore' | 'waits' | 'told first',
  deed: Deed,
): Deed {
  return async () => {
    const at = stage.now();
    await deed();
    stage.facts.push({ kind, at, channel });
  };
}

async function wantsFirst(stage: Stage, { host, channel }: Team): Promise<void> {
  await stage.fills(
    host,
    'journey.go-first',
    async (person) => {
      await person.say(channel, '/journey first');
      await stage.appears(host, 'journey.go-first');
    },
    { channel },
  );
}

async function pauses(
  stage: Stage,
  team: Team,
  { schedule, day, days }: Extract<Fate, { kind: 'paused' }>,
  first: Day,
): Promise<void> {
  const until = addDays(first, day + days);
  const at = stage.now();
  await changeSchedules(stage, team, new Map([[schedule, { until }]]), overviewOf(stage, team));
  stage.facts.push({ kind: 'paused', at, channel: team.channel, schedule, until });
}

async function setsRule(
  stage: Stage,
  team: Team,
  { schedule, rule }: Extract<Fate, { kind: 'other rule' }>,
): Promise<void> {
  const changed = { weekday: String(rule.weekday), time: clock(rule.minutes) };
  await changeSchedules(stage, team, new Map([[schedule, changed]]), overviewOf(stage, team));
}

async function moves(
  stage: Stage,
  team: Team,
  { schedule, day, to, minutes }: Extract<Fate, { kind: 'moved' }>,
  first: Day,
): Promise<void> {
  const at = stage.now();
  const moved = { day: addDays(first, to), minutes };
  const changed = { moveTo: moved.day, moveAt: clock(minutes) };
  await changeSchedules(stage, team, new Map([[schedule, changed]]), overviewOf(stage, team));
  // The question of a Thursday or the digest of a Tuesday, as they are proposed.
  let on = addDays(first, day);
  while (weekdayOf(on) !== (schedule === 'learned.weekly' ? 4 : 2)) on = addDays(on, 1);
  stage.facts.push({ kind: 'moved', at, channel: team.channel, schedule, on, to: moved });
}

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
