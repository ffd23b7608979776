/** Looking ahead: until when, who is waited for, when it is offered, and what is drawn of it in every language. */
import { notifiesEverybody, refuseMessage } from '../../../sandbox/blocks/message.ts';
import type { Json } from '../../../sandbox/json.ts';
import { day } from '../../../src/core/clock.ts';
import { channelId, embargoId, rowId } from '../../../src/core/ids.ts';
import { limits } from '../../../src/core/kit/limits.ts';
import { noHolidays } from '../../../src/core/time/holidays.ts';
import { renderBegin, renderChange, renderPredict } from '../../../src/features/retro/before/forms.ts';
import type { Prediction } from '../../../src/features/retro/before/rows.ts';
import * as rules from '../../../src/features/retro/before/rules.ts';
import {
  beforeInHome,
  beforeMessage,
  joinedMessage,
  offerMessage,
  renderBefore,
} from '../../../src/features/retro/before/screens.ts';
import { before, english, everyLanguage, problems } from './drawn.ts';
import { ann, noon } from './states.ts';

const calendar = { tz: 'Europe/Berlin', days: [1, 2, 3, 4, 5], isHoliday: noHolidays };
/** A Tuesday, 11:00 in Berlin. */
const now = Date.parse('2026-11-24T10:00:00Z');
const member = (awayUntil: number | null = null) => ({ memberType: 'member' as const, awayUntil });
const guest = { memberType: 'guest' as const, awayUntil: null };

describe('what could fail is joined', () => {
  const until = (...members: Parameters<typeof rules.joinedAt>[0]) =>
    new Date(rules.joinedAt(members, null, now, calendar)).toISOString();

  it('after two working days of the channel', () => {
    expect(until(member(), guest)).toBe('2026-11-26T10:00:00.000Z');
    const friday = Date.parse('2026-11-27T10:00:00Z');
    expect(new Date(rules.joinedAt([member()], null, friday, calendar)).toISOString()).toBe(
      '2026-12-01T10:00:00.000Z',
    );
  });

  it('while everybody is away, two working days after the first is back; guests make no difference', () => {
    const back = Date.parse('2026-12-01T10:00:00Z');
    expect(until(member(back), member(back + day), guest)).toBe('2026-12-03T10:00:00.000Z');
    expect(until(member(back), member())).toBe('2026-11-26T10:00:00.000Z');
    expect(until(guest)).toBe('2026-11-26T10:00:00.000Z');
  });

  it('never after the project’s end, even if everybody is away until then', () => {
    const ends = now + day;
    expect(rules.joinedAt([member()], ends, now, calendar)).toBe(ends);
    expect(rules.joinedAt([member(now + 30 * day)], ends, now, calendar)).toBe(ends);
  });
});

describe('everybody has answered', () => {
  it.each([
    [3, 3, 3, true],
    [3, 3, 2, false],
    // One has left, with or without an answer: nobody is told by an end that comes early.
    [3, 2, 2, false],
    // One has joined.
    [2, 3, 2, false],
    [2, 3, 3, true],
    // Nobody is there.
    [0, 0, 0, false],
    [0, 0, 1, false],
    [1, 1, 1, true],
  ])('of %i asked and %i there, when %i have: %s', (asked, there, counted, is) => {
    expect(rules.hasEverybodyAnswered(asked, there, counted)).toBe(is);
  });

  it('is about full members who are not away', () => {
    const back = member(now);
    expect(rules.whoIsThere([member(), member(now + 1), back, guest], now)).toEqual([member(), back]);
  });
});

describe('what says nearly the same', () => {
  const of = (...texts: readonly string[]) => texts.map((text, at) => ({ id: rowId(`p${at}`), text }));
  const side = (...texts: readonly string[]) =>
    rules.sideBySide(of(...texts)).map((line) => line.map(({ text }) => text));

  it('stands in one line, and nothing is lost', () => {
    expect(
      side(
        'The payment test system is late',
        'Nobody tests on phones',
        'the test system for payment is late',
      ),
    ).toEqual([
      ['The payment test system is late', 'the test system for payment is late'],
      ['Nobody tests on phones'],
    ]);
  });

  it('includes the same words twice', () => {
    expect(side('It rains', 'It rains').flat()).toEqual(['It rains', 'It rains']);
    expect(side()).toEqual([]);
  });
});

describe('a plan', () => {
  const planned = { plannedOn: '2026-11-24', endsOn: '2027-03-04' };

  it.each([
    ['2026-11-24', true],
    ['2027-02-06', true],
    // Of 100 days 75 have passed.
    ['2027-02-07', false],
    ['2027-03-04', false],
    ['2027-05-04', false],
  ])('offers a review on %s: %s', (today, is) => {
    expect(rules.isEarly(planned, today)).toBe(is);
  });

  it('of which it is not known when it was made, or that ends at once, offers none', () => {
    expect(rules.isEarly({ ...planned, plannedOn: null }, '2026-11-24')).toBe(false);
    expect(rules.isEarly({ plannedOn: '2026-11-24', endsOn: '2026-11-24' }, '2026-11-24')).toBe(false);
  });

  it.each([
    ['2027-03-18', 1, '2026-11-24', false],
    ['2027-03-19', 1, '2026-11-24', true],
    ['2027-02-17', 1, '2026-11-24', true],
    // Once at planning, once more, and then no more.
    ['2027-06-01', 2, '2026-11-24', false],
    ['2027-06-01', 0, '2026-11-24', true],
    // In the last quarter of what it lasts now.
    ['2027-03-19', 1, '2027-02-19', false],
  ])(
    'whose end moved to %s after %i offers is offered one once more on %s: %s',
    (endsOn, offers, today, is) => {
      const of = { ...planned, endsOn, lastEnd: '2027-03-04', offers };
      expect(rules.offersAgain(of, today)).toBe(is);
      expect(rules.offersAgain({ ...of, lastEnd: null }, today)).toBe(false);
    },
  );
});

