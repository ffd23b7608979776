import fc from 'fast-check';
import { createPace, paceFrom, postPace, rates, type Pace, type Paced } from '../../../src/jobs/pace.ts';
import { often } from '../../support/often.ts';

const post = (channel: string): Paced[] => [
  [rates.channelPost, 'T1', channel],
  [rates.workspacePost, 'T1'],
];

describe('the pace', () => {
  it('lets one message a second into a channel, and does not hold up others', () => {
    const pace = createPace();
    expect(pace.notBefore(post('C1'), 5000)).toBe(5000);
    pace.took(post('C1'), 5000);
    expect(pace.notBefore(post('C1'), 5400)).toBe(6000);
    expect(pace.notBefore(post('C2'), 5400)).toBe(5400);
    expect(pace.notBefore(post('C1'), 6000)).toBe(6000);
  });

  it('lets fifty updates a minute into a workspace', () => {
    const pace = createPace();
    const update: Paced[] = [[rates.workspaceUpdate, 'T1']];
    for (let index = 0; index < 50; index += 1) pace.took(update, 1000 + index);
    expect(pace.notBefore(update, 2000)).toBe(61_000);
    expect(pace.notBefore(update, 61_001)).toBe(61_001);
    expect(pace.notBefore([[rates.workspaceUpdate, 'T2']], 2000)).toBe(2000);
  });

  it('says when several may be made at once, which is never later than when all may', () => {
    const pace = createPace();
    const update: Paced[] = [[rates.workspaceUpdate, 'T1']];
    for (let index = 0; index < 50; index += 1) pace.took(update, 1000 + index * 100);
    expect(pace.notBefore(update, 6000, 10)).toBe(61_900);
    expect(pace.notBefore(update, 6000, 500)).toBe(65_900);
    // Five may be made by then.
    expect(pace.notBefore(update, 61_400, 5)).toBe(61_400);
    expect(pace.notBefore(update, 61_400, 6)).toBe(61_500);
  });

  it('goes along when the clock jumps, forwards or back', () => {
    const pace = createPace();
    pace.took(post('C1'), 100_000);
    expect(pace.notBefore(post('C1'), 900_000)).toBe(900_000);
    expect(pace.notBefore(post('C1'), 1000)).toBe(1000);
    pace.hold(post('C1'), 3_700_000, 30_000);
    expect(pace.notBefore(post('C1'), 3_701_000)).toBe(3_730_000);
    // An hour back: what Slack asked to wait is not made an hour long.
    expect(pace.notBefore(post('C1'), 101_000)).toBe(101_000);
  });

  it('never lets more through in any stretch than the rate says, if one does as it says', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 1000 }),
        fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 60 }),
        (calls, per, waits) => {
          const pace = createPace();
          const what: Paced[] = [[{ calls, per }, 'x']];
          const made: number[] = [];
          let now = 0;
          for (const wait of waits) {
            now = pace.notBefore(what, now + wait);
            pace.took(what, now);
            made.push(now);
          }
          for (const at of made)
            expect(made.filter((other) => other > at - per && other <= at).length).toBeLessThanOrEqual(calls);
        },
      ),
      often(100),
    );
  });
});

describe('Slack’s wish to wait', () => {
  it('holds what it was said of, for as long as it was said, and nothing else', () => {
    const pace = createPace();
    pace.hold(post('C1'), 1000, 30_000);
    expect(pace.notBefore(post('C1'), 1000)).toBe(31_000);
    expect(pace.notBefore(post('C2'), 2000)).toBe(31_000);
    expect(pace.notBefore([[rates.channelPost, 'T1', 'C2']], 2000)).toBe(2000);
    expect(pace.notBefore([[rates.workspaceUpdate, 'T1']], 2000)).toBe(2000);
    expect(pace.notBefore([[rates.workspacePost, 'T2']], 2000)).toBe(2000);
    expect(pace.notBefore(post('C1'), 31_000)).toBe(31_000);
  });

  it('holds no other kind of call that is as frequent', () => {
    const pace = createPace();
    pace.hold([[rates.upload, 'T1']], 1000, 30_000);
    const alike = Object.values(rates).filter(
      (rate) => rate !== rates.upload && rate.per === rates.upload.per,
    );
    expect(alike.filter((rate) => rate.calls === rates.upload.calls)).not.toEqual([]);
    for (const rate of alike) expect(pace.notBefore([[rate, 'T1']], 2000)).toBe(2000);
  });

  it('is not over because something else was called meanwhile', () => {
    const pace = createPace();
    pace.hold(post('C1'), 1000, 30_000);
    pace.took([[rates.home, 'T1']], 1000);
    pace.took([[rates.home, 'T1']], 30_999);
    expect(pace.notBefore(post('C1'), 2000)).toBe(31_000);
  });

  it('is over after a call that was made before it by a clock that was set back', () => {
    const pace = createPace();
    pace.hold(post('C1'), 100_000, 30_000);
    pace.took([[rates.home, 'T1']], 50_000);
    expect(pace.notBefore(post('C1'), 101_000)).toBe(101_000);
  });
});

