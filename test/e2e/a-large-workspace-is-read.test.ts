/** The soak of a large workspace, small: what is missing in it is missing in the large one. */
import { largeSoak } from '../../bench/large.ts';

it('gets to know a workspace at Slack’s pace while people act in it, and leaves out and refuses nobody', async () => {
  const line = await largeSoak({ accounts: 21_000, channels: 200, people: 60, acts: 24 });
  expect(line).toMatchObject({
    // 21 pages of people are more than are read in a minute: it is started again in the middle of them, and of the channels.
    restarts: 2,
    pagesAgain: 0,
    unknownPeople: 0,
    unknownMembers: 0,
    acts: 24,
    retros: 8,
    leftOut: 0,
    refused: 0,
    untrue: 0,
    errors: 0,
  });
  expect(line.refusedCalls).toBeGreaterThan(2);
  expect(line.told).toBeGreaterThan(3);
}, 120_000);
