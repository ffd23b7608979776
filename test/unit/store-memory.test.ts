/** What is remembered of the database, how long, and how much. */
import { teamId, userId } from '../../src/core/ids.ts';
import { memory, type Memory } from '../../src/store/memory/memory.ts';

const [team, other] = [teamId('T1'), teamId('T10')];
const [ann, ben] = [userId('UANN'), userId('UBEN')];

/** A memory on a clock of its own, and a database that counts what it is asked. */
function made(most = 10, look: (memory: Memory) => void = () => undefined) {
  const clock = { now: 1_000 };
  const remembers = memory({ now: () => clock.now, longest: 5_000, look });
  const asked: string[] = [];
  const database = { answer: async (key: string): Promise<string> => key };
  const ask = remembers.remember(
    'person',
    (...key: readonly [team: string, user: string]) => {
      asked.push(key.join(' '));
      return database.answer(key.join(' '));
    },
    most,
  );
  return { clock, remembers, asked, database, ask };
}

describe('what is remembered', () => {
  it('is asked for once, until a write names it', async () => {
    const { ask, asked, remembers } = made();
    for (const user of [ann, ann, ben]) await ask(team, user);
    expect(asked).toEqual(['T1 UANN', 'T1 UBEN']);
    remembers.forget(`person ${team} ${ann}`);
    for (const user of [ann, ben]) await ask(team, user);
    expect(asked).toEqual(['T1 UANN', 'T1 UBEN', 'T1 UANN']);
  });

  it('is forgotten of everybody in a workspace where a write names the workspace, and of no other one', async () => {
    const { ask, asked, remembers } = made();
    const all = async () => {
      for (const where of [team, other]) for (const user of [ann, ben]) await ask(where, user);
    };
    await all();
    asked.length = 0;
    remembers.forget(`person ${team}`);
    remembers.forget(`settings ${other}`);
    await all();
    expect(asked).toEqual(['T1 UANN', 'T1 UBEN']);
    remembers.forget(null);
    asked.length = 0;
    await all();
    expect(asked).toHaveLength(4);
  });

  it('is not what was asked for before a write and answered after it', async () => {
    const { ask, database, remembers } = made();
    const slow = Promise.withResolvers<string>();
    database.answer = () => slow.promise;
    const before = ask(team, ann);
    remembers.forget(`person ${team} ${ann}`);
    slow.resolve('as it was');
    expect(await before).toBe('as it was');
    database.answer = async () => 'as it is';
    expect(await ask(team, ann)).toBe('as it is');
  });

  it('is asked for again when it is too old; where the database does not answer then, it is what it said last', async () => {
    const { ask, clock, database } = made();
    database.answer = async () => 'first';
    expect(await ask(team, ann)).toBe('first');
    clock.now += 4_999;
    database.answer = async () => 'second';
    expect(await ask(team, ann)).toBe('first');
    clock.now += 1;
    expect(await ask(team, ann)).toBe('second');
    clock.now += 5_000;
    database.answer = async () => Promise.reject(new Error('locked'));
    expect(await ask(team, ann)).toBe('second');
    database.answer = () => new Promise(() => undefined);
    expect(await ask(team, ann)).toBe('second');
    database.answer = async () => Promise.reject(new Error('locked'));
    await expect(ask(team, ben)).rejects.toThrow('locked');
  });

  it('is bounded: who was not asked for longest goes', async () => {
    const { ask, asked } = made(2);
    const carl = userId('UCARL');
    for (const user of [ann, ben, ann, carl]) await ask(team, user);
    asked.length = 0;
    for (const user of [ann, carl]) await ask(team, user);
    expect(asked).toEqual([]);
    await ask(team, ben);
    expect(asked).toEqual(['T1 UBEN']);
  });

  it('is not taken before it was looked whether others have written', async () => {
    let isOther = false;
    const { ask, asked } = made(10, ({ forget }) => {
      if (isOther) forget(null);
    });
    for (const isNow of [false, false, true]) {
      isOther = isNow;
      await ask(team, ann);
    }
    expect(asked).toHaveLength(2);
  });
});
