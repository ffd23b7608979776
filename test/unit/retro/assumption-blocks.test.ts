/** What is drawn of questions about an assumption: Slack takes it in every language, whatever was typed, and it says how a question stands. */
import { notifiesEverybody, refuseMessage } from '../../../sandbox/blocks/message.ts';
import type { Json } from '../../../sandbox/json.ts';
import { channelId, rowId, userId } from '../../../src/core/ids.ts';
import { defaultWorkingHours } from '../../../src/core/people.ts';
import type { ActionRow } from '../../../src/features/retro/action-items/operations.ts';
import { actionRecords } from '../../../src/features/retro/action-items/operations.ts';
import * as forms from '../../../src/features/retro/assumptions/forms.ts';
import type { AssumptionRow } from '../../../src/features/retro/assumptions/rows.ts';
import * as screens from '../../../src/features/retro/assumptions/screens.ts';
import type { AssumptionView } from '../../../src/features/retro/assumptions/view.ts';
import { wordsFor } from '../../../src/features/retro/session/words.ts';
import { english, everyLanguage, loaded, problems } from './drawn.ts';
import { action, ann, ben, noon } from './states.ts';

const german = wordsFor({ locale: 'de', tz: 'Europe/Berlin', now: noon });
const nasty = '<!channel> *_~`&'.padEnd(300, '&<>');
const item = (what = nasty): ActionRow => ({
  id: rowId('action'),
  retro_id: rowId('r'),
  channel_id: channelId('C1'),
  ...actionRecords.cells({ ...action, what, state: 'open', doneAt: noon }),
});
const row = (over: Partial<AssumptionRow> = {}): AssumptionRow => ({
  id: rowId('assumption'),
  retro_id: rowId('r'),
  theme: '',
  topic_id: rowId('t'),
  action_id: null,
  done: '[]',
  state: 'raised',
  round: 0,
  leader_id: null,
  asked_by: null,
  asked_on: null,
  due_on: null,
  open_at: null,
  reminders: 0,
  answer: '',
  answered_at: null,
  change_id: null,
  ...over,
});
const view = (over: Partial<AssumptionRow> = {}, more: Partial<AssumptionView> = {}): AssumptionView => ({
  row: row(over),
  theme: nasty.slice(0, 120),
  proposed: '',
  place: 1,
  isPerson: false,
  done: [1, 2, 3, 4].map((at) => ({ action: item(), isQuoted: at % 2 === 1 })),
  action: null,
  what: null,
  change: null,
  ...more,
});
const asked = {
  state: 'asked',
  round: 1,
  leader_id: ben,
  asked_by: ann,
  asked_on: '2026-06-03',
  due_on: '2026-06-17',
  open_at: noon + 1,
} as const;
const open = { ...asked, open_at: noon };
const answered = { ...asked, state: 'answered', answer: nasty.repeat(3), answered_at: noon } as const;
const beyond = { topic_id: null, action_id: rowId('action'), theme: 'x'.repeat(120) };
const aboutAction = { action: item(), what: nasty };
const views: readonly AssumptionView[] = [
  view(),
  view({}, { theme: null, isPerson: true }),
  view({}, { theme: null, place: 0, done: [] }),
  view(asked),
  view(open),
  view({ ...open, leader_id: null }),
  view(answered, { change: item() }),
  view({ ...answered, asked_on: null, leader_id: null, answer: '' }, { change: item() }),
  view({ ...answered, asked_on: null, leader_id: null, answer: '' }),
  view({ ...asked, ...beyond }, aboutAction),
  view(
    { ...answered, ...beyond },
    { ...aboutAction, change: item(), action: { ...item(), state: 'dropped' } },
  ),
  view({ ...asked, ...beyond }, { action: null, what: null }),
];
const phases = [loaded({ phase: 'discuss' }), loaded({ phase: 'closed', endedAt: noon })];
const person = {
  userId: ben,
  memberType: 'member',
  isAdmin: false,
  tz: 'Europe/Berlin',
  locale: 'en',
  workingHours: defaultWorkingHours,
  awayUntil: null,
} as const;
const agreed = {
  here: Array.from({ length: 120 }, (_, at) => ({
    ...person,
    userId: userId(`leader-${at}`),
    name: `Leader ${at}`,
  })),
  elsewhere: [ann],
};

