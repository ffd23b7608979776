import { createTries } from '../../../src/jobs/tries.ts';

describe('tries', () => {
  it('are counted for each thing, and begin again when it went well', () => {
    const tries = createTries();
    expect([tries.again('a'), tries.again('a'), tries.again('b')]).toEqual([1, 2, 1]);
    tries.done('a');
    expect([tries.again('a'), tries.again('b')]).toEqual([1, 2]);
  });

  it('are forgotten, what was not tried for longest first, when there are too many', () => {
    const tries = createTries(2);
    tries.again('a');
    tries.again('b');
    tries.again('a');
    tries.again('c');
    expect([tries.again('a'), tries.again('c'), tries.again('b')]).toEqual([3, 2, 1]);
  });
});
