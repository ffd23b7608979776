/** What `npm run keep-database` plays still fills every table: a practice that is added has to be in it. */
import { played } from '../support/kept/kept.ts';

it('has something in every table when its weeks are over, but where only a Lore of many workspaces has', async () => {
  const { facts } = await played('sqlite');
  expect(Object.entries(facts.rows).filter(([, count]) => count === 0)).toEqual([['installation', 0]]);
  expect(facts.rows).toHaveProperty('thanks');
});
