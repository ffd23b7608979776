/** Who takes part while a retrospective runs, who facilitates one that comes round, and when one is offered. */
import { day, hour } from '../../../src/core/clock.ts';
import { defaultWorkingHours } from '../../../src/core/people.ts';
import { noHolidays } from '../../../src/core/time/holidays.ts';
import { asksAll, joined, newcomers, offeredFrom } from '../../../src/features/retro/people/rules.ts';
import { canFacilitate, kindFor, nextFacilitator } from '../../../src/features/retro/recur/rules.ts';
import { type Channel, ignoredAfter, mayOffer } from '../../../src/features/retro/reflect/rules.ts';
import { ann, at, ben, cat, collecting, eve, inPhase, noon } from './states.ts';

describe('people who join', () => {
  it('take part from now on, once each, and are counted as asked', () => {
    const after = joined(collecting, [eve, ben, eve]);
    expect(after.participants).toEqual([ann, ben, cat, eve]);
    expect(after.invited).toBe(4);
    expect(joined(collecting, [ben])).toBe(collecting);
    expect(newcomers(collecting, [eve, cat, eve])).toEqual([eve]);
  });

  it('are everyone one asks by default, or not', () => {
    expect(asksAll([ann, ben], [ann, ben, cat])).toBe(true);
    expect(asksAll([ann, eve], [ann, ben, cat])).toBe(false);
    expect(asksAll([], [ann])).toBe(true);
  });

  it('are offered to where everyone is asked and it runs: members, once they are back', () => {
    const person = { userId: eve, memberType: 'member', awayUntil: null } as const;
    expect(offeredFrom(collecting, true, person, noon)).toBe(noon);
    expect(offeredFrom(collecting, true, { ...person, awayUntil: noon + day }, noon)).toBe(noon + day);
    expect(offeredFrom(collecting, true, { ...person, awayUntil: noon - day }, noon)).toBe(noon);
    expect(offeredFrom(collecting, false, person, noon)).toBeNull();
    expect(offeredFrom(inPhase('closed'), true, person, noon)).toBeNull();
    expect(offeredFrom(collecting, true, { ...person, userId: ben }, noon)).toBeNull();
    expect(offeredFrom(collecting, true, { ...person, memberType: 'guest' }, noon)).toBeNull();
  });
});

describe('a retrospective that comes round', () => {
  const worker = {
    memberType: 'member',
    tz: 'Europe/Berlin',
    workingHours: defaultWorkingHours,
    awayUntil: null,
  } as const;

  it('of a sprint is in three steps, of a month in full', () => {
    expect([kindFor('week'), kindFor('fortnight'), kindFor('month')]).toEqual([
      'sprint',
      'sprint',
      'project',
    ]);
  });

  it('is facilitated by a full member who is at work within a day', () => {
    const can = (over: object, from = noon) => canFacilitate({ ...worker, ...over }, from, noHolidays);
    expect(can({})).toBe(true);
    expect(can({ memberType: 'guest' })).toBe(false);
    expect(can({ awayUntil: noon + day - 1 })).toBe(true);
    expect(can({ awayUntil: noon + day })).toBe(false);
    expect(can({ workingHours: { ...defaultWorkingHours, days: [] } })).toBe(false);
    expect(can({}, at('2026-11-28T11:00:00Z'))).toBe(false);
  });

  it('is the turn of somebody who owns no project of the channel, unless all do', () => {
    const turn = (person: typeof ann, taken: number) => ({ person, taken, possible: 4, lastAt: null });
    const turns = [turn(ann, 0), turn(ben, 2)];
    const lot = () => 'same';
    expect(nextFacilitator(turns, new Set(), lot)).toBe(ann);
    expect(nextFacilitator(turns, new Set([ann]), lot)).toBe(ben);
    expect(nextFacilitator(turns, new Set([ann, ben]), lot)).toBe(ann);
    expect(nextFacilitator([], new Set(), lot)).toBeNull();
  });
});

describe('a short reflection', () => {
  const channel: Channel = { isOn: true, lastOffered: null, retros: [] };
  const may = (over: Partial<Channel>) => mayOffer({ ...channel, ...over }, 'Payments were down', noon);

  it('is offered where the channel wants it, once a week at most', () => {
    expect(may({})).toBe(true);
    expect(may({ isOn: false })).toBe(false);
    expect(may({ lastOffered: noon - 7 * day + 1 })).toBe(false);
    expect(may({ lastOffered: noon - 7 * day })).toBe(true);
  });

  it('is not offered while one runs, nor about what was looked back on within two weeks', () => {
    const ended = (about: string, endedAt: number | null) => may({ retros: [{ about, endedAt }] });
    expect(ended('The relaunch', null)).toBe(false);
    expect(ended('The relaunch', noon - hour)).toBe(true);
    expect(ended('Payments down', noon - 14 * day + 1)).toBe(false);
    expect(ended('Payments down', noon - 14 * day)).toBe(true);
    expect(
      may({
        retros: [
          { about: 'The relaunch', endedAt: noon - hour },
          { about: 'Payments down', endedAt: noon - hour },
        ],
      }),
    ).toBe(false);
  });

  it('that nobody answers twice in a row is the last', () => {
    expect(ignoredAfter(undefined)).toBe('ignored');
    expect(ignoredAfter('declined')).toBe('ignored');
    expect(ignoredAfter('ignored')).toBe('silenced');
  });
});
