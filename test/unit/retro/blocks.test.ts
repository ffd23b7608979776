/** What is drawn fits into what Slack takes, however much was written, and loses no character of it. */
import type { KnownBlock } from '@slack/types';
import { notifiesEverybody, refuseMessage } from '../../../sandbox/blocks/message.ts';
import { checkView } from '../../../sandbox/blocks/view.ts';
import type { Json } from '../../../sandbox/json.ts';
import { channelId, rowId, userId } from '../../../src/core/ids.ts';
import type { OwnAction, Standing } from '../../../src/features/retro/action-items/own.ts';
import { renderDrop, renderPropose } from '../../../src/features/retro/action-items/screens.ts';
import { cardsForm, renderEdit, renderOwn } from '../../../src/features/retro/collect/screens.ts';
import type { DiscussionRow } from '../../../src/features/retro/discuss/operations.ts';
import { askMessage, topicMessage } from '../../../src/features/retro/discuss/screens.ts';
import { renderSee } from '../../../src/features/retro/group/reading.ts';
import { homeBlocks, renderActions } from '../../../src/features/retro/home.ts';
import { helpMessage } from '../../../src/features/retro/session/command.ts';
import type { Loaded } from '../../../src/features/retro/session/load.ts';
import { mainMessage } from '../../../src/features/retro/session/message.ts';
import {
  facilitatorNotice,
  phaseMessage,
  reminderMessage,
} from '../../../src/features/retro/session/posts.ts';
import { renderConfirm } from '../../../src/features/retro/session/screens.ts';
import { columnsOf, formatIds, timedPhases } from '../../../src/features/retro/start/formats.ts';
import { renderStart } from '../../../src/features/retro/start/screens.ts';
import {
  before,
  cardsOf,
  english,
  everyLanguage,
  loaded,
  problems,
  scripts,
  summary,
  textsIn,
} from './drawn.ts';
import { action, ann, noon, turn } from './states.ts';

const middlePhases = timedPhases.filter((phase) => phase !== 'collect');
const discussion: DiscussionRow = {
  id: rowId('d'),
  retro_id: rowId('r'),
  topic_id: rowId('t'),
  place: 1,
  ends_at: null,
  outcome: '',
};
const messageProblems = (message: { text: string; blocks: readonly KnownBlock[] }) =>
  refuseMessage(message.text, [...message.blocks]);

const asSent = (blocks: unknown) => JSON.parse(JSON.stringify(blocks)) as Json[];

describe.each(scripts)('200 cards of 3,000 characters, %s', (_script, text) => {
  const cards = cardsOf(200, (index) => `${index}:${text}`.slice(0, 3_000).toWellFormed());

  it('can all be read, page by page', () => {
    const pages = Array.from({ length: 80 }, (_, page) =>
      renderSee(english, loaded({ phase: 'actions' }), { cards, authors: new Map(), hasOwn: true, page }),
    );
    expect(pages.flatMap(problems)).toEqual([]);
    const read = pages.map((page) => textsIn(page.view.blocks)).join('');
    expect(cards.filter((card) => !read.includes(card.text))).toEqual([]);
  });

  it('can all be changed by their author, page by page', () => {
    const pages = Array.from({ length: 80 }, (_, page) => renderOwn(english, loaded(), cards, page, []));
    expect(pages.flatMap(problems)).toEqual([]);
    const read = pages.map((page) => textsIn(page.view.blocks)).join('');
    expect(cards.filter((card) => !read.includes(card.text))).toEqual([]);
    expect(problems(renderEdit(english, cards[0] ?? { id: rowId('x'), text }))).toEqual([]);
  });

  it('leave the form empty for more, and lose nothing in it', () => {
    const form = cardsForm(english, loaded(), {
      own: cards,
      draft: null,
      offered: [],
      intent: '&'.repeat(300),
      isLast: false,
      hasAnswered: true,
    });
    expect(problems(form)).toEqual([]);
    expect(form.metadata).toMatchObject({ shown: [] });
  });
});

