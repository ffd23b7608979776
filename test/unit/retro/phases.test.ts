/** The phases after collecting: what comes next, what is passed over, and what each takes. */
import { day, minute } from '../../../src/core/clock.ts';
import { talkedAbout } from '../../../src/features/retro/discuss/rules.ts';
import type { Retro } from '../../../src/features/retro/session/phases.ts';
import { decide } from '../../../src/features/retro/session/rules.ts';
import { lengthsFor } from '../../../src/features/retro/start/formats.ts';
import { action, ann, at, ben, cat, collecting, decided, inPhase, noon } from './states.ts';

const goOn = (retro: Retro): Retro => decided(retro, { kind: 'endPhase', by: ann, phase: retro.phase });
const counted = (retro: Retro, topics: number): Retro =>
  decided(retro, { kind: 'counted', topics, top: talkedAbout(topics) });
const short: Retro = {
  ...collecting,
  kind: 'reflection',
  pace: 'live',
  lengths: lengthsFor('reflection', 'live'),
};

describe('what comes next', () => {
  it('goes through all phases of a project, and through three steps of a reflection', () => {
    const walk = (retro: Retro): string[] =>
      retro.phase === 'closed' ? ['closed'] : [retro.phase, ...walk(counted(goOn(retro), 6))];
    expect(walk(collecting)).toEqual(['collect', 'group', 'vote', 'discuss', 'actions', 'closed']);
    expect(walk(short)).toEqual(['collect', 'choose', 'closed']);
  });

  it('closes at once when there are no cards, and stays told how collecting ended', () => {
    const ended = decided(collecting, { kind: 'timeUp' }, collecting.endsAt ?? 0);
    const after = decide(ended, { kind: 'counted', topics: 0, top: 0 }, collecting.endsAt ?? 0);
    expect(after).toMatchObject({
      ok: true,
      value: { phase: 'closed', endsAt: null, endedAt: collecting.endsAt, endedHow: 'time', endedBy: null },
    });
    expect(counted(goOn(short), 0)).toMatchObject({ phase: 'closed', endedHow: 'person', endedBy: ann });
  });

  it('passes over grouping and voting when there is one card', () => {
    expect(counted(goOn(collecting), 1)).toMatchObject({ phase: 'discuss', topics: 1 });
    expect(counted(goOn(short), 1)).toMatchObject({ phase: 'choose' });
  });

  it('passes over voting when everything was joined as one', () => {
    const one = decided(inPhase('group'), { kind: 'group', by: ann, topics: 1 });
    expect(counted(goOn(one), 1)).toMatchObject({ phase: 'discuss' });
  });

  it('lasts as is usual for its pace: a working day for each step after collecting, or minutes', () => {
    // From Tuesday noon in Berlin.
    expect(goOn(collecting).endsAt).toBe(at('2026-11-25T11:00:00Z'));
    expect(goOn(inPhase('group')).endsAt).toBe(at('2026-11-25T11:00:00Z'));
    expect(goOn(short).endsAt).toBe(noon + 5 * minute);
  });

  it('gives each of at most three topics its minutes when it is live, and two to be asked whether to go on', () => {
    const voting = inPhase('vote', { pace: 'live', lengths: lengthsFor('project', 'live') });
    expect(goOn(voting).endsAt).toBe(noon + 27 * minute);
    expect(goOn({ ...voting, top: 2 }).endsAt).toBe(noon + 18 * minute);
    // Of six topics only one has votes, as is known once they are counted.
    const one = decided(goOn(voting), { kind: 'counted', topics: 6, top: 1 });
    expect(one).toMatchObject({ phase: 'discuss', topics: 6, top: 1, endsAt: noon + 9 * minute });
  });

  it('does not open again what an older version left in a phase that its kind no longer has', () => {
    expect(goOn(inPhase('actions', { kind: 'sprint' })).phase).toBe('closed');
  });

  it('goes on when all have voted, or all are through', () => {
    const last = { answers: 2 };
    expect(decided(inPhase('vote', last), { kind: 'vote', by: ben, isFirst: true }).phase).toBe('discuss');
    expect(decided(inPhase('discuss', last), { kind: 'ready', by: ben, isFirst: true }).phase).toBe(
      'actions',
    );
    expect(decided(inPhase('actions', last), { kind: 'ready', by: ben, isFirst: true }).phase).toBe('closed');
  });

  it('waits for the last word where one votes and proposes at once', () => {
    const choosing = inPhase('choose', { kind: 'sprint', answers: 3 });
    expect(decided(choosing, { kind: 'vote', by: ben, isFirst: false }).phase).toBe('choose');
    expect(decided(choosing, { kind: 'ready', by: ben, isFirst: false }).phase).toBe('closed');
  });
});

