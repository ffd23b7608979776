/** The rules of a retrospective, one by one. */
import { day, hour, minute } from '../../../src/core/clock.ts';
import { rowId } from '../../../src/core/ids.ts';
import { decide, hasEverybodyAnswered } from '../../../src/features/retro/domain.ts';
import { endOf, usualDueDate } from '../../../src/features/retro/domain/days.ts';
import { action, ann, at, ben, cat, collecting, decided, eve, noon } from './states.ts';

describe('while cards are collected', () => {
  it('counts an answer once for each person', () => {
    const once = decided(collecting, { kind: 'answer', by: ann, isFirst: true });
    expect(decided(once, { kind: 'answer', by: ann, isFirst: false }).answers).toBe(1);
  });

  it('goes on as soon as everybody has answered', () => {
    const after = decided({ ...collecting, answers: 2 }, { kind: 'answer', by: cat, isFirst: true });
    expect(after).toMatchObject({ phase: 'actions', answers: 3 });
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
    expect(close(ann)).toMatchObject({ ok: true, value: { phase: 'actions' } });
  });

  it('ends no second phase by a second press', () => {
    const acting = decided({ ...collecting, answers: 1 }, { kind: 'endPhase', by: ann, phase: 'collect' });
    expect(decide(acting, { kind: 'endPhase', by: ann, phase: 'collect' }, noon)).toEqual({
      ok: false,
      code: 'alreadyEnded',
    });
  });

  it('closes at once when its time is up and nobody had anything to say', () => {
    expect(decided(collecting, { kind: 'timeUp' }, collecting.endsAt ?? 0)).toMatchObject({
      phase: 'closed',
      endsAt: null,
      endedAt: collecting.endsAt,
      endedBy: null,
    });
  });

  it('counts whoever left as before, so that nothing tells whether they had answered', () => {
    const without = { ...collecting, participants: [ann, ben] };
    expect(hasEverybodyAnswered({ ...without, answers: 2 })).toBe(false);
    expect(decided({ ...without, answers: 2 }, { kind: 'answer', by: ben, isFirst: true })).toMatchObject({
      phase: 'actions',
      answers: 3,
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
    const short = { ...collecting, answers: 1, lengths: { collect: 'days-2', actions: 'hours-1' } } as const;
    expect(decided(short, { kind: 'endPhase', by: ann, phase: 'collect' }).endsAt).toBe(
      at('2026-11-24T12:00:00Z'),
    );
  });

  it('does nothing before its time', () => {
    expect(decide(collecting, { kind: 'timeUp' }, noon)).toEqual({ ok: true, value: collecting });
  });
});

describe('while actions are agreed', () => {
  const acting = decided({ ...collecting, answers: 1 }, { kind: 'endPhase', by: ann, phase: 'collect' });
  const propose = (change: Partial<typeof action>) =>
    decide(acting, { kind: 'propose', by: ben, action: { ...action, ...change } }, noon);

  it('lasts one working day and then closes by itself', () => {
    // From Tuesday noon in Berlin to Wednesday noon.
    expect(acting.endsAt).toBe(at('2026-11-25T11:00:00Z'));
    expect(decided(acting, { kind: 'timeUp' }, acting.endsAt ?? 0).phase).toBe('closed');
  });

  it('lasts over a weekend', () => {
    const friday = at('2026-11-27T11:00:00Z');
    const from = decided({ ...collecting, answers: 1, endsAt: friday }, { kind: 'timeUp' }, friday);
    expect(from.endsAt).toBe(at('2026-11-30T11:00:00Z'));
  });

  it('takes an action from anybody who takes part', () => {
    expect(propose({})).toMatchObject({ ok: true, value: { actions: [action] } });
  });

  it.each([
    ['without words', { what: '' }, 'whatEmpty'],
    ['that is an essay', { what: 'x'.repeat(301) }, 'whatLong'],
    ['with a plan that is an essay', { whenThen: 'x'.repeat(501) }, 'whenLong'],
    ['for somebody who does not take part', { owner: eve }, 'ownerOutside'],
    ['for nobody', { owner: null }, 'ownerOutside'],
    ['with no date', { dueOn: '' }, 'dueWrong'],
    ['with a date that does not exist', { dueOn: '2026-02-30' }, 'dueWrong'],
    ['for yesterday', { dueOn: '2026-11-23' }, 'duePast'],
    ['in more than 30 days', { dueOn: '2026-12-25' }, 'dueFar'],
  ])('refuses an action %s', (_what, change, code) => {
    expect(propose(change)).toEqual({ ok: false, code });
  });

  it('takes an action for today and for the 30th day', () => {
    expect([propose({ dueOn: '2026-11-24' }).ok, propose({ dueOn: '2026-12-24' }).ok]).toEqual([true, true]);
  });

  it('refuses a fourth, until one is dropped', () => {
    const items = ['a', 'b', 'c'].map((id) => ({ ...action, id: rowId(id) }));
    const full = { ...acting, actions: items };
    const fourth = { kind: 'propose', by: ben, action } as const;
    expect(decide(full, fourth, noon)).toEqual({ ok: false, code: 'threeActions' });
    const room = decided(full, { kind: 'drop', by: ann, action: rowId('b') });
    expect(decided(room, fourth).actions.map(({ state }) => state)).toEqual([
      'open',
      'dropped',
      'open',
      'open',
    ]);
  });

  it('refuses a fourth also when some are done already', () => {
    const done = ['a', 'b', 'c'].map((id) => ({ ...action, id: rowId(id), state: 'done' as const }));
    expect(decide({ ...acting, actions: done }, { kind: 'propose', by: ben, action }, noon)).toEqual({
      ok: false,
      code: 'threeActions',
    });
  });

  it('lets its proposer and the facilitator drop an action, and nobody else', () => {
    const full = { ...acting, actions: [{ ...action, proposer: ben }] };
    const drop = (by: typeof ann) => decide(full, { kind: 'drop', by, action: action.id }, noon).ok;
    expect([drop(ann), drop(ben), drop(cat)]).toEqual([true, true, false]);
  });

  it('drops what was only proposed when it is cancelled', () => {
    const cancelled = decided({ ...acting, actions: [action] }, { kind: 'cancel', by: ann });
    expect(cancelled).toMatchObject({ phase: 'cancelled', actions: [{ state: 'dropped' }] });
  });

  it('takes no more cards', () => {
    expect(decide(acting, { kind: 'answer', by: ann, isFirst: true }, noon)).toEqual({
      ok: false,
      code: 'collectingOver',
    });
  });
});

describe('an action', () => {
  it('is done by its owner alone, also after the end', () => {
    const closed = { ...collecting, phase: 'closed', endsAt: null, actions: [action] } as const;
    const finish = (by: typeof ann) => decide(closed, { kind: 'done', by, action: action.id }, noon);
    expect(finish(ben)).toMatchObject({ ok: true, value: { actions: [{ state: 'done' }] } });
    expect(finish(ann)).toEqual({ ok: false, code: 'notYourAction' });
  });
});

describe('who facilitates', () => {
  const take = (retro: typeof collecting, now: number) => decide(retro, { kind: 'takeOver', by: ben }, now);

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
      value: { phase: 'actions', facilitator: ben },
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
});

describe('a channel that is archived', () => {
  it('cancels what is being collected, and closes with the actions that are agreed', () => {
    const answered = { ...collecting, answers: 2 };
    expect(decided(answered, { kind: 'channelGone' })).toMatchObject({ phase: 'cancelled', endedBy: null });
    const acting = decided(answered, { kind: 'endPhase', by: ann, phase: 'collect' });
    expect(decided({ ...acting, actions: [action] }, { kind: 'channelGone' })).toMatchObject({
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
    expect(endOf('days-2', at('2026-11-26T22:00:00Z'), 'Europe/Berlin')).toBe(at('2026-11-30T16:30:00Z'));
    expect(endOf('minutes-15', noon, 'Europe/Berlin')).toBe(noon + 15 * minute);
  });

  it('proposes a date two weeks away', () => {
    expect(usualDueDate(noon, 'Europe/Berlin')).toBe('2026-12-08');
  });
});
