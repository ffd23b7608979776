/** Where a card goes that is written late. */
import { day } from '../../../src/core/clock.ts';
import { isHeld, placeOf, roundOf, whyNotLate } from '../../../src/features/retro/late/rules.ts';
import { ann, collecting, eve, inPhase, noon } from './states.ts';

describe('a card that is written late', () => {
  it('is told in the thread with its author’s name, or held where names are hidden', () => {
    expect(placeOf(inPhase('vote'), 'shown')).toBe('thread');
    expect(placeOf(inPhase('vote'), 'hidden')).toBe('held');
  });

  it('is kept for the next one where the thread can be told nothing any more', () => {
    expect(placeOf(inPhase('closed'), 'shown')).toBe('next');
    expect(placeOf(inPhase('vote', { isShown: false }), 'shown')).toBe('next');
    expect(placeOf(inPhase('vote', { isReachable: false }), 'hidden')).toBe('next');
  });

  it('is one of the people who take part, once collecting is over', () => {
    expect(whyNotLate(inPhase('group'), ann)).toBeNull();
    expect(whyNotLate(inPhase('closed'), ann)).toBeNull();
    expect(whyNotLate(collecting, ann)).toBe('notYet');
    expect(whyNotLate(collecting, eve)).toBe('notParticipant');
    expect(whyNotLate(inPhase('group'), eve)).toBe('notParticipant');
  });

  it('is told together with those of the same moment, or else of the same phase', () => {
    expect(roundOf('thread', { beganAt: noon }, noon + day)).toBe(noon + day);
    expect(roundOf('held', { beganAt: noon }, noon + day)).toBe(noon);
    expect(roundOf('next', { beganAt: null }, noon + day)).toBe(0);
  });

  it('is its author’s alone until the phase in which it was written is over', () => {
    const retro = { phase: 'vote', names: 'hidden', began_at: noon } as const;
    expect(isHeld({ round: noon }, retro)).toBe(true);
    expect(isHeld({ round: noon - day }, retro)).toBe(false);
    expect(isHeld({ round: noon }, { ...retro, names: 'shown' })).toBe(false);
    expect(isHeld({ round: noon }, { ...retro, phase: 'closed' })).toBe(false);
    expect(isHeld({ round: 0 }, { ...retro, began_at: null })).toBe(true);
  });
});
