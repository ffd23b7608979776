/** What begins when all said yes. */
import type { Instant } from '#core/clock.ts';
import type { RowId, UserId } from '#core/ids.ts';
import type { Scope } from '#core/scope.ts';
import { holidaysOf } from '#core/time/holidays.ts';
import { nextWorkingInstant } from '#core/time/working.ts';
import type { Work } from '#core/work.ts';
import { ofPair, type PairRow } from '../rows.ts';
import { guideFor, meetingJobs } from './ids.ts';
import { type TalkRow, talks } from './rows.ts';
import { audienceOf, recountMentor, watchAgain } from './talking.ts';

/** Begins what follows a yes of all: who pressed last reads the guide at once, and the others at work, since it answers their yes. */
export async function begin({ scope, now }: Work, pair: PairRow): Promise<void> {
  const row: TalkRow = {
    id: pair.id,
    pair_id: pair.id,
    state: 'going',
    rhythm: null,
    rhythm_weeks: null,
    next_at: null,
    wish_rhythm: null,
    wish_weeks: null,
    wish_at: null,
    wish_by: null,
    wish_nth: 0,
    began_at: now,
    round: 0,
    counts_from: now,
    check_seal: null,
    until: null,
    over_at: null,
  };
  const people = ofPair(pair);
  // It is theirs together, so each finds it in their export.
  await scope.insert(talks, row, { audience: await audienceOf(scope, pair), by: people, names: 'shown' });
  for (const user of people) {
    await scope.runAt(
      meetingJobs.guides.ref({ pair: pair.id, person: user }),
      await guideAt(scope, user, now),
      {
        kind: 'person',
        userId: user,
      },
    );
    await watchAgain(scope, pair, user, now);
  }
  await scope.refreshHome(...people);
  await recountMentor(scope, pair, now);
}

/** Now for who pressed; otherwise the person's next working moment. */
async function guideAt(scope: Scope, user: UserId, now: Instant): Promise<Instant> {
  const person = await scope.person(user);
  const pressed = scope.viewer.kind === 'person' && scope.viewer.userId === user;
  if (pressed || person === null) return now;
  return nextWorkingInstant(person, now, await holidaysOf(person.workingHours.holidays)) ?? now;
}

/** With the access of the person who reads it. */
export async function guide({ scope }: Pick<Work, 'scope'>, pair: RowId, user: UserId): Promise<void> {
  await scope.publish(guideFor(pair, user, 'answer'));
}
