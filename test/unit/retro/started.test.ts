/** What a retrospective begins with: whom it asks, what is filled in, and what has to be chosen otherwise. */
import { day } from '../../../src/core/clock.ts';
import { userId } from '../../../src/core/ids.ts';
import { defaultWorkingHours, type Person } from '../../../src/core/people.ts';
import { lengthsFor } from '../../../src/features/retro/start/formats.ts';
import { isNear, planOf, usualParticipants, type Wishes } from '../../../src/features/retro/start/rules.ts';
import { ann, at, ben, berlin, cat, eve, noon } from './states.ts';

const person = (user: ReturnType<typeof userId>, over: Partial<Person> = {}): Person => ({
  userId: user,
  memberType: 'member',
  isAdmin: false,
  tz: 'Europe/Berlin',
  locale: 'en',
  workingHours: defaultWorkingHours,
  awayUntil: null,
  ...over,
});
const members = [person(ann), person(ben), person(cat, { memberType: 'guest' })];

const nothingChosen: Wishes = {
  about: 'Relaunch',
  kind: null,
  format: null,
  columns: [],
  pace: null,
  collect: null,
  group: null,
  vote: null,
  discuss: null,
  actions: null,
  ended: null,
  names: null,
  cardsFor: null,
  who: null,
  people: [],
  invitees: null,
  facilitator: null,
};
const planned = (wishes: Partial<Wishes>, starter: typeof ann | null = ann, there = members) =>
  planOf({ ...nothingChosen, ...wishes }, starter, there, noon, berlin);
const errorsOf = (wishes: Partial<Wishes>, starter?: typeof ann | null) =>
  planned(wishes, starter).refused?.errors.map(({ field, key }) => `${field} ${key}`);

describe('whom a retrospective asks by default', () => {
  it('is the members of the channel who are back before collecting ends', () => {
    const end = noon + 2 * day;
    const all = [
      person(ann),
      person(ben, { awayUntil: end - 1 }),
      person(eve, { awayUntil: end }),
      person(cat, { memberType: 'guest' }),
    ];
    expect(usualParticipants(all, end)).toEqual([ann, ben]);
  });
});

describe('what nobody chose', () => {
  it('is a project’s, in days, with hidden names, for its participants', () => {
    expect(planned({})).toEqual({
      refused: null,
      plan: {
        about: 'Relaunch',
        kind: 'project',
        pace: 'async',
        format: 'worked',
        names: 'hidden',
        columns: null,
        cardsFor: 'participants',
        lengths: lengthsFor('project', 'async'),
        endsAt: at('2026-11-26T11:00:00Z'),
        happenedUntil: null,
        facilitator: ann,
        participants: [ann, ben],
      },
    });
  });

  it('is what its kind usually has, and so is what was chosen as usual', () => {
    const usual = { format: 'usual', pace: 'usual', collect: 'usual', actions: 'usual' } as const;
    const { plan } = planned({ kind: 'reflection', ...usual });
    expect(plan).toMatchObject({ pace: 'live', format: 'worked', lengths: lengthsFor('reflection', 'live') });
    expect(planned({ kind: 'success' }).plan.format).toBe('four-ls');
  });
});