describe.each(everyLanguage)('in %s', (_locale, words) => {
  it.each(formatIds)('the form of %s has an input for each column', (format) => {
    const form = cardsForm(words, loaded({}, { format }), {
      own: cardsOf(60, (index) => `card ${index}`, format),
      draft: null,
      offered: [],
      intent: '&'.repeat(300),
      hasAnswered: false,
      isLast: true,
    });
    expect(problems(form)).toEqual([]);
    expect(form.view.blocks.filter((block) => block.type === 'input')).toHaveLength(columnsOf(format).length);
  });

  it('every message is taken, and its text says what its blocks say', () => {
    const actions = ['a', 'b', 'c'].map((id) => ({
      ...action,
      id: rowId(id),
      what: 'x'.repeat(300),
      whenThen: 'y'.repeat(500),
    }));
    const states: Loaded[] = [
      loaded({}, { about: 'n'.repeat(120) }),
      loaded({ phase: 'actions', actions }),
      loaded({
        phase: 'actions',
        actions: Array.from({ length: 60 }, (_, index) => ({
          ...action,
          id: rowId(`a${index}`),
          state: 'done' as const,
          what: '&'.repeat(300),
          whenThen: 'y'.repeat(500),
        })),
      }),
      loaded({ phase: 'actions' }),
      loaded({ phase: 'closed', endsAt: null, endedAt: noon, endedBy: ann, answers: 3, actions }),
      loaded({ phase: 'closed', endsAt: null, endedAt: noon }),
      loaded({ phase: 'cancelled', endsAt: null, endedAt: noon, endedBy: ann }),
      loaded({ phase: 'collect', isReopened: true, endedHow: 'reopened', endedBy: ann }),
      ...middlePhases.map((phase) => loaded({ phase, topics: 600, endedHow: 'everybody' })),
      ...middlePhases.map((phase) =>
        loaded({ phase, topics: 1, endedHow: 'reopened', endedBy: ann, actions }),
      ),
    ];
    const messages = [
      ...states.map((state) => mainMessage(words, state, summary)),
      reminderMessage(words, loaded()),
      helpMessage({ ...words, readsAs: 'member' }),
      helpMessage({ ...words, readsAs: 'guest' }),
      helpMessage({ ...words, readsAs: 'member' }, { word: 'hlep', suggestion: 'help' }),
      ...timedPhases.flatMap((phase) => [
        facilitatorNotice(words, loaded({ phase })),
        phaseMessage(words, loaded({ phase, endedHow: 'time' }), phase) ?? [],
      ]),
      ...[discussion, { ...discussion, outcome: 'o'.repeat(300) }, { ...discussion, ends_at: noon }].flatMap(
        (one) => [
          topicMessage(words, loaded({ phase: 'discuss' }), one, [one], { title: '*Late*', votes: 4 }),
          topicMessage(words, loaded({ phase: 'discuss' }), one, [one], { title: null, votes: null }),
          askMessage(words, loaded({ phase: 'discuss' }), one, [one], noon) ?? [],
        ],
      ),
      facilitatorNotice(words, loaded({ phase: 'closed', endsAt: null, endedAt: noon, answers: 2 })),
    ].flat();
    expect(messages.flatMap((message) => messageProblems(message) ?? [])).toEqual([]);
    for (const message of messages) {
      for (const block of message.blocks) {
        if (block.type === 'section') expect(message.text).toContain(block.text?.text);
        if (block.type === 'header') expect(message.text).toContain(block.text.text);
      }
      const primary = JSON.stringify(message.blocks).split('"style":"primary"').length - 1;
      expect(primary).toBeLessThanOrEqual(1);
    }
  });

  it('every modal is taken', () => {
    const view = {
      channel: channelId('C1'),
      about: 'x'.repeat(3_000),
      people: [ann],
      facilitator: ann,
      today: '2026-11-24',
      outside: [ann],
    };
    const full = loaded({
      phase: 'actions',
      actions: ['a', 'b', 'c'].map((id) => ({ ...action, id: rowId(id) })),
    });
    const drawings = [
      renderStart(words, view),
      renderStart(words, view, true),
      renderStart(
        words,
        { ...view, people: Array.from({ length: 500 }, (_, index) => userId(`U${index}`)) },
        true,
      ),
      renderPropose(words, loaded({ phase: 'actions' }), ann, noon),
      renderDrop(words, full, ann),
      renderDrop(
        words,
        loaded({ ...full.retro, actions: full.retro.actions.map((one) => ({ ...one, state: 'done' })) }),
        ann,
      ),
      renderDrop(words, loaded({ phase: 'actions' }), ann),
      ...[0, 1, 9].flatMap((count) => [
        renderConfirm(words, loaded(), { authors: count, ballots: 0, toChannel: 0 }),
        renderConfirm(words, full, { authors: 0, ballots: 0, toChannel: count }),
        renderConfirm(words, loaded({ phase: 'vote', topics: 3 }), {
          authors: 0,
          ballots: count,
          toChannel: count,
        }),
      ]),
      renderConfirm(words, full, null),
    ];
    expect(drawings.flatMap(problems)).toEqual([]);
    // Slack cuts titles and buttons of modals at 24 characters; ours are not cut.
    expect(
      JSON.stringify(drawings.map(({ view: { title, submit, close } }) => [title, submit, close])),
    ).not.toContain('…');
  });

  it('App Home stays small, however much is open', () => {
    const longStandard = {
      standard_kind: 'checklist',
      standard_name: '&'.repeat(120),
      standard_link: `https://example.com/${'a'.repeat(480)}`,
    } as const;
    const standings: readonly Standing[] = ['asked', 'open', 'late', 'helped', 'free'];
    const rows = Array.from({ length: 200 }, (_, index): OwnAction => ({
      row: {
        id: rowId(`a${index}`),
        retro_id: rowId('r'),
        channel_id: channelId('C1'),
        what: '&'.repeat(300),
        when_then: '',
        owner_id: ann,
        proposer_id: ann,
        due_on: '2026-12-01',
        state: 'proposed',
        done_at: null,
        reason: '',
        helped: null,
        helped_how: '',
        standard_kind: null,
        standard_name: '',
        standard_link: '',
        standard_at: null,
        standard_lesson: null,
      },
      standing: standings[index % standings.length] ?? 'open',
      better: '2026-12-02',
    }));
    const blocks = homeBlocks(words, {
      turn,
      question: null,
      past: 2,
      before: Array.from({ length: 5 }, () => ({ row: before(), waits: 'answer' as const })),
      left: Array.from({ length: 5 }, () => loaded({}, { about: 'n'.repeat(120) }).row),
      retros: Array.from({ length: 30 }, () => ({
        row: loaded().row,
        isShown: true,
        hasAnswered: false,
        isFacilitator: true,
        cards: 0,
      })),
      actions: rows,
      changed: rows.slice(0, 3).map(({ row }) => ({ ...row, ...longStandard })),
      projects: [],
    });
    expect(blocks.length).toBeLessThanOrEqual(25);
    // Between retrospectives and one's actions there is a divider, as between any two sections.
    expect(
      blocks.filter(({ type }) => type === 'divider' || type === 'header').map(({ type }) => type),
    ).toEqual(['header', 'divider', 'header']);
    expect(checkView({ type: 'home', blocks }, 'home')).toMatchObject({ ok: true });
    const pages = Array.from({ length: 8 }, (_, page) => renderActions(words, rows, [], { page: page }));
    expect(pages.flatMap(problems)).toEqual([]);
    const listed = JSON.stringify(pages);
    expect(rows.filter(({ row }) => !listed.includes(`\\"${row.id}\\"`))).toEqual([]);
  });
});

