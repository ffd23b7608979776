/** Who asks once does not wait behind a crowd. */
import * as fc from 'fast-check';
import { FairLine, fairTurns, type Path } from '../../../src/slack/requests/fair-turns.ts';

/** The names of those who stood in line, in the order in which they were served. */
function served(waiting: readonly (readonly [path: string, count: number])[]): string {
  const line = new FairLine<string>();
  for (const [path, count] of waiting)
    for (let nth = 0; nth < count; nth += 1) line.add(path.split(' '), path.at(-1) ?? '');
  const all: string[] = [];
  for (let next = line.take(); next !== undefined; next = line.take()) all.push(next);
  return all.join('');
}

describe('a fair line', () => {
  it('serves those from one place in the order in which they came', () => {
    const line = new FairLine<number>();
    for (const nth of [1, 2, 3]) line.add(['T1', 'C1', 'U1'], nth);
    expect([line.take(), line.take(), line.size, line.take(), line.take()]).toEqual([1, 2, 1, 3, undefined]);
  });

  it('lets workspaces, then channels, then people take turns', () => {
    const waiting = [
      ['T1 C1 a', 4],
      ['T1 C1 b', 1],
      ['T1 C2 c', 2],
      ['T2 C3 d', 2],
    ] as const;
    expect(served(waiting)).toBe('adcdbcaaa');
  });

  it('has who comes late wait for one of each of the others at most', () => {
    const line = new FairLine<string>();
    for (let nth = 0; nth < 300; nth += 1) line.add(['T1', 'C1', `U${nth % 40}`], 'crowd');
    for (let nth = 0; nth < 7; nth += 1) line.take();
    line.add(['T2', 'C2', 'U9'], 'other');
    expect([line.take(), line.take()]).toEqual(['crowd', 'other']);
  });

  it('loses nobody, serves nobody twice, and keeps the order of each', () => {
    const steps = fc.array(
      fc.option(fc.tuple(...['T', 'C', 'U'].map((of) => fc.nat(3).map((nth) => `${of}${nth}`)))),
    );
    fc.assert(
      fc.property(steps, (all) => {
        const line = new FairLine<readonly [path: string, nth: number]>();
        const [came, gone] = [new Map<string, number[]>(), new Map<string, number[]>()];
        const note = (into: Map<string, number[]>, path: string, nth: number) =>
          into.set(path, [...(into.get(path) ?? []), nth]);
        const take = () => {
          const taken = line.take();
          if (taken !== undefined) note(gone, ...taken);
        };
        for (const [nth, path] of all.entries())
          if (path === null) take();
          else {
            line.add(path satisfies Path, [path.join(' '), nth]);
            note(came, path.join(' '), nth);
          }
        while (line.size > 0) take();
        expect(gone).toEqual(came);
        expect(line.take()).toBeUndefined();
      }),
    );
  });
});

describe('what is decided', () => {
  /** Two at once; nothing is over before it is said to be. */
  const made = () => {
    const began: string[] = [];
    const late = new Set<() => void>();
    const turns = fairTurns((_, run) => {
      late.add(run);
      return () => void late.delete(run);
    });
    const ask = (from: string) => {
      const work = Promise.withResolvers<string>();
      const done = turns.run(from.split(' '), () => {
        began.push(from.at(-1) ?? '');
        return work.promise;
      });
      return { ...work, done };
    };
    const settled = async () => {
      for (let times = 0; times < 10; times += 1) await Promise.resolve();
      return began.join('');
    };
    return { ask, settled, late };
  };

  it('is so much at once and no more, and then whose turn it is', async () => {
    const { ask, settled } = made();
    const crowd = ['T1 C1 a', 'T1 C1 b', 'T1 C1 c', 'T1 C1 d'].map(ask);
    ask('T1 C2 o');
    ask('T2 C3 p');
    expect(await settled()).toBe('ab');
    crowd[0]?.resolve('said');
    expect(await crowd[0]?.done).toBe('said');
    expect(await settled()).toBe('abc');
    crowd[1]?.resolve('');
    crowd[2]?.resolve('');
    expect(await settled()).toBe('abcpo');
  });

  it('goes on after what fails', async () => {
    const { ask, settled } = made();
    const [first] = ['T1 C1 a', 'T1 C1 b', 'T1 C1 c'].map(ask);
    first?.reject(new Error('broken'));
    await expect(first?.done).rejects.toThrow('broken');
    expect(await settled()).toBe('abc');
  });

  it('does not wait for what waits for something else, and counts that once', async () => {
    const { ask, settled, late } = made();
    const [first] = ['T1 C1 a', 'T1 C1 b', 'T1 C1 c', 'T1 C1 d', 'T1 C1 e'].map(ask);
    expect(await settled()).toBe('ab');
    const [isLate] = late;
    isLate?.();
    expect(await settled()).toBe('abc');
    first?.resolve('');
    await first?.done;
    expect(await settled()).toBe('abc');
    expect(late.size).toBe(2);
  });
});
