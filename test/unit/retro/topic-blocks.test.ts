/** Grouping, topics and the form for votes, however much was written: taken by Slack, every character readable, everything within reach. */
import type { KnownBlock } from '@slack/types';
import { rowId, type RowId, userId } from '../../../src/core/ids.ts';
import type { RenderedModal } from '../../../src/core/kit/modal.ts';
import type { Grouping } from '../../../src/features/retro/group/rules.ts';
import { renderTopics } from '../../../src/features/retro/group/reading.ts';
import { renderGroup, renderJoin } from '../../../src/features/retro/group/screens.ts';
import { renderVote, topicFields } from '../../../src/features/retro/vote/handlers.ts';
import { cardsOf, english, everyLanguage, loaded, problems, scripts, textsIn } from './drawn.ts';
import { ann, ben } from './states.ts';

const groupingOf = (id: string, state: Grouping['state'], cards: readonly RowId[]): Grouping => ({
  id: rowId(id),
  state,
  cards,
});
const names = new Map<RowId, string>();
const voting = loaded({ phase: 'vote', topics: 600 });
const grouping = loaded({ phase: 'group', topics: 600 });

/** All pages, as long as there is a button to the next. */
function pagesOf(draw: (page: number) => RenderedModal, on: string): RenderedModal[] {
  const pages: RenderedModal[] = [];
  for (;;) {
    const page = draw(pages.length);
    pages.push(page);
    if (!JSON.stringify(page.view.blocks).includes(`"${on}"`)) return pages;
  }
}

const inputsOf = ({ view }: RenderedModal) =>
  (view.blocks as KnownBlock[]).filter((block) => block.type === 'input');

describe.each(scripts)('600 cards of 3,000 characters, %s', (_script, text) => {
  const cards = cardsOf(600, (index) => `${index}:${text}`.slice(0, 3_000).toWellFormed());
  const ids = cards.map(({ id }) => id);
  const groupings = [
    groupingOf('S', 'suggested', ids.slice(0, 40)),
    groupingOf('J', 'joined', ids.slice(40, 80)),
    groupingOf('A', 'apart', ids.slice(80, 82)),
    ...Array.from({ length: 200 }, (_, at) =>
      groupingOf(`G${String(at)}`, 'suggested', ids.slice(100 + at * 2, 102 + at * 2)),
    ),
  ];

  it('can all be read by topic, page by page', () => {
    const view = { cards, authors: new Map(), hasOwn: true };
    const pages = pagesOf(
      (page) => renderTopics(english, voting, { groupings, names }, { ...view, page }),
      'retro.topics-on',
    );
    expect(pages.flatMap(problems)).toEqual([]);
    const read = pages.map((page) => textsIn(page.view.blocks)).join('');
    expect(cards.filter((card) => !read.includes(card.text))).toEqual([]);
  });

  it('can be grouped: every suggestion has its buttons on some page', () => {
    const pages = pagesOf(
      (page) => renderGroup(english, grouping, { cards, groupings, names }, page),
      'retro.group-on',
    );
    expect(pages.flatMap(problems)).toEqual([]);
    const drawn = JSON.stringify(pages);
    expect(drawn.match(/"retro.group-join"/g)).toHaveLength(202);
    expect(drawn.match(/"retro.group-keep"/g)).toHaveLength(201);
    expect(drawn.match(/"retro.group-undo"/g)).toHaveLength(1);
    expect(drawn).toContain('And 36 more cards.');
    // With hidden names, each card that stands alone can be named on some page.
    const fields = pages.flatMap((page) => (page.metadata as { shown: RowId[] }).shown);
    const suggested = new Set(groupings.flatMap((one) => (one.state === 'suggested' ? one.cards : [])));
    expect(fields).toEqual(['J', ...ids.filter((id, at) => !suggested.has(id) && (at < 40 || at >= 80))]);
  });

  it('can be joined by hand, any with any', () => {
    const drawing = renderJoin(english, grouping, { cards, groupings: [], names });
    expect(problems(drawing)).toEqual([]);
    const offered = JSON.stringify(drawing.view.blocks);
    expect(ids.filter((id) => !offered.includes(`"${id}"`))).toEqual([]);
  });

  it('can be voted on, each in a field of its own', () => {
    const view = {
      cards,
      groupings: [],
      names,
      ballot: new Map([[ids[599] ?? rowId('x'), 2]]),
      isLast: true,
    };
    const pages = pagesOf((page) => renderVote(english, voting, { ...view, page }), 'retro.vote-on');
    expect(pages.flatMap(problems)).toEqual([]);
    expect(pages.flatMap(inputsOf)).toHaveLength(600);
    expect(pages.flatMap((page) => (page.metadata as { shown: RowId[] }).shown)).toEqual(ids);
    expect(JSON.stringify(pages.at(-1))).toContain(
      '"initial_option":{"text":{"type":"plain_text","text":"Two votes"}',
    );
    // What does not fit beside its field is not left out in silence.
    expect(JSON.stringify(pages[0])).toContain('Find the whole text under');
  });
});

