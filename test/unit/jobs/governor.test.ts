/** When background work makes way. Times are in ms, as a test gives them. */
import { afterLag, createGovernor, every, limits, type Pausing } from '../../../src/jobs/governor.ts';

/** What is so after each of these looks, 100 ms apart: P work pauses, w it goes on although it lags, - nothing lags. */
function played(lags: readonly number[]): string {
  let state: Pausing = null;
  return lags
    .map((lag, index) => {
      state = afterLag(state, lag, index * 100);
      return state === null ? '-' : state.isPaused ? 'P' : 'w';
    })
    .join('');
}
const times = (lag: number, count: number): number[] => Array<number>(count).fill(lag);

describe('background work', () => {
  it('pauses above 250 ms of lag, and not at it', () => {
    expect(played([0, 249, 250, 251, 0])).toBe('---PP');
  });

  it('goes on when the lag was below 100 ms for a second, and not before', () => {
    expect(played([300, ...times(0, 10)])).toBe(`P${'P'.repeat(9)}-`);
    expect(played([300, ...times(0, 8), 100, ...times(99, 10)])).toBe(`PPPPPPPPPP${'P'.repeat(9)}-`);
  });

  it('pauses for ten seconds at most, then goes on for five, as long as it lags', () => {
    const said = played(times(400, 451));
    expect(said).toBe(
      `${'P'.repeat(100)}${'w'.repeat(50)}${'P'.repeat(100)}${'w'.repeat(50)}${'P'.repeat(100)}${'w'.repeat(50)}P`,
    );
  });

  it('does not pause again at once for what is between 100 and 250 ms, once it has gone on', () => {
    expect(played(times(150, 20))).toBe('-'.repeat(20));
  });
});

describe('a governor', () => {
  const made = () => {
    const said: string[] = [];
    const at = { now: 0, look: (): void => undefined, begun: [] as number[], ended: 0 };
    const governor = createGovernor({
      log: {
        warn: (facts: object, words?: string) => void said.push(`${words} ${JSON.stringify(facts)}`),
        info: (facts: object, words?: string) => void said.push(`${words} ${JSON.stringify(facts)}`),
      },
      now: () => at.now,
      repeat: (look, ms) => {
        at.begun.push(ms);
        at.look = look;
        return () => {
          at.ended += 1;
          at.look = () => undefined;
        };
      },
    });
    governor.start();
    /** A look that comes so late. */
    const look = (lag: number) => {
      at.now += every + lag;
      at.look();
    };
    return { governor, said, look, at };
  };
  /** Whether a step may be taken at once. */
  const isFree = async (step: Promise<void>) => {
    let free = false;
    void step.then(() => (free = true));
    for (let turns = 0; turns < 5; turns += 1) await Promise.resolve();
    return free;
  };

  it('holds a step until the lag is over, and says both once', async () => {
    const { governor, said, look } = made();
    expect(await isFree(governor.giveWay())).toBe(true);
    look(300);
    const step = governor.giveWay();
    look(260);
    for (let calm = every; calm < 1_000; calm += every) look(0);
    expect(await isFree(step)).toBe(false);
    expect(governor.paused()).toEqual({ isPaused: true, ms: 1_260 });
    look(0);
    expect(await isFree(step)).toBe(true);
    expect(governor.paused().isPaused).toBe(false);
    expect(said).toEqual([
      'the event loop lags, so background work pauses {"lagMs":300}',
      'background work goes on {"afterMs":1280}',
    ]);
  });

  it('holds nothing any more once it is stopped, and nothing that comes later', async () => {
    const { governor, look } = made();
    look(300);
    const step = governor.giveWay();
    governor.stop();
    expect(await isFree(step)).toBe(true);
    look(300);
    expect(await isFree(governor.giveWay())).toBe(true);
  });

  it('looks every 20 ms, begins once however often it is started, and ends with its process', () => {
    const { governor, at } = made();
    governor.start();
    expect(at.begun).toEqual([20]);
    governor.stop();
    expect(at.ended).toBe(1);
  });

  it('takes no time before it was started for a lag', async () => {
    const at = { now: 0, look: (): void => undefined };
    const governor = createGovernor({
      log: { warn: () => undefined, info: () => undefined },
      now: () => at.now,
      repeat: (look) => {
        at.look = look;
        return () => undefined;
      },
    });
    at.now = 5_000;
    governor.start();
    at.now += every;
    at.look();
    expect(governor.paused()).toEqual({ isPaused: false, ms: 0 });
    expect(await isFree(governor.giveWay())).toBe(true);
  });

  it('lets go what waited when a pause was as long as it may be, and holds what comes in the next', async () => {
    const { governor, look } = made();
    look(300);
    const first = governor.giveWay();
    look(10_000);
    expect(await isFree(first)).toBe(true);
    expect(governor.paused()).toEqual({ isPaused: false, ms: 10_020 });
    look(4_000);
    expect(await isFree(governor.giveWay())).toBe(true);
    look(4_000);
    const second = governor.giveWay();
    expect(await isFree(second)).toBe(false);
    expect(governor.paused()).toEqual({ isPaused: true, ms: 10_020 });
    look(10_000);
    expect(await isFree(second)).toBe(true);
    expect(governor.paused().ms).toBe(20_040);
  });

  it('lets a step wait for those who are being answered, until the last one is', async () => {
    const { governor, look } = made();
    const [first, second] = [governor.asked(), governor.asked()];
    const step = governor.giveWay();
    look(0);
    first();
    expect(await isFree(step)).toBe(false);
    second();
    expect(await isFree(step)).toBe(true);
    expect(await isFree(governor.giveWay())).toBe(true);
  });

  it('lets it wait no longer than a moment, while somebody always is', async () => {
    const { governor, look } = made();
    governor.asked();
    const step = governor.giveWay();
    for (let waited = every; waited < limits.moment; waited += every) look(0);
    expect(await isFree(step)).toBe(false);
    look(0);
    expect(await isFree(step)).toBe(true);
    expect(await isFree(governor.giveWay())).toBe(false);
  });

  it('lets nothing wait for anybody when it was not started, or is stopped', async () => {
    const { governor } = made();
    governor.asked();
    const step = governor.giveWay();
    governor.stop();
    expect(await isFree(step)).toBe(true);
    expect(await isFree(governor.giveWay())).toBe(true);
  });

  it('says nothing where nothing lags', () => {
    const { said, look } = made();
    for (const lag of [0, 100, 250, 0]) look(lag);
    expect(said).toEqual([]);
  });
});