describe('the words of a person', () => {
  it('notify nobody, wherever they stand', () => {
    const nasty = '<!channel> <@U1> @here <https://evil|good>';
    const state = loaded(
      { phase: 'actions', actions: [{ ...action, what: nasty, whenThen: nasty }] },
      { about: nasty },
    );
    const { text, blocks } = mainMessage(english, state, summary);
    expect(notifiesEverybody(text, asSent(blocks))).toBe(false);
    expect(text).not.toContain('<!channel>');
    const see = renderSee(english, state, {
      cards: cardsOf(1, () => nasty),
      authors: new Map(),
      hasOwn: false,
      page: 0,
    });
    expect(notifiesEverybody('', asSent(see.view.blocks))).toBe(false);
    expect(textsIn(see.view.blocks)).toContain('<!channel> <@U1> @here good (evil)');
  });
});

describe('the cards', () => {
  it('show who wrote them only where names are shown', () => {
    const [card] = cardsOf(1, () => 'one');
    const authors = new Map(card === undefined ? [] : [[card.id, [ann]]]);
    const draw = (shown: boolean) =>
      JSON.stringify(
        renderSee(english, loaded({ phase: 'actions' }), {
          cards: card === undefined ? [] : [card],
          authors: shown ? authors : new Map(),
          hasOwn: false,
          page: 0,
        }).view.blocks,
      );
    expect(draw(true)).toContain('"user_id":"ann"');
    expect(draw(false)).not.toContain('ann');
  });
});

it('a reminder names who facilitates; where nobody does, it sends nobody to a menu that it does not have', () => {
  expect(reminderMessage(english, loaded()).text).toContain('facilitates');
  expect(reminderMessage(english, loaded({ facilitator: null })).text).not.toMatch(/facilitat|menu/);
});
