/** Somebody offers work that stretches, others take it on, and two say and rate how it goes. */
import { channelId, rowId, userId } from '../../../src/core/ids.ts';
import { count, rate, sayHow } from '../../../src/features/stretch/along/operations.ts';
import {
  type AssignmentRow,
  choices,
  growth,
  ideas,
  openAssignments,
} from '../../../src/features/stretch/rows.ts';
import { agree, begin, decline } from '../../../src/features/stretch/taking/operations.ts';
import type { Work } from '../../../src/core/work.ts';
import { team } from '../company.ts';
import type { LoreHere } from '../lore-here.ts';
import { fill, shows, website } from './steps.ts';

/** @param people of the website’s channel: who offers, two who take something on, and two who are asked for feedback */
export async function stretchSomebody(
  here: LoreHere,
  [offers, first, second, yes, no]: readonly [string, string, string, string, string],
): Promise<void> {
  for (const [who, partner, skill] of [
    [first, yes, 'Leading a rollout'],
    [second, no, 'Turning requests down kindly'],
  ] as const) {
    await here.who(offers).say(website, '/stretch offer');
    await shows(here, offers, 'Which skill does it stretch');
    const card = { what: `${skill}, with the new search`, skill, challenge: '4', weeks: '12' };
    await fill(here, offers, { ...card, support: 'An hour each week' });
    await here.who(offers).closeAll();
    await here.who(who).say(website, '/stretch');
    await shows(here, who, skill);
    await here.who(who).pressInModal('stretch.look');
    await shows(here, who, 'Who gives you feedback');
    await fill(here, who, { partner });
    await here.who(who).closeAll();
    await as(here, offers, (work, rows) => agree(work, of(rows, skill)));
  }
  await as(here, no, (work, rows) => decline(work, of(rows, 'Turning requests down kindly'), userId(no)));
  await as(here, yes, (work, rows) => begin(work, of(rows, 'Leading a rollout')));
  for (const [who, rating] of [
    [yes, 2],
    [first, 3],
  ] as const) {
    await as(here, who, (work, rows) =>
      sayHow(work, of(rows, 'Leading a rollout'), userId(who), 'The plan stands'),
    );
    await as(here, who, async (work, rows) => {
      await rate(work, of(rows, 'Leading a rollout'), userId(who), 'start', rating);
    });
  }
  // Whose skill rose is counted three months later, and a project is asked about a day after it was planned.
  await as(here, first, async (work, rows) => {
    const { scope, now, newId } = work;
    const channel_id = channelId(website);
    const mine = of(rows, 'Leading a rollout');
    await scope.upsertOwn(choices, { choice: 'counted', chosen_at: now });
    await count(work, { assignment: mine.id });
    const audience = await scope.audience({ kind: 'conversation', channel: channel_id });
    const steps = { self_steps: 1, partner_steps: 2, counted_at: now };
    await scope.upsertOwn(growth, { channel_id, quarter: 20264, ...steps }, { audience });
    await scope.upsertOwn(ideas, { project_id: rowId(newId()), channel_id, state: 'over', asked_at: now });
  });
}

const of = (rows: readonly AssignmentRow[], skill: string): AssignmentRow => {
  const row = rows.find((one) => one.skill === skill);
  if (row === undefined) throw new Error(`nobody takes on ${skill}`);
  return row;
};

async function as(
  here: LoreHere,
  who: string,
  run: (work: Work, rows: readonly AssignmentRow[]) => Promise<void>,
): Promise<void> {
  const now = here.sandbox.core.clock.now();
  await here.lore.store.transact(team, { kind: 'person', userId: userId(who) }, async (scope) =>
    run({ scope, now, newId: here.newId }, await openAssignments(scope)),
  );
  await here.settle();
}
