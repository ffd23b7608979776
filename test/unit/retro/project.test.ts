/** Planning a retrospective ahead: when Lore asks, and what can be planned. */
import { userId } from '../../../src/core/ids.ts';
import { defaultWorkingHours, type Person, type MemberType } from '../../../src/core/people.ts';
import type { Calendar } from '../../../src/core/recurrence.ts';
import { holidaysOf, noHolidays } from '../../../src/core/time/holidays.ts';
import {
  askAt,
  isProjectName,
  isSameName,
  projectPlanOf,
  type ProjectWishes,
} from '../../../src/features/retro/plan/rules.ts';

const berlin: Calendar = { tz: 'Europe/Berlin', days: [1, 2, 3, 4, 5], isHoliday: noHolidays };
/** Tuesday 11:00 in Berlin. */
const now = Date.parse('2026-11-24T10:00:00Z');
const asked = (endsOn: string, days: Calendar = berlin, at = now) => {
  const instant = askAt(endsOn, at, days);
  return instant === null ? null : new Date(instant).toISOString();
};

it.each([
  ['proj-checkout', true],
  ['projekt_umzug', true],
  ['projeto-novo', true],
  ['project-apollo', true],
  ['projector-room', false],
  ['team-project-office', false],
])('a channel called %s is a project’s: %s', (name, is) => {
  expect(isProjectName(name)).toBe(is);
});

describe('Lore asks', () => {
  it('at ten, five working days before the day of the end', () => {
    expect(asked('2026-12-04')).toBe('2026-11-27T09:00:00.000Z');
    expect(asked('2026-12-07')).toBe('2026-11-30T09:00:00.000Z');
  });

  it('as if a project that ends on a weekend ended on the Friday before', () => {
    expect(asked('2026-12-05')).toBe('2026-11-27T09:00:00.000Z');
    expect(asked('2026-12-06')).toBe('2026-11-27T09:00:00.000Z');
  });

  it('earlier where holidays of the channel’s region lie between', async () => {
    const bavaria = { ...berlin, isHoliday: await holidaysOf('DE-BY') };
    // 25, 26 December and 1 January and the weekends are none of the five.
    expect(asked('2027-01-04')).toBe('2026-12-28T09:00:00.000Z');
    expect(asked('2027-01-04', bavaria)).toBe('2026-12-24T09:00:00.000Z');
  });

  it('at the same local time over the end of daylight saving', () => {
    expect(asked('2026-10-28', berlin, Date.parse('2026-10-01T10:00:00Z'))).toBe('2026-10-21T08:00:00.000Z');
  });

  it('in the channel’s zone and on its working days', () => {
    const cairo = { ...berlin, tz: 'Africa/Cairo', days: [7, 1, 2, 3, 4] };
    // Sunday to Thursday: from Thursday 10 December back to Thursday 3 December.
    expect(asked('2026-12-10', cairo)).toBe('2026-12-03T08:00:00.000Z');
  });

  it('at once when fewer are left, or the hour has passed', () => {
    expect(asked('2026-11-30')).toBeNull();
    expect(asked('2026-12-01')).toBeNull();
    expect(asked('2026-12-01', berlin, Date.parse('2026-11-24T08:59:00Z'))).toBe('2026-11-24T09:00:00.000Z');
    expect(asked('2026-11-01')).toBeNull();
  });
});

const ann = userId('ann');
const gus = userId('gus');
const person = (id: typeof ann, standing: MemberType): Person => ({
  userId: id,
  memberType: standing,
  isAdmin: false,
  tz: 'Europe/Berlin',
  locale: 'en',
  workingHours: defaultWorkingHours,
  awayUntil: null,
});
const members = [person(ann, 'member'), person(gus, 'guest')];
const planned = (wishes: Partial<ProjectWishes>, others: { name: string; endsOn: string }[] = []) => {
  const whole = { name: 'Website relaunch', about: '', endsOn: '2026-12-04', owner: ann, ...wishes };
  const result = projectPlanOf(whole, members, others, now, 'Europe/Berlin');
  return result.ok ? result.plan : result.refusals;
};

describe('a project', () => {
  it('has a name, an end and an owner', () => {
    expect(planned({})).toEqual({ name: 'Website relaunch', about: '', endsOn: '2026-12-04', owner: ann });
    expect(planned({ endsOn: '2026-11-24' })).toMatchObject({ endsOn: '2026-11-24' });
  });

  it('is refused with all that is wrong at once', () => {
    expect(planned({ name: '', endsOn: null, owner: null })).toEqual([
      'nameEmpty',
      'endMissing',
      'ownerOutside',
    ]);
    expect(planned({ name: 'x'.repeat(121), endsOn: '2026-02-30' })).toEqual(['nameLong', 'endMissing']);
    expect(planned({ about: 'x'.repeat(1_001) })).toEqual(['aboutLong']);
    expect(planned({ endsOn: '2028-11-25' })).toEqual(['endFar']);
    expect(planned({ endsOn: '0201-12-04' })).toEqual(['endFar']);
  });

  it('belongs to a member of the workspace who is in the channel', () => {
    expect(planned({ owner: gus })).toEqual(['ownerOutside']);
    expect(planned({ owner: userId('zoe') })).toEqual(['ownerOutside']);
  });

  it('that is over is told apart from what is wrong, so that it can be looked back on at once', () => {
    expect(planned({ endsOn: '2026-11-23' })).toEqual(['endedAlready']);
    expect(planned({ endsOn: '2026-11-23', name: '' })).toEqual(['nameEmpty']);
  });

  it('is not planned twice, however its name is written', () => {
    expect(
      planned({ name: 'website  Relaunch' }, [{ name: 'Website relaunch', endsOn: '2026-12-01' }]),
    ).toEqual(['plannedTwice']);
    expect(isSameName('Über\u00a0uns', ' u\u0308ber UNS')).toBe(true);
    expect(isSameName('Website', 'Websites')).toBe(false);
  });
});