const shown = (count: number): Prediction[] =>
  Array.from({ length: count }, (_, at) => ({
    id: rowId(`p${at}`),
    kind: at % 3 === 0 ? 'protects' : 'fails',
    text: `${String.fromCodePoint(0x4e00 + at * 7)}<!channel> *_~\`&`.padEnd(300, '&<>'),
    round: 1,
  }));
const rows = [
  before(),
  before({ measure: '', asked: 0, began_by: null }),
  before({ state: 'joined', joined_at: noon, decided_by: ann }),
  before({ state: 'open', round: 2, joined_at: noon }),
  before({ state: 'over', joined_at: noon, over_at: noon, over_how: 'ended' }),
  before({ state: 'over', joined_at: noon, over_at: noon, over_how: 'held', decided_by: ann }),
  before({ state: 'over', over_at: noon, over_how: 'stopped', decided_by: ann, measure: '' }),
];

describe.each(everyLanguage)('in %s', (_locale, t) => {
  it.each([0, 1, 60, 400])(
    'the card with %i predictions is taken in each state, with at most five buttons',
    (count) => {
      for (const row of rows)
        for (const there of [0, 1, 40]) {
          const { text, blocks } = beforeMessage(t, { row, shown: shown(count), answered: 2, there });
          expect(refuseMessage(text, [...blocks])).toBeUndefined();
          expect(blocks.length).toBeLessThanOrEqual(limits.messageBlocks);
          expect(notifiesEverybody(text, JSON.parse(JSON.stringify(blocks)) as Json[], false)).toBe(false);
          expect(JSON.stringify(blocks).split('"type":"button"').length - 1).toBeLessThanOrEqual(5);
          expect(JSON.stringify(blocks).split('"style":"primary"').length - 1).toBeLessThanOrEqual(1);
        }
    },
  );

  it('each form is taken, and no title or button of it is cut', () => {
    const view = {
      round: 1,
      typed: { fails: 'x'.repeat(3_000), protects: '' },
      shown: [rowId('p1')],
      named: [],
      isTurned: false,
      isLast: false,
      answered: 0,
      there: 1,
      until: noon,
    } as const;
    const begin = {
      channel: channelId('C1'),
      name: 'n'.repeat(120),
      projects: [],
      channelName: 'proj website',
      until: noon,
      there: 0,
    };
    const many = Array.from({ length: 120 }, (_, at) => ({ id: rowId(`r${at}`), name: 'n'.repeat(120) }));
    const forms = [
      renderBegin(t, begin),
      renderBegin(t, { ...begin, projects: many as never, there: 40 }),
      renderPredict(t, before(), { ...view, first: 'fails' }),
      renderPredict(t, before({ state: 'joined' }), { ...view, first: 'protects', isTurned: true }),
      renderPredict(t, before(), { ...view, first: 'protects', named: Array(20).fill(ann), isLast: true }),
      renderChange(t, before(), []),
      ...[0, 1, 2, 9].map((page) =>
        renderBefore(t, { row: before(), shown: shown(60), answered: 0, there: 4 }, page),
      ),
      renderBefore(t, { row: before(), shown: [], answered: 0, there: 4 }, 0),
    ];
    expect(forms.flatMap(problems)).toEqual([]);
    const titles = forms.map(({ view: { title, submit, close } }) => [title, submit, close]);
    expect(JSON.stringify(titles)).not.toContain('…');
  });

  it('what is pressed stands in whole on its button, here and in App Home', () => {
    const blocks = [
      ...rows.flatMap((row) => beforeMessage(t, { row, shown: shown(60), answered: 0, there: 4 }).blocks),
      ...beforeInHome(t, { row: before(), waits: 'answer' }),
      ...beforeInHome(t, { row: before(), waits: 'measure' }),
    ];
    const labels = [
      ...JSON.stringify(blocks).matchAll(
        /"type":"button","action_id":"[^"]+","text":\{[^}]*"text":"([^"]*)"/g,
      ),
    ];
    expect(labels.length).toBeGreaterThan(10);
    expect(labels.filter(([, label = '']) => label.includes('…'))).toEqual([]);
  });
});

it('the thread says that a round is shown, once it is, and not of one that was ended unseen', () => {
  expect(joinedMessage(english, before(), 1)).toBeNull();
  expect(joinedMessage(english, before({ state: 'joined', joined_at: noon }), 1)?.text).toContain(
    'without names',
  );
  const again = before({ state: 'open', round: 2, joined_at: noon });
  expect(joinedMessage(english, again, 1)).not.toBeNull();
  expect(joinedMessage(english, again, 2)).toBeNull();
  expect(joinedMessage(english, before({ state: 'over', over_how: 'stopped' }), 1)).toBeNull();
});

it('an offer that is settled says nothing', () => {
  const project = {
    id: rowId('p'),
    name: 'Relaunch',
    channel_id: channelId('C1'),
    ends_on: '2027-01-01',
  } as never;
  expect(offerMessage(english, project, true)).toBeNull();
  expect(offerMessage(english, project, false)?.text).toContain('The end of “Relaunch” moved to');
});

it('a closed embargo is not taken for a joined round', () => {
  expect(rules.lastJoined(before())).toBe(0);
  expect(rules.lastJoined(before({ state: 'open', round: 3, seal: embargoId('S3') }))).toBe(2);
  expect(rules.lastJoined(before({ state: 'joined', round: 3 }))).toBe(3);
});