describe('what was chosen', () => {
  it('holds: the lengths of the phases, where action items are two of them', () => {
    const { plan } = planned({
      collect: 'days-1',
      group: 'half-day',
      vote: 'days-2',
      discuss: 'half-day',
      actions: 'days-3',
    });
    expect(plan.lengths).toEqual({
      collect: 'days-1',
      group: 'half-day',
      vote: 'days-2',
      discuss: 'half-day',
      choose: 'days-3',
      actions: 'days-3',
    });
    expect(plan.endsAt).toBe(at('2026-11-25T11:00:00Z'));
  });

  it('holds: names, who reads the cards, the day of its end, and who facilitates', () => {
    const { plan, refused } = planned({
      names: 'shown',
      cardsFor: 'channel',
      ended: '2026-11-20',
      facilitator: ben,
      people: [ann],
    });
    expect(refused).toBeNull();
    expect(plan).toMatchObject({
      names: 'shown',
      cardsFor: 'channel',
      happenedUntil: '2026-11-20',
      facilitator: ben,
      participants: [ann, ben],
    });
    expect(planned({ ended: '2026-11-24' }).plan.happenedUntil).toBeNull();
  });

  it('are columns of one’s own only where that format is', () => {
    const columns = ['Kept', 'Dropped'];
    expect(planned({ format: 'own', columns }).plan.columns).toEqual(columns);
    expect(planned({ format: 'four-ls', columns }).plan.columns).toBeNull();
    expect(errorsOf({ format: 'own', columns: ['Kept'] })).toEqual(['columns columns.few']);
  });

  it('need not be who facilitates, where it comes round by itself', () => {
    expect(planned({}, null)).toMatchObject({
      refused: null,
      plan: { facilitator: null, participants: [ann, ben] },
    });
  });
});

describe('what has to be chosen otherwise', () => {
  it('is a subject that is missing or too long', () => {
    expect(errorsOf({ about: '' })).toEqual(['about start.aboutEmpty']);
    expect(planned({ about: 'x'.repeat(120) }).refused).toBeNull();
    expect(planned({ about: 'x'.repeat(121) }).refused?.errors).toEqual([
      { field: 'about', key: 'start.aboutLong', values: { length: 121, most: 120 } },
    ]);
  });

  it('is an end more than a year away, and a facilitator who is no full member of the channel', () => {
    expect(errorsOf({ ended: '2024-11-20' })).toEqual(['ended start.endedFar']);
    expect(errorsOf({ facilitator: eve })).toEqual(['facilitator start.facilitatorOutside']);
    expect(errorsOf({ facilitator: cat })).toEqual(['facilitator start.facilitatorOutside']);
    expect(errorsOf({ about: '', ended: 'never', facilitator: eve })).toHaveLength(3);
  });

  it('are chosen people who are not in the channel', () => {
    expect(planned({ people: [ben, eve] }).refused).toEqual({ errors: [], outside: [eve] });
    expect(planned({ people: [ben, cat] }).refused).toBeNull();
  });
});

describe('a chosen channel or group', () => {
  const invitees = (mayMiss: number, ...people: readonly Person[]) => ({
    who: 'group',
    invitees: { people, mayMiss },
  });

  it('asks those of it who are in the channel and would be asked by default', () => {
    const { plan, refused } = planned(invitees(0, person(ben), person(cat, { memberType: 'guest' })));
    expect(refused).toBeNull();
    expect(plan.participants).toEqual([ben, ann]);
  });

  it('leaves out those outside only where the person who starts it knows of them', () => {
    const group = [person(ben), person(eve)];
    expect(planned(invitees(1, ...group)).refused).toBeNull();
    expect(planned(invitees(0, ...group)).refused).toEqual({
      errors: [],
      missing: { people: [eve], left: 1 },
    });
    const guest = person(eve, { memberType: 'guest' });
    expect(planned(invitees(0, person(ben), guest)).refused).toBeNull();
  });

  it('has somebody to ask', () => {
    expect(planned(invitees(0, person(eve))).refused).toEqual({
      errors: [{ field: 'group', key: 'who.nobody' }],
    });
    const unnamed = { ...invitees(0, person(eve)), who: null };
    expect(planned(unnamed).refused?.errors).toEqual([{ field: 'who', key: 'who.nobody' }]);
  });

  it('takes the place of people chosen by hand', () => {
    expect(planned({ ...invitees(0, person(ben)), people: [eve] }).plan.participants).toEqual([ben, ann]);
  });
});

it('an end is near within a year before or after today', () => {
  const today = '2026-11-24';
  expect(
    ['2025-11-23', '2025-11-22', '2027-11-25', '2027-11-26', '2026-02-30'].map((end) => isNear(end, today)),
  ).toEqual([true, false, true, false, false]);
});
