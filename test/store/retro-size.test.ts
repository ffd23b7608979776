/** Few people or many, short cards or long ones: what a press costs, and what of it stands in the channel. `bench/retro-size.ts` goes further. */
import { statementsOf } from '../support/count-statements.ts';
import { longCard, sizedTeam, type SizedTeam } from '../support/retro-size/team.ts';

const teams = new Map<number, SizedTeam>();
beforeAll(async () => {
  for (const people of [1, 5, 200]) teams.set(people, await sizedTeam(people));
}, 60_000);
afterAll(async () => {
  for (const { system } of teams.values()) await system.close();
});

function teamOf(people: number): SizedTeam {
  const team = teams.get(people);
  if (team === undefined) throw new Error(`there is no team of ${people}`);
  return team;
}

describe('with two hundred people', () => {
  it('opening the form and saving a card ask the database at most twice as much as with five', async () => {
    const [few, many] = [teamOf(5), teamOf(200)];
    const by = ({ people }: SizedTeam) => people[1] ?? '';
    const opening = await statementsOf(() => few.open(by(few)));
    expect(opening).toBeGreaterThan(0);
    expect(await statementsOf(() => many.open(by(many)))).toBeLessThanOrEqual(2 * opening);
    const saving = await statementsOf(() => few.save(by(few), ['A card']));
    expect(saving).toBeGreaterThan(opening);
    expect(await statementsOf(() => many.save(by(many), ['A card']))).toBeLessThanOrEqual(2 * saving);
  });

  it('long cards of any script can all be read page by page, and the channel’s messages stay short', async () => {
    const team = teamOf(200);
    const written: string[] = [];
    for (const [at, by] of team.people.slice(2, 14).entries()) {
      const cards = [longCard(2 * at, 3000), longCard(2 * at + 1, 3000)];
      expect((await team.save(by, cards)).kind).toBe('nothing');
      written.push(...cards);
    }
    await team.endCollecting();
    const { texts } = await team.readAll(team.people[199] ?? '');
    expect(texts).toEqual(expect.arrayContaining(written));
    for (const { text, blocks } of team.system.slack.messages)
      expect(text.length + JSON.stringify(blocks).length).toBeLessThan(3000);
  });
});

it('with one person, a card is written and read as with many', async () => {
  const team = teamOf(1);
  const [only = ''] = team.people;
  expect((await team.save(only, ['All by myself'])).kind).toBe('nothing');
  await team.system.settle();
  expect((await team.readAll(only)).texts).toContain('All by myself');
});
