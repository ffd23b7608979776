/** Somebody shows what they know, is asked, and leaves it. */
import { userId } from '../../../src/core/ids.ts';
import { reply } from '../../../src/features/questions/people/operations.ts';
import { asks } from '../../../src/features/questions/people/rows.ts';
import { team } from '../company.ts';
import type { LoreHere } from '../lore-here.ts';
import { shows, website } from './steps.ts';

/** @param asker in `website`, as `knower` is */
export async function askPeople(here: LoreHere, asker: string, knower: string): Promise<void> {
  const submit = async (who: string, fields: Parameters<ReturnType<LoreHere['who']>['submit']>[0]) => {
    const answer = JSON.stringify(await here.who(who).submit(fields));
    if (answer.includes('errors')) throw new Error(answer);
    await here.settle();
  };
  await here.who(knower).say(website, '/ask expertise');
  await submit(knower, { topics: 'tram timetables', asked: ['mayAsk'] });
  await here.who(knower).closeAll();
  await here.who(asker).say(website, '/ask Who reads tram timetables?');
  await submit(asker, { place: 'people' });
  await shows(here, asker, 'questions.people');
  await submit(asker, { people: [knower] });
  await here.who(asker).closeAll();
  const by = userId(knower);
  await here.lore.store.transact(team, { kind: 'person', userId: by }, async (scope) => {
    const [row] = await scope.from(asks).selectAll().execute();
    if (row === undefined) throw new Error(`nobody asked ${knower}`);
    await reply({ scope, now: here.sandbox.core.clock.now() }, row, by, 'later', null);
  });
}
