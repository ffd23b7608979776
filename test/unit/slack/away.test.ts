import { awayUntil, openEnded } from '../../../src/slack/directory/away.ts';

const now = Date.UTC(2026, 10, 24, 9);
const at = (text: string, emoji = '', expiration = 0) => awayUntil({ text, emoji, expiration }, now);
const friday = Date.UTC(2026, 10, 27, 17);

describe('a Slack status', () => {
  it.each([
    'On vacation',
    'Vacationing',
    'OOO until Monday',
    'out of the office',
    'Im Urlaub, Vertretung: Kim',
    'krank',
    'De vacaciones',
    'En congé',
    'in ferie',
    '休暇中',
    '度假',
    '휴가',
    'Estou de férias',
    'En vacances',
    'met vakantie',
    'na urlopie',
    '请假',
    'お休みです',
    '부재중',
  ])('that says %p means away until it ends', (text) => {
    expect(at(text, '', friday / 1000)).toBe(friday);
  });

  it('with an emoji that says so means away, whatever the words are', () => {
    expect(at('back soon', ':palm_tree:', friday / 1000)).toBe(friday);
  });

  it.each(['', 'In a meeting', 'Focus time', 'Working from home', 'Krankenhaus-Projekt', 'Conger eels'])(
    'that says %p means nothing',
    (text) => {
      expect(at(text, ':spiral_calendar_pad:', friday / 1000)).toBeNull();
    },
  );

  it('without an end holds for thirty days, and one that is over for nothing', () => {
    expect(at('Vacation')).toBe(now + openEnded);
    expect(at('Vacation', '', now / 1000 - 1)).toBeNull();
  });
});
