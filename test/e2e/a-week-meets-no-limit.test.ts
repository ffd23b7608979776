/** A normal week of a company, against a Slack that limits every method by its tier: nothing is called too often. */
import { startLoreHere, type LoreHere } from '../support/lore-here.ts';
import { addCards, beginRetro, propose, retroPost, toActions, website } from '../support/retro-path.ts';
import { testTuesday, timeAfter } from '../support/test-date.ts';

let here: LoreHere;
const monday = timeAfter(testTuesday(), -1, '09:00');
beforeAll(async () => {
  here = await startLoreHere({ startAt: monday });
});
afterAll(() => here.close());

const teams = [
  { channel: website, host: 'U0MARA', about: 'Website', others: ['U0DIEGO', 'U0PRIYA', 'U0HANA', 'U0NOOR'] },
  { channel: 'C0PEOPLE', host: 'U0KATRIN', about: 'Hand-overs', others: ['U0CAROL', 'U0SEUN', 'U0INES'] },
] as const;
const everybody = teams.flatMap(({ host, others }) => [host, ...others]);
const messageOf = ({ channel, about }: (typeof teams)[number]) => retroPost(here.sandbox, channel, about);

/** What each day exchanged, before the log forgets it. */
function day(): { calls: number; limited: number; wrong: readonly string[] } {
  const all = here.sandbox.core.exchanges.all;
  const calls = all.filter(({ direction }) => direction === 'from app').length;
  const limited = all.filter(({ outcome }) => outcome.includes('429')).length;
  expect(all.length).toBeLessThan(500);
  const wrong = here.wrong();
  return { calls, limited, wrong };
}

const quiet = { limited: 0, wrong: [] };

describe('a week in which two teams hold retrospectives', () => {
  it('begins on Monday with everybody at their App Home and two retrospectives', async () => {
    for (const id of everybody) await here.who(id).openHome();
    for (const team of teams) await beginRetro(here.who(team.host), team.channel, team.about);
    await here.settle();
    expect(day()).toMatchObject(quiet);
  });

  it('has six more begun in one channel within a minute, more than Slack takes at once', async () => {
    for (const index of [1, 2, 3])
      for (const id of ['U0MARA', 'U0DIEGO'])
        await beginRetro(here.who(id), website, `Short reflection ${index} of ${id}`);
    await here.settle();
    expect(day()).toMatchObject(quiet);
  });

  it('goes on with all of them answering within the same minute', async () => {
    await Promise.all(
      teams.flatMap((team) =>
        team.others.map((id) => addCards(here.who(id), messageOf(team), { column0: `A card of ${id}` })),
      ),
    );
    await here.settle();
    expect(day()).toMatchObject(quiet);
  });

  it('reminds on Tuesday the people who have not answered, and closes what is due', async () => {
    await here.playUntil(timeAfter(monday, 2, '10:00'));
    expect(day()).toMatchObject(quiet);
  });

  it('ends the Monday after with actions and two summaries', async () => {
    for (const team of teams) {
      const message = messageOf(team);
      await toActions(here.who(team.host), message, () => here.settle());
      const action = { what: `What ${team.about} will do`, owner: team.host };
      await propose(here.who(team.others[0]), messageOf(team), action);
    }
    await here.playUntil(timeAfter(monday, 7, '18:00'));
    for (const team of teams) expect(JSON.stringify(messageOf(team).blocks)).toContain('Closed');
    const { calls, ...rest } = day();
    expect(rest).toEqual(quiet);
    expect(calls).toBeGreaterThan(0);
  });
});
