import { day } from '../../../src/core/clock.ts';
import { rowId } from '../../../src/core/ids.ts';
import { noStandard, type SaidStandard, withStandard } from '../../../src/features/retro/standards/rules.ts';
import { standardsOf } from '../../../src/features/retro/trends/standards.ts';

const now = 1_000 * day;
const slow = 'Deploys are slow';
const changed = { text: slow, since: now - 200 * day };
const raised = (text: string, daysAgo: number) => ({ text, endedAt: now - daysAgo * day });

describe('a lesson that changed a standard', () => {
  it('counts as one whose theme stayed away, once six months are over in which it could have come back', () => {
    expect(standardsOf([changed], [raised('Photos came late', 100)], now)).toEqual({
      changed: 1,
      stayedAway: 1,
    });
  });

  it('counts as one whose theme came back within them, and not for what came before or later', () => {
    expect(standardsOf([changed], [raised('The deploys are so slow', 100)], now)).toEqual({
      changed: 1,
      stayedAway: 0,
    });
    const around = [raised(slow, 201), raised(slow, 17), raised('Photos came late', 50)];
    expect(standardsOf([changed], around, now)).toEqual({ changed: 1, stayedAway: 1 });
  });

  it('is not counted before six months are over, nor without a retrospective since', () => {
    const later = [raised('Photos came late', 1)];
    expect(standardsOf([{ ...changed, since: now - 181 * day }], later, now)).toMatchObject({ changed: 0 });
    expect(standardsOf([{ ...changed, since: now - 182 * day }], later, now)).toMatchObject({ changed: 1 });
    expect(standardsOf([changed], [], now)).toEqual({ changed: 0, stayedAway: 0 });
  });
});

describe('a standard that somebody says has changed', () => {
  const lesson = rowId('lesson');
  const said: SaidStandard = { kind: 'runbook', name: 'Releases', link: '', lesson: null };
  const before = withStandard(noStandard, said, now);

  it('is kept with its moment, which stays where the same is said again', () => {
    expect(before.standardAt).toBe(now);
    expect(withStandard(before, { ...said }, now + day)).toBe(before);
    expect(withStandard(before, null, now + day)).toEqual(noStandard);
  });

  it('is another one if its name, its link, its kind or its lesson is', () => {
    const others: readonly Partial<SaidStandard>[] = [
      { name: 'Checklist' },
      { link: 'https://example.com/' },
      { lesson },
      { kind: 'other' },
    ];
    for (const other of others)
      expect(withStandard(before, { ...said, ...other }, now + day).standardAt).toBe(now + day);
  });
});
