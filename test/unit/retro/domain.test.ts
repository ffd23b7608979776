/** The rules of a retrospective, one by one: collecting, and what holds in every phase. */
import { day, hour, minute } from '../../../src/core/clock.ts';
import { holidaysOf } from '../../../src/core/time/holidays.ts';
import { endOf, longerBy, usualDueDate } from '../../../src/features/retro/session/lengths.ts';
import { decide, hasEverybodyAnswered } from '../../../src/features/retro/session/rules.ts';
import { action, ann, at, ben, berlin, cat, collecting, decided, eve, inPhase, noon } from './states.ts';

describe('while cards are collected', () => {
  it('counts an answer once for each person', () => {
    const once = decided(collecting, { kind: 'answer', by: ann, isFirst: true });
    expect(decided(once, { kind: 'answer', by: ann, isFirst: false }).answers).toBe(1);
  });

  it('goes on as soon as everybody has answered', () => {
    const after = decided({ ...collecting, answers: 2 }, { kind: 'answer', by: cat, isFirst: true });
    expect(after).toMatchObject({ phase: 'group', answers: 0, endedHow: 'everybody' });
  });

  it('takes no answer from somebody who was not asked', () => {
    expect(decide(collecting, { kind: 'answer', by: eve, isFirst: true }, noon)).toEqual({
      ok: false,
      code: 'notParticipant',
    });
  });

  it('takes no answer once its time is up, even before somebody has noticed', () => {
    const late = decide(
      { ...collecting, answers: 1 },
      { kind: 'answer', by: ben, isFirst: true },
      collecting.endsAt ?? 0,
    );
    expect(late).toEqual({ ok: false, code: 'collectingOver' });
  });

  it('proposes no action yet', () => {
    expect(decide(collecting, { kind: 'propose', by: ann, action }, noon)).toEqual({
      ok: false,
      code: 'notYet',
    });
  });

  it('is closed by the facilitator alone', () => {
    const close = (by: typeof ann) =>
      decide({ ...collecting, answers: 1 }, { kind: 'endPhase', by, phase: 'collect' }, noon);
    expect(close(ben)).toEqual({ ok: false, code: 'notFacilitator' });
    expect(close(ann)).toMatchObject({ ok: true, value: { phase: 'group' } });
  });

  it('ends no second phase by a second press', () => {
    const grouping = decided({ ...collecting, answers: 1 }, { kind: 'endPhase', by: ann, phase: 'collect' });
    expect(decide(grouping, { kind: 'endPhase', by: ann, phase: 'collect' }, noon)).toEqual({
      ok: false,
      code: 'alreadyEnded',
    });
  });

  it('counts people who left as before, so that nothing tells whether they had answered', () => {
    const without = { ...collecting, participants: [ann, ben] };
    expect(hasEverybodyAnswered({ ...without, answers: 2 })).toBe(false);
    expect(decided({ ...without, answers: 2 }, { kind: 'answer', by: ben, isFirst: true })).toMatchObject({
      phase: 'group',
    });
  });

  it('knows how it ended: by its time, by the last answer, by a person, or with the channel', () => {
    const some = { ...collecting, answers: 2 };
    const end = collecting.endsAt ?? 0;
    expect(decided(some, { kind: 'timeUp' }, end)).toMatchObject({ endedHow: 'time', endedBy: null });
    expect(decided(some, { kind: 'answer', by: cat, isFirst: true })).toMatchObject({
      endedHow: 'everybody',
      endedBy: null,
    });
    expect(decided(some, { kind: 'endPhase', by: ann, phase: 'collect' })).toMatchObject({
      endedHow: 'person',
      endedBy: ann,
    });
    expect(decided(some, { kind: 'channelGone' })).toMatchObject({ endedHow: 'archived', endedBy: null });
  });

  it('gives each phase the time that was chosen for it', () => {
    const short = { ...collecting, lengths: { ...collecting.lengths, group: 'hours-1' } } as const;
    expect(decided(short, { kind: 'endPhase', by: ann, phase: 'collect' }).endsAt).toBe(
      at('2026-11-24T12:00:00Z'),
    );
  });

  it('does nothing before its time', () => {
    expect(decide(collecting, { kind: 'timeUp' }, noon)).toEqual({ ok: true, value: collecting });
  });
});

