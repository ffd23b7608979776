/** What every engine of wake-ups keeps: who is woken, and who is due, has a turn, never two at once. */
import type { TeamId } from '../../src/core/ids.ts';
import { teamId } from '../../src/core/ids.ts';
import type { Work } from '../../src/jobs/wakes.ts';
import { engines } from '../support/databases.ts';
import { openWakes, type OpenWakes } from '../support/open-wakes.ts';

const [one, two, three] = [teamId('T1'), teamId('T2'), teamId('T3')];

/** Turns that were taken, and who waits for how many. */
function turns() {
  const taken: TeamId[] = [];
  const waiting: { count: number; of: TeamId; resolve: (value: null) => void }[] = [];
  const count = (of: TeamId) => taken.filter((team) => team === of).length;
  return {
    taken,
    take: (team: TeamId) => {
      taken.push(team);
      for (const wait of waiting) if (count(wait.of) >= wait.count) wait.resolve(null);
    },
    reached: async (of: TeamId, wanted: number) => {
      if (count(of) >= wanted) return;
      const { promise, resolve } = Promise.withResolvers<null>();
      waiting.push({ count: wanted, of, resolve });
      await promise;
    },
  };
}

describe.each(engines())('wake-ups on $name', (engine) => {
  let here: OpenWakes;
  let log: ReturnType<typeof turns>;
  beforeEach(async () => {
    log = turns();
    here = await openWakes(engine);
  });
  afterEach(() => here.close());

  const work =
    (...answers: readonly (Awaited<ReturnType<Work>> | Error)[]): Work =>
    async (team) => {
      log.take(team);
      const answer = answers[log.taken.length - 1] ?? null;
      if (answer instanceof Error) throw answer;
      return answer;
    };

  it('give a workspace that is woken a turn, and no other', async () => {
    const wakes = here.wakes();
    await wakes.start(work());
    await wakes.wake(one);
    await log.reached(one, 1);
    await wakes.wake(two);
    await log.reached(two, 1);
    expect(log.taken).toEqual([one, two]);
  });

  it('find what is due without being told, also what was due before they began', async () => {
    here.due.add(one);
    const wakes = here.wakes();
    await wakes.start(async (team) => {
      here.due.delete(team);
      log.take(team);
      return null;
    });
    await log.reached(one, 1);
    expect(log.taken).toEqual([one]);
  });

  it('give it a turn when something was decided in it', async () => {
    await here.wakes().start(work());
    await here.decide(two);
    await log.reached(two, 1);
    expect(log.taken).toEqual([two]);
  });

  it('come back at the instant that a turn said, and at one that was asked for, not before', async () => {
    const at: number[] = [];
    const wakes = here.wakes();
    const soon = here.now() + 300;
    await wakes.start(async (team) => {
      at.push(here.now());
      log.take(team);
      return log.taken.length === 1 ? soon : null;
    });
    await wakes.wake(one);
    await log.reached(one, 2);
    expect(at[1]).toBeGreaterThanOrEqual(soon);
    const later = here.now() + 300;
    await wakes.wake(one, later);
    await log.reached(one, 3);
    expect(at[2]).toBeGreaterThanOrEqual(later);
  });

  it('let the others have their turn when there is more to do in one', async () => {
    const wakes = here.wakes();
    // More than are worked on at once, so that some have to wait for others.
    const many = Array.from({ length: 12 }, (_each, nth) => teamId(`T1${nth}`));
    for (const team of [one, ...many]) await wakes.wake(team);
    let left = 50;
    await wakes.start(async (team) => {
      log.take(team);
      if (team !== one) return null;
      left -= 1;
      return left > 0 ? 'more' : null;
    });
    await log.reached(one, 50);
    const last = Math.max(...many.map((team) => log.taken.indexOf(team)));
    expect(Math.min(...many.map((team) => log.taken.indexOf(team)))).toBeGreaterThanOrEqual(0);
    expect(log.taken.slice(0, last).filter((team) => team === one).length).toBeLessThan(50);
  });

  it('never give one two turns at once, and another turn to one that was woken during its turn', async () => {
    let inside = 0;
    let most = 0;
    const begun = Promise.withResolvers<null>();
    const goOn = Promise.withResolvers<null>();
    const both = here.two();
    const doWork: Work = async (team) => {
      inside += 1;
      most = Math.max(most, inside);
      begun.resolve(null);
      if (log.taken.length === 0) await goOn.promise;
      inside -= 1;
      log.take(team);
      return null;
    };
    for (const wakes of both) await wakes.start(doWork);
    await both[0].wake(three);
    await begun.promise;
    for (const wakes of both) await wakes.wake(three);
    goOn.resolve(null);
    await log.reached(three, 2);
    expect(most).toBe(1);
  });

  it('try again after an error, which is said', async () => {
    const wakes = here.wakes();
    await wakes.start(work(new Error('the database is away')));
    await wakes.wake(one);
    await log.reached(one, 2);
    expect(here.errors).toContain('due work failed and will be retried');
  });

  it('say once what fails in a workspace again and again, until a turn there ends well', async () => {
    const wakes = here.wakes();
    const away = new Error('it always fails');
    await wakes.start(work(away, away, away, null, away, null));
    await wakes.wake(one);
    await log.reached(one, 4);
    expect(here.errors).toEqual(['due work failed and will be retried']);
    await wakes.wake(one);
    await log.reached(one, 6);
    expect(here.errors).toHaveLength(2);
  });

  it('end after what is going on, and begin nothing any more', async () => {
    const begun = Promise.withResolvers<null>();
    const goOn = Promise.withResolvers<null>();
    const wakes = here.wakes();
    let isDone = false;
    await wakes.start(async (team) => {
      begun.resolve(null);
      await goOn.promise;
      isDone = true;
      log.take(team);
      return 'more';
    });
    await wakes.wake(one);
    await begun.promise;
    const stopped = wakes.stop();
    goOn.resolve(null);
    await stopped;
    expect(isDone).toBe(true);
    expect(log.taken).toEqual([one]);
  });
});