describe.each(everyLanguage)('in %s', (_locale, t) => {
  it('each message is taken, says in words what its blocks say, notifies nobody, and has at most five buttons', () => {
    const messages = views.flatMap((one) =>
      phases.flatMap((phase) => [
        screens.cardMessage(t, phase, one),
        screens.answerMessage(t, one),
        ...[0, 1, 2].map((nth) => screens.askMessage(t, phase, one, nth)),
        screens.openMessage(t, phase, one),
        screens.backMessage(t, one, ben),
      ]),
    );
    const sent = messages.filter((message) => message !== null);
    expect(sent.length).toBeGreaterThan(views.length * 8);
    for (const { text, blocks } of sent) {
      expect(refuseMessage(text, [...blocks])).toBeUndefined();
      expect(notifiesEverybody(text, JSON.parse(JSON.stringify(blocks)) as Json[], false)).toBe(false);
      expect(JSON.stringify(blocks).split('"type":"button"').length - 1).toBeLessThanOrEqual(5);
    }
  });

  it('each form is taken, with and without anybody to ask, and no title or button of it is cut', () => {
    const drawn = views.flatMap((one) => [
      forms.renderLead(t, phases[0] ?? loaded(), one, agreed),
      forms.renderLead(t, phases[0] ?? loaded(), one, { here: [], elsewhere: [ann, ben] }),
      forms.renderLead(t, phases[0] ?? loaded(), one, { here: [], elsewhere: [] }),
      forms.renderAnswer(t, phases[0] ?? loaded(), one, noon),
      forms.renderOwn(t, phases[0] ?? loaded(), one, ann, noon),
      forms.renderWithdrawn(t, one.row),
    ]);
    const all = [
      ...drawn,
      forms.renderBeyond(t, item(), agreed, {}),
      forms.renderBeyond(t, item(), { here: [], elsewhere: [] }, { page: 0 }),
    ];
    expect(all.flatMap(problems)).toEqual([]);
    expect(JSON.stringify(all.map(({ view: { title, submit } }) => [title, submit]))).not.toContain('…');
  });

  it('what is over says so', () => {
    for (const state of ['answered', 'withdrawn', 'merged', 'raised'] as const)
      expect(screens.overInWords(t, view({ state, answered_at: noon }))).not.toBe('');
  });
});

it.each([
  ['raised', view(), english, 'Which assumption or rule would have to change?'],
  ['raised', view(), german, 'Welche Annahme oder Regel müsste sich ändern?'],
  ['asked', view(asked), english, 'on Wed 3 June 2026, due Wed 17 June 2026.'],
  ['asked', view(asked), german, 'am Mi., 3. Juni 2026 gefragt, Antwort bis Mi., 17. Juni 2026.'],
  ['open', view(open), english, 'due Wed 17 June 2026: open.'],
  ['open', view(open), german, 'Antwort bis Mi., 17. Juni 2026: offen.'],
  ['answered', view(answered), english, 'answered on Tue 24 November 2026.'],
  ['answered', view(answered), german, 'beantwortet am Di., 24. November 2026.'],
] as const)('the card says how it stands: %s (%#)', (_state, one, t, says) => {
  expect(screens.cardMessage(t, loaded({ phase: 'closed', endedAt: noon }), one)?.text).toContain(says);
});

it('in German the action that was done is named with its day', () => {
  const one = view({}, { theme: 'Späte Testdaten', done: [{ action: item('Checkliste'), isQuoted: true }] });
  const card = screens.cardMessage(german, loaded({ phase: 'discuss' }), one);
  expect(card?.text).toContain(
    'Späte Testdaten kam wieder, obwohl „Checkliste“ am Di., 24. November erledigt wurde. Welche Annahme',
  );
});

it('the card of a question that nobody was asked has no buttons while voting is open again, and none once it is answered', () => {
  expect(screens.cardMessage(english, loaded({ phase: 'vote' }), view())).toBeNull();
  const done = screens.cardMessage(english, loaded({ phase: 'closed', endedAt: noon }), view(answered));
  expect(JSON.stringify(done?.blocks)).not.toContain('action_id');
});
