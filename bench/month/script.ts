/** Who does what in the month, and when. */
import type { Day, Instant } from './calendar.ts';
import { dayLong, hour, minute } from './calendar.ts';
import type { Team } from './cast.ts';
import { begins, goesAway, present, shares, uses, workingTime } from './deeds.ts';
import { fateDeeds } from './fate-deeds.ts';
import { answers, asks, planMeeting } from './meet.ts';
import type { Stage } from './stage.ts';

/** One in so many is away for some days. */
const awayOneIn = 12;
/** Of the days of a week, those on which something is shared. */
const sharesOn = [1, 4, 5] as const;
/** That on which something is asked. */
const asksOn = 2;

/** @param first the first day of the month. @param days how many */
export function writeScript(stage: Stage, first: Day, days: number): void {
  const start = Date.parse(first);
  const on = (day: number, hours = 8) => start + day * dayLong + hours * hour;
  for (const [index, team] of stage.teams.entries()) {
    if (team.fate.kind !== 'quiet') {
      // Before the month begins: there is something to talk about.
      planShare(stage, team, on(-1));
      for (let day = 0; day < days; day += 1)
        if (sharesOn.some((weekday) => weekday === (new Date(on(day)).getUTCDay() || 7)))
          planShare(stage, team, on(day));
    }
    planMeeting(stage, team, index, on(-1));
    for (let day = 0; day < days; day += 1)
      if ((new Date(on(day)).getUTCDay() || 7) === asksOn) planQuestion(stage, team, on(day));
    if (index % 5 === 0) stage.plan(on(0, 9) + index * minute, () => begins(stage, team));
    for (const [day, deed] of fateDeeds(stage, team, first)) stage.plan(on(day), deed);
  }
  const people = stage.lore.sandbox.world.people.filter(({ isBot }) => !isBot);
  for (const { id } of people) {
    if (stage.chance.below(awayOneIn) !== 0) continue;
    const day = stage.chance.below(days);
    const until = on(day + 3 + stage.chance.below(7), 0);
    stage.plan(on(day, stage.chance.below(24)), () => goesAway(stage, id, until));
  }
}

/** Somebody shares on this day, and sometimes somebody else uses it. */
function planShare(stage: Stage, team: Team, from: Instant): void {
  const author = stage.chance.pick(team.members);
  const at = workingTime(stage, author, from + stage.chance.below(8) * hour);
  stage.plan(at, async () => {
    if (isGone(stage, team) || !present(stage, team).includes(author)) return;
    await shares(stage, team, author);
  });
  if (!stage.chance.is(0.3)) return;
  const user = stage.chance.pick(team.members);
  stage.plan(workingTime(stage, user, at + hour), async () => {
    if (!isGone(stage, team) && user !== author) await uses(stage, team, user);
  });
}

/** Somebody asks, and somebody else may answer. */
function planQuestion(stage: Stage, team: Team, from: Instant): void {
  const [asker, other] = [stage.chance.pick(team.members), stage.chance.pick(team.members)];
  const isThere = (who: string) => !isGone(stage, team) && present(stage, team).includes(who);
  const at = workingTime(stage, asker, from + stage.chance.below(6) * hour);
  stage.plan(at, async () => {
    if (isThere(asker)) await asks(stage, team, asker);
  });
  if (!stage.chance.is(0.7)) return;
  stage.plan(workingTime(stage, other, at + hour), async () => {
    if (isThere(other)) await answers(stage, team, other);
  });
}

function isGone(stage: Stage, { channel }: Team): boolean {
  return stage.facts.some(
    (fact) => (fact.kind === 'archived' || fact.kind === 'without lore') && fact.channel === channel,
  );
}