describe('who facilitates', () => {
  const take = (retro: typeof collecting, now: number) => decide(retro, { kind: 'takeOver', by: ben }, now);

  it('can be taken over after a working day of the channel in which they did nothing', () => {
    // Friday noon, to Monday noon; from Saturday, until Monday is over.
    const seen = { ...collecting, facilitatorSeenAt: at('2026-11-27T11:00:00Z'), endsAt: noon + 9 * day };
    expect(take(seen, at('2026-11-30T10:59:00Z'))).toEqual({ ok: false, code: 'facilitatorIsThere' });
    expect(take(seen, at('2026-11-30T11:00:00Z')).ok).toBe(true);
    const onDayOff = { ...seen, facilitatorSeenAt: at('2026-11-28T11:00:00Z') };
    expect(take(onDayOff, at('2026-11-30T16:29:00Z'))).toEqual({ ok: false, code: 'facilitatorIsThere' });
    expect(take(onDayOff, at('2026-11-30T16:30:00Z')).ok).toBe(true);
  });

  it('can be taken over after ten minutes when it is live', () => {
    const live = { ...collecting, pace: 'live', endsAt: noon + day } as const;
    expect(take(live, noon + 10 * minute - 1)).toEqual({ ok: false, code: 'facilitatorIsThere' });
    expect(take(live, noon + 10 * minute)).toMatchObject({ ok: true, value: { facilitator: ben } });
  });

  it.each([
    ['its time', { kind: 'timeUp' }, noon + 2 * day, noon],
    ['the last answer', { kind: 'answer', by: cat, isFirst: true }, noon + hour, noon],
    ['the facilitator', { kind: 'endPhase', by: ann, phase: 'collect' }, noon + hour, noon + hour],
  ] as const)('counts from their own last act: a phase ended by %s', (_who, event, now, seenAt) => {
    expect(decided({ ...collecting, answers: 2 }, event, now)).toMatchObject({
      phase: 'group',
      facilitatorSeenAt: seenAt,
    });
  });

  it('can be taken over after a day in which they did nothing', () => {
    const later = { ...collecting, endsAt: noon + 3 * day };
    expect(take(later, noon + day - minute)).toEqual({ ok: false, code: 'facilitatorIsThere' });
    expect(take(later, noon + day)).toMatchObject({
      ok: true,
      value: { facilitator: ben, facilitatorSeenAt: noon + day },
    });
  });

  it('can be taken over when nobody has noticed for days that the time is up', () => {
    const late = (collecting.endsAt ?? 0) + 3 * day;
    expect(take({ ...collecting, answers: 1 }, late)).toMatchObject({
      ok: true,
      value: { phase: 'group', facilitator: ben },
    });
    const noticed = decided({ ...collecting, answers: 1 }, { kind: 'timeUp' }, late);
    expect(take(noticed, late)).toMatchObject({ ok: true, value: { facilitator: ben } });
  });

  it('can be taken over at once when they left, were deactivated or erased themselves', () => {
    expect(take({ ...collecting, participants: [ben, cat] }, noon).ok).toBe(true);
    expect(take({ ...collecting, facilitator: null }, noon).ok).toBe(true);
  });

  it('cannot be taken over by a guest, even when nobody facilitates', () => {
    expect(take({ ...collecting, facilitator: null, guests: [ben] }, noon)).toEqual({
      ok: false,
      code: 'guestFacilitates',
    });
  });

  it('cannot be taken over from outside', () => {
    expect(decide(collecting, { kind: 'takeOver', by: eve }, noon + 5 * hour)).toEqual({
      ok: false,
      code: 'notParticipant',
    });
  });

  it('hands over to a participating member, and to nobody else', () => {
    const handed = (to: typeof ann, by = ann) =>
      decide({ ...collecting, guests: [cat] }, { kind: 'handOver', by, to }, noon);
    expect(handed(ben)).toMatchObject({ ok: true, value: { facilitator: ben } });
    expect([handed(cat), handed(eve), handed(ann), handed(ben, ben)]).toEqual([
      { ok: false, code: 'guestFacilitates' },
      { ok: false, code: 'handedOutside' },
      { ok: false, code: 'isFacilitator' },
      { ok: false, code: 'notFacilitator' },
    ]);
  });

  it('gives a phase half of its time on top, or until a time of their choice', () => {
    const extend = (until: number | null, by = ann) =>
      decide(collecting, { kind: 'extend', by, phase: 'collect', until }, noon);
    // Two working days: one more, from Thursday noon to Friday noon.
    expect(extend(null)).toMatchObject({ ok: true, value: { endsAt: at('2026-11-27T11:00:00Z') } });
    expect(extend(noon + 4 * day)).toMatchObject({ ok: true, value: { endsAt: noon + 4 * day } });
    expect([extend(noon), extend(noon + 31 * day), extend(null, ben)]).toEqual([
      { ok: false, code: 'untilWrong' },
      { ok: false, code: 'untilWrong' },
      { ok: false, code: 'notFacilitator' },
    ]);
  });
});

