/** The clock that processes on one database share. */
import { type OwnClocks, sharedClock } from '../../../src/store/engines/database-clock.ts';

const noon = Date.parse('2026-11-30T12:00:00Z');

/** A machine whose clock is off by so many ms, beside a database whose is right. @param takes ms of each question, both ways */
function machine(off: number, takes: readonly number[] = [0, 0, 0]) {
  const at = { true: noon, off };
  let asked = 0;
  let connections = 0;
  const own: OwnClocks = { wall: () => at.true + at.off, elapsed: () => at.true - noon + 5_000 };
  const connect = async () => {
    connections += 1;
    return {
      ask: async () => {
        const half = (takes[asked % takes.length] ?? 0) / 2;
        asked += 1;
        at.true += half;
        const said = at.true;
        at.true += half;
        return said;
      },
      end: async () => undefined,
    };
  };
  return { at, clock: sharedClock(connect, own), connections: () => connections };
}

describe('the clock of several processes', () => {
  it('says the same on machines whose clocks do not', async () => {
    const machines = [machine(-90_000), machine(0), machine(3_600_000)];
    for (const { clock } of machines) await clock.compare();
    expect(machines.map(({ clock }) => clock.now())).toEqual([noon, noon, noon]);
  });

  it('goes by the answer that came fastest, and by the middle of the time it took', async () => {
    const { clock, at } = machine(-90_000, [800, 20, 300]);
    await clock.compare();
    expect(clock.now()).toBe(at.true);
  });

  it('asks again at once when the machine’s own clocks part, since somebody set one or it slept', async () => {
    const { clock, at, connections } = machine(0);
    await clock.compare();
    clock.start();
    at.true += 10_000;
    clock.now();
    expect(connections()).toBe(1);
    at.off = 600_000;
    // Not even until it has answered is anything too late.
    expect(clock.now()).toBe(at.true);
    expect(connections()).toBe(2);
    await clock.compare();
    expect(clock.now()).toBe(at.true);
    clock.stop();
  });

  it('sees that the machine slept while the database was asked', async () => {
    const at = { wall: noon, elapsed: 5_000 };
    let asked = 0;
    const connect = async () => ({
      ask: async () => {
        asked += 1;
        const said = at.wall;
        if (asked === 1) at.wall += 3_600_000;
        return said;
      },
      end: async () => undefined,
    });
    const clock = sharedClock(connect, { wall: () => at.wall, elapsed: () => at.elapsed });
    await clock.compare();
    clock.start();
    at.elapsed += 5_000;
    at.wall += 5_000;
    clock.now();
    await clock.compare();
    expect(clock.now()).toBe(at.wall);
    clock.stop();
  });

  it('keeps what it knows while the database does not answer', async () => {
    let isThere = true;
    const clock = sharedClock(
      async () => {
        if (!isThere) throw new Error('no room');
        return { ask: async () => noon, end: async () => undefined };
      },
      { wall: () => noon - 7_000, elapsed: () => 1 },
    );
    await clock.compare();
    isThere = false;
    await expect(clock.compare()).rejects.toThrow('no room');
    expect(clock.now()).toBe(noon);
  });
});
