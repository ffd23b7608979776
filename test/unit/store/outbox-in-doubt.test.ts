/** After a restore: what is published and scheduled while something runs that the lost database may have come to, and what that could not have done. */
import { day, hour } from '../../../src/core/clock.ts';
import {
  mayBePostedSince,
  mayHaveRunSince,
  whileInDoubt,
  whileOnceIsInDoubt,
} from '../../../src/store/outbox/in-doubt.ts';

const since = Date.parse('2026-11-24T10:00:00Z');
const lost = { since, until: since + hour };
const ofOneDay = 'digest.digest|C1|week=C1:2026-11-24';
const ofNoDay = 'lessons.welcome|C1';

it('nothing may have been done before where no database was lost', () => {
  expect(mayBePostedSince(ofNoDay)).toBeNull();
  expect(mayHaveRunSince(since)).toBeNull();
  expect(whileInDoubt(null, () => mayBePostedSince(ofNoDay))).toBeNull();
  expect(whileOnceIsInDoubt(null, since, () => mayBePostedSince(ofNoDay))).toBeNull();
});

it('what an event leads to may have been posted since the backup was taken', () => {
  expect(whileInDoubt(lost, () => mayBePostedSince(ofNoDay))).toBe(since);
  expect(whileInDoubt(lost, () => mayBePostedSince(ofOneDay))).toBe(since);
});

it('a job that is scheduled now may have run there only if the lost one had the time', () => {
  const mayHaveRun = (runAt: number) => whileInDoubt(lost, () => mayHaveRunSince(runAt));
  expect(mayHaveRun(lost.until + hour - 1)).toBe(since);
  expect(mayHaveRun(lost.until + hour)).toBeNull();
});

describe('of a later occurrence of a ritual', () => {
  const later = lost.until + day;

  it('only what is said once ever may have been posted', () => {
    expect(whileOnceIsInDoubt(lost, later, () => mayBePostedSince(ofNoDay))).toBe(since);
    expect(whileOnceIsInDoubt(lost, later, () => mayBePostedSince(ofOneDay))).toBeNull();
    expect(
      whileOnceIsInDoubt(lost, later, () => mayBePostedSince(`retro.main|C1|at=${since},n=1`)),
    ).toBeNull();
    expect(whileOnceIsInDoubt(lost, later, () => mayBePostedSince('retro.main|C1|n=7'))).toBe(since);
  });

  it('no job may have run', () => {
    expect(whileOnceIsInDoubt(lost, later, () => mayHaveRunSince(lost.since))).toBeNull();
  });

  it('nothing may have been posted any more after 35 days', () => {
    const posted = (now: number) => whileOnceIsInDoubt(lost, now, () => mayBePostedSince(ofNoDay));
    expect(posted(lost.until + 35 * day)).toBe(since);
    expect(posted(lost.until + 35 * day + 1)).toBeNull();
  });
});
