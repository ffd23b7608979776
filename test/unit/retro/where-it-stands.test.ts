/** What is asked of a state: whether voting is over, whether it may be held, which topic is on, who is the last to answer. */
import { minute } from '../../../src/core/clock.ts';
import { isVotingOver } from '../../../src/features/retro/assumptions/rules.ts';
import { allSaid, talkedAbout, topicOn } from '../../../src/features/retro/discuss/rules.ts';
import { isPlanned } from '../../../src/features/retro/plan/rules.ts';
import { isLastToAnswer } from '../../../src/features/retro/session/rules.ts';
import { berlin, collecting, noon } from './states.ts';

it('voting is over while topics are discussed, while actions are agreed, and at the end', () => {
  const phases = ['collect', 'group', 'vote', 'discuss', 'actions', 'closed', 'cancelled'] as const;
  expect(phases.filter(isVotingOver)).toEqual(['discuss', 'actions', 'closed']);
});

it('a project may be looked back on while it is planned or asked about', () => {
  const states = ['planned', 'asked', 'held', 'cancelled', 'moved'] as const;
  expect(states.filter(isPlanned)).toEqual(['planned', 'asked']);
});

describe('the topic that is on', () => {
  it('is the last whose time has begun', () => {
    const [first, second, third] = [{ ends_at: noon }, { ends_at: noon + minute }, { ends_at: null }];
    expect(topicOn([first, second, third])).toBe(second);
    expect(topicOn([third])).toBeUndefined();
  });

  it('is one of three at most, and of one at least', () => {
    expect([0, 1, 2, 3, 9].map(talkedAbout)).toEqual([1, 1, 2, 3, 3]);
  });

  it('leaves each of the others its time, and the question after it', () => {
    expect(allSaid(noon, 0, 'minutes-5', berlin)).toBe(noon + 2 * minute);
    expect(allSaid(noon, 2, 'minutes-5', berlin)).toBe(noon + 2 * minute + 2 * 7 * minute);
  });
});

it('the last to answer is the one who is missing', () => {
  const of = (answers: number) => ({ ...collecting, answers, invited: 3 });
  expect([isLastToAnswer(of(2), false), isLastToAnswer(of(1), false), isLastToAnswer(of(2), true)]).toEqual([
    true,
    false,
    false,
  ]);
});
