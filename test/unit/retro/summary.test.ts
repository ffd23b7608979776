/** The summary: an order where counts are not told, and a picture of the votes where they are. */
import { altOf } from '../../../src/core/picture.ts';
import { rowId } from '../../../src/core/ids.ts';
import { standardNamed } from '../../../src/features/retro/standards/screens.ts';
import {
  actionLine,
  summaryMessage,
  type Summary,
  toldMessage,
} from '../../../src/features/retro/summary/screens.ts';
import { english, loaded } from './drawn.ts';
import { action, noon } from './states.ts';

const topic = (title: string | null, votes: number | null, outcome = '') => ({ title, votes, outcome });
const closed = (summary: Partial<Summary>) =>
  summaryMessage(
    english,
    loaded({
      phase: 'closed',
      endsAt: null,
      endedAt: noon,
      topics: 3,
      answers: 6,
      actions: (['proposed', 'open', 'done'] as const).map((state) => ({
        ...action,
        id: rowId(state),
        state,
      })),
    }),
    {
      rating: null,
      themes: [],
      issues: new Map(),
      supposed: null,
      cards: 12,
      topics: [],
      order: 'shown',
      ...summary,
    },
  );

it('has a line for each promise, with its state, and one of counts', () => {
  expect(closed({}).text.split('\n').slice(1, 5)).toEqual([
    '3 promises · 12 cards · 6 people',
    expect.stringMatching(/· asked$/),
    expect.stringMatching(/· accepted$/),
    expect.stringMatching(/· done$/),
  ]);
});

it('shows the votes as a picture, and says the same in words before it', () => {
  const topics = [topic('Late handovers', 7), topic('Flaky tests', 5, 'Retry at night'), topic(null, 4)];
  const { text, blocks, picture } = closed({ topics, order: 'votes' });
  expect(text).toContain('1. Late handovers · 7 votes\n2. Flaky tests · 5 votes · Retry at night');
  expect(text).toContain('3. Topic 3 · 4 votes');
  if (picture === undefined) throw new Error('no picture');
  expect(altOf(picture.chart)).toBe('Votes by topic: Late handovers 7; Flaky tests 5; Topic 3 4');
  const before = JSON.stringify(blocks.slice(0, picture.before));
  expect(before).toContain('Late handovers');
});

it.each([
  ['an order of too few ballots', [topic('Late handovers', null), topic('Flaky tests', null)], 'places'],
  ['one topic alone', [topic('Late handovers', 7)], 'votes'],
  ['nobody’s votes', [topic('Late handovers', null)], 'shown'],
] as const)('has no picture of %s', (_what, topics, order) => {
  const { text, picture } = closed({ topics, order });
  expect(picture).toBeUndefined();
  expect(text).toContain('1. Late handovers');
  if (order !== 'votes') expect(text).not.toMatch(/\d votes/);
});

it('says what returned, how often and since when', () => {
  const theme = {
    place: 1,
    topic: rowId('t'),
    title: 'Late handovers',
    abouts: ['Summer', 'Spring'],
    earlier: [],
    since: noon,
  };
  expect(closed({ themes: [theme] }).text).toMatch(
    /“Late handovers” came back: 3rd time since \w{3} \d{1,2} \w+ \d{4}, after “Summer”, “Spring”\./,
  );
});

it('has at most five things to press in sight, none of them urgent', () => {
  const foot = JSON.stringify(closed({ rating: { kind: 'open' } }).blocks.at(-1));
  expect(foot.match(/"type":"(button|static_select|overflow)"/g)).toHaveLength(4);
  expect(foot).not.toContain('"style"');
});

it('says what became of an action as it was written, however long it is for Slack', () => {
  const done = { ...action, what: 'Write [the plan](https://a.example/plan)', state: 'done' } as const;
  const said = toldMessage(english, done, 'done');
  expect(said?.text).toContain('Done: Write the plan https://a.example/plan (a.example) (');
  expect(JSON.stringify(said?.blocks)).toContain(
    '{"type":"link","url":"https://a.example/plan","text":"the plan"}',
  );
  // Slack's mrkdwn has five characters for each of these.
  const long = { ...done, what: '&'.repeat(300), helped: 'yes', helpedHow: '&'.repeat(300) } as const;
  expect(toldMessage(english, long, 'helped')?.text).toContain('&amp; helped: &amp;');
});

it('says what changed with an action that helped, and where that is', () => {
  const helped = { ...action, state: 'done', helped: 'yes', helpedHow: '' } as const;
  expect(toldMessage(english, helped, 'helped')?.text).not.toContain('changed');
  const standard = {
    standardKind: 'checklist',
    standardName: 'Release *now*',
    standardLink: 'https://wiki.example.com/release',
    standardAt: noon,
  } as const;
  const said = toldMessage(english, { ...helped, ...standard }, 'helped');
  expect(said?.text).toContain(
    'What changed with it: the checklist “Release ∗now∗” (link https://wiki.example.com/release)',
  );
  expect(JSON.stringify(said?.blocks)).toContain(
    '{"type":"link","url":"https://wiki.example.com/release","text":"link"}',
  );
  const line = actionLine(english, { ...helped, ...standard, standardLink: '' });
  expect(JSON.stringify(line.slice(-8))).toMatch(/done, and it helped.*changed:.*checklist/);
  // A name goes with the person who gave it.
  expect(standardNamed(english, { kind: 'default', name: '', link: '' })).toBe('A default');
});
