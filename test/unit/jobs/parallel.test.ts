import { inParallel } from '../../../src/jobs/parallel.ts';

describe('work in parallel', () => {
  it('begins in order, does not more than so many at once, and waits for all', async () => {
    let running = 0;
    let most = 0;
    const begun: number[] = [];
    const results = await inParallel(3, [1, 2, 3, 4, 5, 6, 7], async (item) => {
      begun.push(item);
      running += 1;
      most = Math.max(most, running);
      await Promise.resolve();
      running -= 1;
      return item * 2;
    });
    expect(begun).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(most).toBe(3);
    expect(results.toSorted((a, b) => a - b)).toEqual([2, 4, 6, 8, 10, 12, 14]);
  });

  it('throws the first error, after the others have ended', async () => {
    const ended: number[] = [];
    const work = inParallel(2, [1, 2, 3], async (item) => {
      await Promise.resolve();
      if (item === 1) throw new Error('one');
      await Promise.resolve();
      ended.push(item);
    });
    await expect(work).rejects.toThrow('one');
    expect(ended).toEqual([2]);
  });

  it('stops when its turn is over, after at least one in each lane', async () => {
    const done: number[] = [];
    const steps = { giveWay: async () => undefined, isOver: () => true };
    await inParallel(2, [1, 2, 3, 4], async (item) => done.push(item), steps);
    expect(done).toEqual([1, 2]);
  });
});
