/** What an experiment needs before it starts, when it is asked about, and what the six questions say. */
import fc from 'fast-check';
import { userId } from '../../../src/core/ids.ts';
import { addDates } from '../../../src/core/time/date.ts';
import * as rules from '../../../src/features/experiments/rules.ts';
import { often } from '../../support/often.ts';

const at = (text: string) => Date.parse(text);
const now = at('2026-11-24T10:00Z');
const [owner, other] = [userId('U0OWNER'), userId('U0OTHER')];
const planned = { belief: 'We believe', test: 'A test', cost: 'An hour', stop: 'If it hurts' };

describe('before it starts', () => {
  const ready: rules.Startable = {
    state: 'draft',
    owner_id: owner,
    touching: 'none',
    approval: 'none',
    approver_id: null,
    due_at: now + 1,
  };
  const why = (over: Partial<rules.Startable>, said: rules.Planned = planned, hasList = true) =>
    rules.whyNotStart({ ...ready, ...over }, said, now, hasList);

  it('everything that locks has to be written', () => {
    expect(why({})).toBeNull();
    for (const field of ['belief', 'test', 'cost', 'stop'] as const) {
      expect(why({}, { ...planned, [field]: ' \n ' })).toBe('incomplete');
      expect(rules.missingBefore({ ...planned, [field]: '' })).toEqual([field]);
    }
  });

  it('nothing starts that is over, runs, has no owner or whose date is past', () => {
    expect(why({ state: 'running' })).toBe('running');
    expect(why({ state: 'decided' })).toBe('over');
    expect(why({ state: 'ended' })).toBe('over');
    expect(why({ owner_id: null })).toBe('noOwner');
    expect(why({ due_at: now })).toBe('past');
  });

  it('nobody has said what it touches: it is asked where something is protected, and there alone', () => {
    expect(why({ touching: 'unasked' })).toBe('untold');
    expect(why({ touching: 'unasked' }, planned, false)).toBeNull();
  });

  it('what touches something protected waits for its approver, whatever the list has become', () => {
    for (const hasList of [true, false]) {
      const touching = { touching: 'some', approver_id: other } as const;
      expect(why({ ...touching, approver_id: null }, planned, hasList)).toBe('noApprover');
      expect(why(touching, planned, hasList)).toBe('waiting');
      expect(why({ ...touching, approval: 'asked' }, planned, hasList)).toBe('waiting');
      expect(why({ ...touching, approval: 'declined' }, planned, hasList)).toBe('declined');
      expect(why({ ...touching, approval: 'given' }, planned, hasList)).toBeNull();
    }
  });

  it('nobody approves of their own, nor who is no full member, or cannot read it', () => {
    const person = { userId: other, memberType: 'member' } as const;
    expect(rules.whyNotApprover(owner, person, true)).toBeNull();
    expect(rules.whyNotApprover(owner, null, true)).toBe('none');
    expect(rules.whyNotApprover(other, person, true)).toBe('self');
    expect(rules.whyNotApprover(owner, person, false)).toBe('cannotRead');
    for (const memberType of ['guest', 'external', 'bot', 'deactivated'] as const)
      expect(rules.whyNotApprover(owner, { ...person, memberType }, true)).toBe('notMember');
  });

  it('is to be approved again when what was approved changes, and not for its name', () => {
    for (const field of ['test', 'cost', 'stop', 'touches', 'approver'] as const)
      expect(rules.endsApproval(['question', field])).toBe(true);
    expect(rules.endsApproval(['question', 'belief', 'prediction', 'date', 'owner'])).toBe(false);
  });
});

describe('what is protected and named in free text', () => {
  const names = ['Payments', 'Customer data', 'Sign-in of staff'];
  it.each([
    ['We leave the payments on for a day', ['Payments']],
    ['PAYMENTS', ['Payments']],
    ['No customer is called', ['Customer data']],
    ['The staff kitchen', ['Sign-in of staff']],
    ['Fewer meetings of an hour', []],
    ['', []],
  ])('in “%s” are %j', (text, found) => {
    expect(rules.mentionedIn([text], names)).toEqual(found);
  });

  it('a small word alone names nothing', () => {
    expect(rules.mentionedIn(['the end of it'], ['State of the art'])).toEqual([]);
  });
});

describe('the date', () => {
  it.each([
    [null, 'noDate'],
    ['2026-02-30', 'noDate'],
    ['2026-11-23', 'past'],
    ['2026-11-24', 'past'],
    ['2026-11-25', null],
    ['2027-11-25', null],
    ['2027-11-26', 'far'],
  ])('%s: %s', (date, why) => {
    expect(rules.whyNotDate(date, now, 'Europe/Berlin')).toBe(why);
  });

  it('is the day of its channel, where tomorrow may have come already', () => {
    const late = at('2026-11-24T20:00Z');
    expect(rules.whyNotDate('2026-11-25', late, 'Asia/Tokyo')).toBe('past');
    expect(rules.whyNotDate('2026-11-25', late, 'Europe/Berlin')).toBeNull();
  });

  it('stands in the form as it was chosen, in every zone', () => {
    const zones = fc.constantFrom('Pacific/Kiritimati', 'Pacific/Niue', 'Europe/Berlin', 'America/St_Johns');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 800 }), zones, (days, tz) => {
        const date = addDates('2026-01-01', days);
        expect(rules.dateOf(rules.dueAt(date, tz), tz)).toBe(date);
      }),
      often(200),
    );
  });

  it('half time lies between the start and the date, on a minute’s distance from the start', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 366 * 86_400_000 }), (long) => {
        const half = rules.halfTime(now, now + long);
        expect(half).toBeGreaterThanOrEqual(now);
        expect(half).toBeLessThan(now + long);
        expect((half - now) % 60_000).toBe(0);
        expect(Math.abs(now + long - half - (half - now))).toBeLessThanOrEqual(120_000);
      }),
      often(200),
    );
  });
});

it('of the six, what does not hold would have made it a productive failure', () => {
  expect(rules.missingOf(rules.criteria)).toEqual([]);
  expect(rules.missingOf([])).toEqual(rules.criteria);
  fc.assert(
    fc.property(fc.subarray([...rules.criteria]), (holding) => {
      expect(new Set([...holding, ...rules.missingOf(holding)])).toEqual(new Set(rules.criteria));
    }),
    often(200),
  );
});

it('lines are told apart by what they say, without their bullets', () => {
  expect(rules.linesOf('• Nobody comes\n- nobody comes \n\n  * It rains')).toEqual([
    'Nobody comes',
    'It rains',
  ]);
  fc.assert(
    fc.property(fc.string(), (typed) => {
      const once = rules.linesOf(typed);
      expect(rules.linesOf(once.join('\n'))).toEqual(once);
    }),
    often(200),
  );
});
