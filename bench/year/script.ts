/** Who does what in the year, and when: in each channel that is there, every week. */
import { findConversation } from '../../sandbox/state/find.ts';
import { dayLong, hour, type Instant } from '../month/calendar.ts';
import type { Team } from '../month/cast.ts';
import { shares, tells, uses, workingTime } from '../month/deeds.ts';
import type { Stage } from '../month/stage.ts';
import { type Saved, savesLesson } from './lessons.ts';

export function writeYear(stage: Stage, from: Instant, days: number, saved: Saved[]): void {
  for (const team of stage.teams)
    for (let day = 0; day < days; day += 7) planWeek(stage, team, from + day * dayLong, day / 7, saved);
}

function planWeek(stage: Stage, team: Team, from: Instant, week: number, saved: Saved[]): void {
  const { chance } = stage;
  const plan = (who: string, after: Instant, run: () => Promise<unknown>) => {
    stage.plan(workingTime(stage, who, after), async () => {
      if (isThere(stage, team, who)) await run();
    });
  };
  const author = chance.pick(team.members);
  const at = from + 3 * dayLong + chance.below(8) * hour;
  plan(author, at, () => shares(stage, team, author));
  const user = chance.pick(team.members);
  if (user !== author && chance.is(0.4)) plan(user, at + dayLong, () => uses(stage, team, user));
  if (week % 4 === 1)
    plan(author, at + hour, async () => {
      saved.push(await savesLesson(stage, team, author, 10_000 + saved.length));
    });
  if (week % 13 === 5) plan(team.host, from + dayLong, () => tells(stage, team));
}

/** The channel goes on, and they are in it. */
export function isThere(stage: Stage, { channel }: Pick<Team, 'channel'>, who: string): boolean {
  const found = findConversation(stage.lore.sandbox.world, channel);
  return found !== undefined && !found.isArchived && found.members.includes(who);
}