describe('a channel that is archived', () => {
  it('cancels what is being collected, and closes with the actions that are agreed', () => {
    const answered = { ...collecting, answers: 2 };
    expect(decided(answered, { kind: 'channelGone' })).toMatchObject({ phase: 'cancelled', endedBy: null });
    const acting = inPhase('actions', { actions: [action] });
    expect(decided(acting, { kind: 'channelGone' })).toMatchObject({
      phase: 'closed',
      endedBy: null,
      actions: [{ state: 'open' }],
    });
  });

  it('takes nothing any more, before anybody has heard of it', () => {
    const gone = { ...collecting, isReachable: false };
    expect(decide(gone, { kind: 'answer', by: ann, isFirst: true }, noon)).toEqual({
      ok: false,
      code: 'unreachable',
    });
  });
});

describe('how long things take', () => {
  it('counts working days in the zone of the channel, within its hours', () => {
    // Thursday 23:00 in Berlin: Monday, when the day ends.
    expect(endOf('days-2', at('2026-11-26T22:00:00Z'), berlin)).toBe(at('2026-11-30T16:30:00Z'));
    expect(endOf('minutes-15', noon, berlin)).toBe(noon + 15 * minute);
  });

  it('counts neither the days off of the channel nor the holidays of its region', async () => {
    const bavaria = { ...berlin, isHoliday: await holidaysOf('DE-BY') };
    // Thursday before Christmas Eve, 2026: Friday and Saturday are holidays.
    expect(endOf('days-2', at('2026-12-24T10:00:00Z'), bavaria)).toBe(at('2026-12-29T10:00:00Z'));
    expect(endOf('days-2', at('2026-12-24T10:00:00Z'), berlin)).toBe(at('2026-12-28T10:00:00Z'));
    const cairo = { ...berlin, tz: 'Africa/Cairo', days: [7, 1, 2, 3, 4] };
    expect(endOf('days-1', at('2026-11-26T10:00:00Z'), cairo)).toBe(at('2026-11-29T10:00:00Z'));
    // Where nobody ever works, it ends all the same.
    expect(endOf('days-1', noon, { ...berlin, days: [] })).toBe(at('2026-11-25T11:00:00Z'));
  });

  it('counts half a day in working hours, over the night and the weekend', () => {
    // Friday 15:00 in Berlin: two and a half hours, and Monday until 10:45.
    expect(endOf('half-day', at('2026-11-27T14:00:00Z'), berlin)).toBe(at('2026-11-30T09:45:00Z'));
  });

  it('adds half of a length, in minutes or in working time', () => {
    expect(longerBy('minutes-10', noon, berlin)).toBe(noon + 5 * minute);
    // Half of a working day after Friday 17:30 is Monday 13:15.
    expect(longerBy('days-1', at('2026-11-27T16:30:00Z'), berlin)).toBe(at('2026-11-30T12:15:00Z'));
  });

  it('proposes a date two weeks away', () => {
    expect(usualDueDate(noon, 'Europe/Berlin')).toBe('2026-12-08');
  });
});
