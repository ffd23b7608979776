/** What begins when all said yes. */
import type { Work } from '#core/work.ts';
import { ofPair, type PairRow } from '../rows.ts';
import { guideFor } from './ids.ts';
import { type TalkRow, talks } from './rows.ts';
import { audienceOf, recountMentor, watchAgain } from './talking.ts';

/** Begins what follows a yes of all. Each of them pressed Yes, and reads the guide at once. */
export async function begin({ scope, now }: Work, pair: PairRow): Promise<void> {
  const row: TalkRow = {
    id: pair.id,
    pair_id: pair.id,
    state: 'going',
    rhythm: null,
    next_at: null,
    wish_rhythm: null,
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
    await scope.publish(guideFor(pair.id, user, 'answer'));
    await watchAgain(scope, pair, user, now);
  }
  await scope.refreshHome(...people);
  await recountMentor(scope, pair, now);
}
