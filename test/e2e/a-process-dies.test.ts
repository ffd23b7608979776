/** Lore is killed at every instruction of a delivery, in the middle of a retrospective, and started again. */
import type { Checkpoint } from '../../src/jobs/parts.ts';
import { killSoak } from '../../bench/kill.ts';
import { lastingEngines, type TestEngine } from '../support/databases.ts';
import { companyOf, holdRetro, playToTuesday, type Cast, type Stage } from '../support/kill-retro.ts';
import { hurried, startLoreProcess, type LoreProcess } from '../support/lore-process.ts';
import { retroPost, website } from '../support/retro-path.ts';
import { refusedCalls } from '../support/settling.ts';

const points: readonly Checkpoint[] = [
  'decided',
  'claimed',
  'before the call',
  'after the call',
  'before the ts is stored',
];

/** Every instruction on each engine, and each with the history scopes and without them; `npm run soak -- kill` goes through all of it. */
const rounds = (engine: TestEngine['name']) => {
  const [some, others] = [points.filter((_, at) => at % 2 === 0), points.filter((_, at) => at % 2 === 1)];
  return [
    {
      granted: 'without the history scopes',
      hasHistory: false,
      points: engine === 'sqlite' ? some : others,
    },
    { granted: 'with the history scopes', hasHistory: true, points: engine === 'sqlite' ? others : some },
  ];
};

describe.each(lastingEngines())('on $name, a process that is killed', ({ name: engine }) => {
  describe.each(rounds(engine))('$granted', ({ hasHistory, points: those }) => {
    let lore: LoreProcess;
    let cast: Cast;
    beforeAll(async () => {
      const made = companyOf(8, 1);
      cast = made.cast;
      lore = await startLoreProcess({ hasHistory, engine, company: made.company });
    });
    afterAll(() => lore.close());

    it.each(those)(
      'at "%s" of a post, an update and a direct message leaves each there once',
      async (point) => {
        const deaths = lore.deaths();
        // A message that is only said to be there has no ts, and no updates: without history it is a reply that dies.
        const [stage, post] = hasHistory
          ? (['begins', 'channel'] as const)
          : (['ends collecting', 'thread'] as const);
        const order = async (now: Stage): Promise<void> => {
          if (now === stage) await lore.dieAt(point, 1, post);
          if (now === 'is answered') await lore.dieAt(point, 1, 'update');
          if (now === 'reminds') await lore.dieAt(point, 1, 'person');
        };
        const tally = await holdRetro(lore, cast, `Killed ${point}`, order);
        const mayHaveCalled = points.indexOf(point) >= points.indexOf('before the call');
        const deliveryIssues = mayHaveCalled && !hasHistory ? 2 : 0;
        expect(tally).toEqual({
          expected: 10,
          posted: 10 - deliveryIssues,
          lost: 0,
          duplicated: 0,
          deliveryIssues,
        });
        expect(lore.deaths() - deaths).toBe(3);
        expect(lore.errors()).toEqual([]);
        // Slack is asked where it may be, and says once for each that it may not.
        const refused = refusedCalls(lore.sandbox).filter((call) => !call.includes('missing_scope'));
        expect(refused).toEqual([]);
        await playToTuesday(lore);
      },
    );
  });
});

// Where a transaction takes its time: many are acknowledged, and not stored. There may be none: `describe.each` takes no empty list.
for (const { name: engine } of lastingEngines().filter(({ name }) => name === 'postgres'))
  describe(`on ${engine}, a process that is killed after it said that it is at it`, () => {
    let lore: LoreProcess;
    let cast: Cast;
    beforeAll(async () => {
      const made = companyOf(8, 1);
      cast = made.cast;
      lore = await startLoreProcess({
        hasHistory: true,
        engine,
        company: made.company,
        patience: hurried,
      });
    });
    afterAll(() => lore.close());

    it('leaves the form beneath, from which everything is sent again and stored once', async () => {
      const tally = await holdRetro(lore, cast, 'Hurried', async (now) => {
        if (now === 'is answered') await lore.dieAt('after the call', 1, 'update');
        if (now === 'reminds')
          expect(retroPost(lore.sandbox, website, 'Hurried').text).toContain('7 of 8 have answered');
      });
      expect(tally).toEqual({ expected: 10, posted: 10, lost: 0, duplicated: 0, deliveryIssues: 0 });
      expect(lore.deaths()).toBe(1);
    });
  });

describe.each(lastingEngines())('a soak on $name', ({ name: engine }) => {
  // On PostgreSQL one listens to Slack, and another does what is due.
  const processes = engine === 'postgres' ? 2 : 1;

  it('of a few retrospectives loses nothing and says nothing twice', async () => {
    const line = await killSoak({ runs: 2, people: 16, hasHistory: true, engine, processes, seed: 1 });
    expect(line).toEqual({
      runs: 2,
      kills: line.kills,
      expected: 2 * 19,
      posted: 2 * 19,
      lost: 0,
      duplicated: 0,
      deliveryIssues: 0,
    });
    expect(line.kills).toBeGreaterThanOrEqual(1);
  });
});
