/** What is drawn of projects, earlier retrospectives and numbers: Slack takes it in every language, however much there is, whatever was typed. */
import { notifiesEverybody, refuseMessage } from '../../../sandbox/blocks/message.ts';
import { checkView } from '../../../sandbox/blocks/view.ts';
import type { Json } from '../../../sandbox/json.ts';
import { audienceId, channelId, rowId } from '../../../src/core/ids.ts';
import { fitted } from '../../../src/core/kit/cards.ts';
import { limits } from '../../../src/core/kit/limits.ts';
import type { RenderedLesson } from '../../../src/core/lessons.ts';
import type { PageView } from '../../../src/features/retro/history/page.ts';
import { numbersOf } from '../../../src/features/retro/history/rules.ts';
import { renderHistory, renderNumbers, renderPage } from '../../../src/features/retro/history/screens.ts';
import { homeBlocks } from '../../../src/features/retro/home.ts';
import type { ProjectRow } from '../../../src/features/retro/plan/rows.ts';
import type { ProjectState } from '../../../src/features/retro/plan/rules.ts';
import {
  askMessage,
  plannedMessage,
  renderMove,
  renderPlan,
  renderProjects,
  whereMessage,
} from '../../../src/features/retro/plan/screens.ts';
import { before, cardsOf, everyLanguage, loaded, problems, scripts, textsIn } from './drawn.ts';
import { action, ann, noon, turn } from './states.ts';

const nasty = '<!channel> *_~`&'.padEnd(120, '&<>');
const project = (over: Partial<ProjectRow> = {}): ProjectRow => ({
  id: rowId('p'),
  channel_id: channelId('C1'),
  conversation_id: audienceId('a'),
  name: nasty,
  about: nasty.padEnd(1_000, '&<>'),
  ends_on: '2026-12-04',
  ends_at: noon,
  owner_id: ann,
  planner_id: ann,
  state: 'planned',
  ask_at: noon,
  round: 0,
  decided_by: null,
  decided_at: null,
  planned_on: '2026-11-02',
  before_end: '2026-12-04',
  before_offers: 0,
  first_end: null,
  end_moves: 0,
  ...over,
});
const lesson: RenderedLesson = {
  title: nasty,
  blocks: [],
  short: {
    title: fitted(nasty.repeat(9), limits.cardTitle),
    subtitle: fitted(nasty.repeat(9), limits.cardTitle),
    body: fitted(nasty.repeat(9), limits.cardBody),
  },
};
const states: readonly ProjectState[] = ['planned', 'asked', 'held', 'cancelled', 'moved'];