describe('opening the phase before again', () => {
  const reopen = (retro: Retro, by = ann) => decide(retro, { kind: 'reopen', by, phase: retro.phase }, noon);

  it('is for the facilitator, and not while cards are first collected', () => {
    expect(reopen(inPhase('discuss'))).toMatchObject({
      ok: true,
      value: { phase: 'vote', isReopened: true, endedHow: 'reopened', endedBy: ann },
    });
    expect(reopen(inPhase('discuss'), ben)).toEqual({ ok: false, code: 'notFacilitator' });
    expect(reopen(collecting)).toEqual({ ok: false, code: 'nothingBefore' });
  });

  it('goes back over what had nothing to do', () => {
    expect(reopen(inPhase('discuss', { topics: 1 }))).toMatchObject({
      ok: true,
      value: { phase: 'collect' },
    });
  });

  it('does not end it again at once, since all had answered before', () => {
    const again = inPhase('vote', { answers: 3, isReopened: true });
    expect(decided(again, { kind: 'vote', by: ben, isFirst: false })).toMatchObject({ phase: 'vote' });
    expect(goOn(again)).toMatchObject({ phase: 'discuss', isReopened: false });
  });

  it('is no way back from the end', () => {
    const closed = inPhase('closed', { endsAt: null, endedAt: noon });
    expect(reopen(closed)).toEqual({ ok: false, code: 'closed' });
  });
});

describe('what each phase takes', () => {
  it('groups by the facilitator alone', () => {
    const group = (by: typeof ann) => decide(inPhase('group'), { kind: 'group', by, topics: 5 }, noon);
    expect(group(ann)).toMatchObject({ ok: true, value: { topics: 5 } });
    expect(group(ben)).toEqual({ ok: false, code: 'notFacilitator' });
  });

  it('says of what comes too late that it is over, and of what comes too early that it comes later', () => {
    const voting = inPhase('vote');
    expect([
      decide(voting, { kind: 'answer', by: ben, isFirst: true }, noon),
      decide(voting, { kind: 'group', by: ann, topics: 5 }, noon),
      decide(inPhase('actions'), { kind: 'vote', by: ben, isFirst: true }, noon),
      decide(inPhase('group'), { kind: 'vote', by: ben, isFirst: true }, noon),
      decide(voting, { kind: 'propose', by: ben, action }, noon),
      decide({ ...short, topics: 3 }, { kind: 'vote', by: ben, isFirst: true }, noon),
      decide(inPhase('actions'), { kind: 'note', by: ann }, noon),
    ]).toEqual([
      { ok: false, code: 'collectingOver' },
      { ok: false, code: 'groupingOver' },
      { ok: false, code: 'votingOver' },
      { ok: false, code: 'notYet' },
      { ok: false, code: 'notYet' },
      { ok: false, code: 'notYet' },
      { ok: false, code: 'discussingOver' },
    ]);
  });

  it('takes no vote once its time is up, even before somebody has noticed', () => {
    const late = at('2026-11-25T11:00:00Z') + day;
    expect(decide(inPhase('vote'), { kind: 'vote', by: cat, isFirst: true }, late)).toEqual({
      ok: false,
      code: 'votingOver',
    });
  });
});