describe('a post', () => {
  const row = { team_id: 'T1', channel_id: 'C1', user_id: null };
  it('counts towards its channel, or the person to whom it is, and towards the workspace', () => {
    const pace = createPace();
    pace.took(postPace(row), 1000);
    pace.took(postPace({ ...row, channel_id: 'D1', user_id: 'U1' }), 1000);
    const notBefore = (some: Partial<typeof row>) => pace.notBefore(postPace({ ...row, ...some }), 1000);
    expect([notBefore({}), notBefore({ channel_id: 'C2' }), notBefore({ team_id: 'T2' })]).toEqual([
      2000, 1000, 1000,
    ]);
    const direct = (user: string) =>
      pace.notBefore(postPace({ ...row, channel_id: null, user_id: user }), 1000);
    expect([direct('U1'), direct('U2')]).toEqual([2000, 1000]);
  });

  it('waits when there were two hundred in its workspace in a minute', () => {
    const pace = createPace();
    for (let nth = 0; nth < 200; nth += 1) pace.took(postPace({ ...row, channel_id: `C${nth}` }), 1000 + nth);
    expect(pace.notBefore(postPace({ ...row, channel_id: 'CNEW' }), 2000)).toBe(61_000);
    expect(pace.notBefore(postPace({ ...row, team_id: 'T2' }), 2000)).toBe(2000);
  });
});

describe('the pace that the next process takes up', () => {
  const handedOn = ['workspaceUpdate', 'upload', 'direct', 'quiet', 'home', 'lookup'] as const;
  const next = (pace: Pace, now: number, posts: Parameters<typeof paceFrom>[2] = []) =>
    paceFrom('T1', pace.stateOf('T1', now), posts);

  it.each(handedOn)('knows how often %s was called within the minute', (name) => {
    const pace = createPace();
    const what: Paced[] = [[rates[name], 'T1']];
    for (let nth = 0; nth < rates[name].calls; nth += 1) pace.took(what, 1000 + nth);
    const later = next(pace, 5000);
    expect(later.notBefore(what, 5000)).toBe(61_000);
    expect(later.notBefore([[rates[name], 'T2']], 5000)).toBe(5000);
    // One of them is no longer in the minute.
    expect(next(pace, 61_000).notBefore(what, 61_000)).toBe(61_000);
  });

  it.each(handedOn)('knows until when Slack asked to wait with %s', (name) => {
    const pace = createPace();
    pace.hold([[rates[name], 'T1']], 1000, 30_000);
    const later = next(pace, 5000);
    expect(later.notBefore([[rates[name], 'T1']], 5000)).toBe(31_000);
    expect(later.notBefore([[rates[name], 'T2']], 5000)).toBe(5000);
  });

  it('knows of posts what was posted, and keeps nothing of them itself', () => {
    const pace = createPace();
    pace.took(post('C1'), 4800);
    expect(pace.stateOf('T1', 5000)).toBe('{}');
    expect(next(pace, 5000).notBefore(post('C1'), 5000)).toBe(5000);
    expect(next(pace, 5000, [[post('C1'), 4800]]).notBefore(post('C1'), 5000)).toBe(5800);
  });

  it('is told of nothing that is over, of another workspace, or of a time that is still to come', () => {
    const pace = createPace();
    pace.took([[rates.home, 'T1']], 1000);
    pace.hold([[rates.lookup, 'T1']], 2000, 30_000);
    pace.took([[rates.home, 'T2']], 2000);
    expect(pace.stateOf('T3', 3000)).toBe('{}');
    expect(JSON.parse(pace.stateOf('T1', 3000))).toEqual({
      home: { taken: [1000] },
      lookup: { taken: [], held: [2000, 32_000] },
    });
    expect(pace.stateOf('T1', 61_000)).toBe('{}');
    expect(JSON.parse(pace.stateOf('T1', 32_000))).toEqual({ home: { taken: [1000] } });
    expect(pace.stateOf('T1', 500)).toBe('{}');
  });
});