describe.each(everyLanguage)('in %s', (_locale, words) => {
  it('each message of a project is taken in each state, says in words what its blocks say, and notifies nobody', () => {
    const rows = states.flatMap((state) => [
      project({ state }),
      project({ state, owner_id: null, planner_id: null }),
      project({ state, decided_by: ann, decided_at: noon, round: 1 }),
    ]);
    const messages = rows.flatMap((row) => [
      plannedMessage(words, row, false),
      plannedMessage(words, row, true),
      askMessage(words, row, 0),
      whereMessage(words, row),
    ]);
    for (const { text, blocks } of messages) {
      expect(refuseMessage(text, [...blocks])).toBeUndefined();
      expect(notifiesEverybody(text, JSON.parse(JSON.stringify(blocks)) as Json[], false)).toBe(false);
      for (const block of blocks) if (block.type === 'section') expect(text).toContain(block.text?.text);
      expect(JSON.stringify(blocks).split('"style":"primary"').length - 1).toBeLessThanOrEqual(1);
    }
  });

  it('what is over has no buttons left', () => {
    for (const state of ['held', 'cancelled', 'moved'] as const) {
      const row = project({ state });
      for (const message of [
        plannedMessage(words, row, true),
        askMessage(words, row, 0),
        whereMessage(words, row),
      ])
        expect(JSON.stringify(message.blocks)).not.toContain('"button"');
    }
  });

  it('each modal is taken, and its titles are not cut', () => {
    const many = Array.from({ length: 120 }, (_, index) => project({ id: rowId(`p${index}`) }));
    const retros = Array.from({ length: 90 }, (_, index) => loaded({}, { id: rowId(`r${index}`) }).row);
    const channel = channelId('C0123456789');
    const mine = many.map((row, index) => ({ row, isOwnerless: index % 2 === 0 }));
    const done = Array.from({ length: 40 }, () => ({
      dueOn: '2026-09-01',
      state: 'done' as const,
      helped: 'partly' as const,
    }));
    const drawings = [
      renderPlan(words, { channel }, { name: nasty.repeat(30), owner: ann }, []),
      renderPlan(
        words,
        { channel, project: rowId('p') },
        { name: nasty, about: nasty.repeat(30), endsOn: '2026-12-04', owner: ann },
        Array(3).fill(lesson),
      ),
      renderMove(words, project()),
      ...[0, 1, 2, 3, 4].map((page) => renderProjects(words, mine, page)),
      renderProjects(words, [], 0),
      ...[0, 1, 2].map((page) =>
        renderHistory(words, { channel, retros, topics: new Map(), projects: many, page }),
      ),
      renderHistory(words, { channel, retros: [], topics: new Map(), projects: [], page: 0 }),
      renderNumbers(words, channel, numbersOf([], done, '2026-11-24')),
      renderNumbers(words, channel, numbersOf([], [], '2026-11-24')),
    ];
    expect(drawings.flatMap(problems)).toEqual([]);
    const titles = drawings.map(({ view: { title, submit, close } }) => [title, submit, close]);
    expect(JSON.stringify(titles)).not.toContain('…');
  });

  it('App Home keeps within its room with projects too', () => {
    const blocks = homeBlocks(words, {
      turn,
      question: null,
      past: 2,
      left: [],
      before: [{ row: before(), waits: 'measure' }],
      retros: Array.from({ length: 9 }, () => ({
        row: loaded().row,
        isShown: true,
        hasAnswered: false,
        isFacilitator: false,
        cards: 0,
      })),
      actions: [],
      changed: [],
      projects: Array.from({ length: 9 }, () => ({ row: project(), isOwnerless: true })),
    });
    expect(blocks.length).toBeLessThanOrEqual(20);
    expect(checkView({ type: 'home', blocks }, 'home')).toMatchObject({ ok: true });
  });
});

describe.each(scripts)('600 cards of 3,000 characters, %s', (_script, text) => {
  it('can all be read on the page, in topics that go on from page to page', () => {
    const cards = cardsOf(600, (index) => `${index}:${text}`.slice(0, 3_000).toWellFormed());
    const [, words] = everyLanguage[0] ?? [];
    if (words === undefined) throw new Error('there is no language');
    const view: PageView = {
      loaded: loaded({ phase: 'closed', actions: [action], endsAt: null, endedAt: noon }),
      topics: [
        { id: rowId('t'), name: 'Late photos', votes: 3, cards: cards.slice(0, 300), outcome: 'Agreed' },
        { id: rowId('u'), name: null, votes: 0, cards: cards.slice(300), outcome: '' },
      ],
      authors: new Map(),
      late: [],
      isForOthers: false,
      rating: null,
      supposed: null,
      lessons: [],
    };
    const pages = Array.from({ length: 300 }, (_, page) => renderPage(words, view, page));
    expect(pages.flatMap(problems)).toEqual([]);
    const read = pages.map((page) => textsIn(page.view.blocks)).join('');
    expect(cards.filter((card) => !read.includes(card.text))).toEqual([]);
    // Whoever turns to a page within a topic reads which one it is.
    expect(textsIn(pages[2]?.view.blocks)).toContain('1. Late photos: 3 votes');
  });
});