describe.each(everyLanguage)('in %s', (_locale, words) => {
  const cards = cardsOf(3, (index) => `card ${String(index)}`);
  const ids = cards.map(({ id }) => id);

  it('every form is taken, and no title or button of it is cut', () => {
    const states = ['suggested', 'joined', 'apart'] as const;
    const read = (groupings: readonly Grouping[]) => ({ cards, groupings, names });
    const vote = { ...read([]), ballot: new Map(), isLast: true, page: 0 };
    const drawings = [
      renderGroup(words, grouping, read([]), 0),
      renderGroup(words, grouping, { cards: [], groupings: [], names }, 0),
      ...states.map((state) => renderGroup(words, grouping, read([groupingOf('G', state, ids)]), 0)),
      renderJoin(words, grouping, read([])),
      renderTopics(
        words,
        grouping,
        { groupings: [], names },
        { cards, authors: new Map(), hasOwn: false, page: 0 },
      ),
      renderTopics(
        words,
        grouping,
        { groupings: [], names },
        { cards: [], authors: new Map(), hasOwn: false, page: 7 },
      ),
      renderVote(words, voting, vote),
      ...(['overBudget', 'topicGone', 'manyOnOne'] as const).map((refused) =>
        renderVote(words, voting, { ...vote, refused }, 'round'),
      ),
    ];
    expect(drawings.flatMap(problems)).toEqual([]);
    expect(
      JSON.stringify(drawings.map(({ view: { title, submit, close } }) => [title, submit, close])),
    ).not.toContain('…');
  });
});

describe('the topics', () => {
  const cards = cardsOf(3, (index) => `card ${String(index)}`);
  const [one, two, three] = cards.map(({ id }) => id);
  const groupings = [groupingOf('G', 'joined', [one ?? rowId('x'), three ?? rowId('x')])];

  it('have the numbers that they have in the form for votes', () => {
    const read = textsIn(
      renderTopics(
        english,
        voting,
        { groupings, names },
        { cards, authors: new Map(), hasOwn: false, page: 0 },
      ).view.blocks,
    );
    expect(read).toContain('*1. 2 cards, one topic*card 0');
    expect(read).toContain('2. card 1');
    const fields = inputsOf(
      renderVote(english, voting, { cards, groupings, names, ballot: new Map(), isLast: false, page: 0 }),
    );
    // No card's words stand for those of others: they stand together under the number.
    expect(fields.map(({ label }) => label.text)).toEqual(['Topic 1', '2. card 1']);
    expect(fields[0]?.hint?.text).toMatch(/^card 0 \/ card 2 · .* · 2 cards\. Find the whole text/);
  });

  it('show who wrote what only where names are shown', () => {
    const drawn = (authors: ReadonlyMap<RowId, readonly ReturnType<typeof userId>[]>) =>
      JSON.stringify(
        renderTopics(english, voting, { groupings, names }, { cards, authors, hasOwn: false, page: 0 }),
      );
    const shown = drawn(
      new Map([
        [one ?? rowId('x'), [ann]],
        [two ?? rowId('x'), [ben]],
      ]),
    );
    expect(shown).toContain('"user_id":"ann"');
    expect(shown).toContain('"user_id":"ben"');
    expect(drawn(new Map())).not.toContain('user_id');
  });

  it('stand beside as many fields as the form has', () => {
    expect(new Set(topicFields).size).toBe(24);
  });
});
