/** What the pulse draws, in each language, as large as it gets: within what Slack takes, and nothing of it lost. */
import type { KnownBlock } from '@slack/types';
import { refuseMessage } from '../../../sandbox/blocks/message.ts';
import { day } from '../../../src/core/clock.ts';
import { channelId, type RowId, rowId, userId } from '../../../src/core/ids.ts';
import { completeLanguages } from '../../../src/core/languages.ts';
import { altOf } from '../../../src/core/picture.ts';
import { onDay } from '../../../src/core/sentence.ts';
import { drawnFrom } from '../../../src/core/drawn.ts';
import { renderAnswers, renderPromise } from '../../../src/features/pulse/answers/screens.ts';
import { copy } from '../../../src/features/pulse/copy.ts';
import { inRandomOrder, itemKeys, itemsOf, themes } from '../../../src/features/pulse/items.ts';
import type { Published, Results } from '../../../src/features/pulse/results/read.ts';
import type { Figure } from '../../../src/features/pulse/results/rules.ts';
import {
  groupChart,
  latestBlocks,
  renderGroup,
  renderResults,
  resultsMessage,
} from '../../../src/features/pulse/results/screens.ts';
import type { WindowPlaceRow, WindowRow } from '../../../src/features/pulse/rows.ts';
import { longestName, type Place } from '../../../src/features/pulse/tree/rules.ts';
import type { Preview } from '../../../src/features/pulse/window/roster.ts';
import { renderOpen } from '../../../src/features/pulse/window/screens.ts';
import { brokenRules } from '../../support/broken-rules.ts';
import { problems, textsIn } from '../retro/drawn.ts';

const began = Date.UTC(2026, 8, 28, 9);
const [katrin, mara, diego] = ['UKATRIN', 'UMARA', 'UDIEGO'].map(userId) as [never, never, never];
/** Rows have names here; their ids are numbers. */
const known: string[] = [];
const idOf = (name: string): RowId => {
  if (!known.includes(name)) known.push(name);
  return rowId(`00000000-0000-4000-8000-${String(known.indexOf(name)).padStart(12, '0')}`);
};
const long = (at: number) => `${String(at).padStart(3, '0')} `.padEnd(longestName, 'w');

const windowOf = (id: string, opened = began): WindowRow => ({
  ...{ id: idOf(id), channel_id: channelId('C1'), opened_by: mara, opened_at: opened },
  ...{ closes_at: opened + 14 * day, least: 5, version: 1, state: 'published' },
  ...{ closed_at: opened + 14 * day, published_at: opened + 14 * day },
});
const placeOf = (name: string, but: Partial<WindowPlaceRow> = {}): WindowPlaceRow => ({
  ...{ id: idOf(`P${name}`), window_id: idOf('W'), place_id: idOf(name), name, under_id: null },
  ...{ is_team: 0, leader_id: null, asked: 0, sort: 0, ...but },
});
const figure = (but: Partial<Figure> = {}): Figure => ({
  ...{
    theme: 'safety',
    item: null,
    kind: 'team',
    node: idOf('A'),
    teams: [idOf('A')],
    asked: 8,
    answered: 7,
  },
  ...{ all: null, how: 'said', mean: 4.5, spread: 'apart', isComparable: true, ...but },
});

const inEach = completeLanguages.map((locale) => [locale, copy.in(locale, 'Europe/Berlin')] as const);

it('who reads a language without these sentences reads English ones, with English dates', () => {
  const results: Results = {
    ...{ window: windowOf('W'), figures: [], before: [], answers: [], own: null },
    ...{ places: [], duties: [] },
  };
  const said = JSON.stringify(latestBlocks(results, { locale: 'pt-BR', tz: 'Europe/Berlin' }));
  expect(said).toContain('*Safety pulse of 28 September 2026*');
});

describe.each(inEach)('in %s', (locale, t) => {
  const reader = { locale, tz: 'Europe/Berlin', now: began } as const;

  it('all thirteen statements stand in one form that Slack takes, seven points each with words at both ends and the middle', () => {
    const window = windowOf('W');
    const order = inRandomOrder(drawnFrom('some chance'));
    const form = renderAnswers(t, window, placeOf(long(1)), order);
    expect(problems(form)).toEqual([]);
    expect(problems(renderPromise(t, window, placeOf(long(1))))).toEqual([]);
    const radios = (form.view.blocks as readonly KnownBlock[]).flatMap((block) =>
      block.type === 'input' && block.element.type === 'radio_buttons' ? [block.element] : [],
    );
    expect(radios).toHaveLength(itemKeys.length);
    for (const { options, initial_option: chosen } of radios) {
      expect(chosen).toBeUndefined();
      expect(options.map(({ text }) => /^\d(?= |$)/.exec(text.text)?.[0] ?? '-')).toEqual(
        '1234567-'.split(''),
      );
      expect(options.flatMap(({ text }, at) => (text.text.length > 1 ? [at] : []))).toEqual([0, 3, 6, 7]);
    }
    expect(form.metadata).toEqual({ window: idOf('W') });
    // How far one has come, and which team "this team" is: one can be in several.
    const [team = '', ...labels] = (form.view.blocks as readonly KnownBlock[]).flatMap((block) =>
      block.type === 'input' ? [block.label.text] : block.type === 'context' ? [JSON.stringify(block)] : [],
    );
    expect(team).toContain(placeOf(long(1)).name);
    expect(labels.slice(0, -1).map((label) => label.replace(/ (of|von) /, '/'))).toEqual(
      order.map((item, at) => `${at + 1}/13: ${t.plain(`item.${item}`)}`),
    );
  });

  it('a tree of 200 teams with long names is shown before opening', () => {
    const places: Place[] = Array.from({ length: 200 }, (_, at) => ({
      ...{ id: idOf(`T${at}`), name: long(at), under: idOf('T0'), source: at === 0 ? null : `C${at}` },
      ...{ leader: userId(`UL${at}`), isAgreed: true },
    }));
    const teams = places.slice(1);
    const people = teams.map(({ id }, at) => [userId(`UP${at}`), id] as const);
    const preview: Preview = {
      ...{ places, faults: [], unread: teams, notAgreed: teams, teamOf: new Map(people) },
      inSeveral: new Map(
        people.map(([user, id]) => [user, [id, ...teams.slice(0, 40).map((one) => one.id)]]),
      ),
      asked: new Map(teams.map(({ id }) => [id, 3])),
      leaders: teams.map((team, at) => ({ user: userId(`UL${at}`), team, countsIn: teams[0] ?? null })),
    };
    expect(problems(renderOpen(t, preview, 5, 'm'.repeat(43), true))).toEqual([]);
  });

  it('the picture of three years says every number of it to who does not see it', () => {
    const all: readonly Published[] = Array.from({ length: 12 }, (_, back) => ({
      window: windowOf(`W${back}`, began - back * 91 * day),
      figures: themes.map((theme, at) => figure({ theme, mean: [2, 3.5, 6][(at + back) % 3] ?? 4 })),
    }));
    const [latest, ...before] = all;
    const results: Results = {
      ...{
        window: windowOf('W0'),
        figures: latest?.figures ?? [],
        places: [placeOf(long(7), { place_id: idOf('A') })],
      },
      ...{ before, duties: [], answers: [], own: idOf('A') },
    };
    const chart = groupChart(t, results, { kind: 'team', node: idOf('A') }, reader);
    const alt = chart === null ? '' : altOf(chart);
    expect(alt.endsWith('…')).toBe(false);
    expect(alt.match(/\(/g)).toHaveLength(12 * themes.length);
    const group = renderGroup(t, results, { kind: 'team', node: idOf('A') }, reader);
    expect(problems(group)).toEqual([]);
  });

  describe('what came of it, for who leads teams too small to be shown alone', () => {
    const of = { kind: 'others', node: idOf('All'), teams: ['A', 'B'].map(idOf) } as const;
    const results = (own: RowId | null): Results => ({
      ...{ window: windowOf('W'), figures: themes.map((theme) => figure({ theme, ...of })), before: [] },
      places: [
        placeOf('All', { leader_id: katrin }),
        placeOf('A', { under_id: idOf('All'), is_team: 1, leader_id: mara, asked: 4 }),
        placeOf('B', { under_id: idOf('All'), is_team: 1, asked: 4 }),
      ],
      duties: [
        {
          ...{ id: idOf('D'), window_id: idOf('W'), place_id: idOf('All'), leader_id: katrin },
          ...{ asked_at: began, due_at: began, ends_at: began, state: 'open', done_at: null },
        },
      ],
      ...{ answers: [], own },
    });
    const nothing = t.mrkdwn('result.nothing');
    const number = t.plain('result.number', { mean: 4.5 });

    it.each([
      ['who leads the whole', katrin, null],
      ['who leads one of them', mara, null],
      ['who was asked in one', diego, idOf('B')],
    ])('%s reads the same numbers', (_who, viewer, own) => {
      const { text } = resultsMessage(t, results(own), reader, viewer);
      expect(text).toContain(number);
      expect(text).not.toContain(nothing);
    });
  });

  it('teams whose numbers stand together are named, also where only their statements are large enough', () => {
    const [all, a, b] = ['All', 'A', 'B'].map(idOf) as [RowId, RowId, RowId];
    const together = figure({ kind: 'others', node: all, teams: [a, b], item: 'PS1' });
    const results: Results = {
      ...{ window: windowOf('W'), figures: [together], before: [], answers: [], own: a },
      ...{ places: [placeOf('All'), placeOf('A'), placeOf('B')], duties: [] },
    };
    const named = `*${t.plain('result.others', { place: 'All' })}* (A, B)`;
    const group = { kind: 'others', node: all } as const;
    for (const { view } of [renderResults(t, results), renderGroup(t, results, group, reader)])
      expect(textsIn(view)).toContain(named);
  });

  it('who is asked instead of a leader reads that, and until when they have time', () => {
    const due = began + 14 * day;
    const ends = began + 28 * day;
    const results: Results = {
      ...{ window: windowOf('W'), figures: [figure()], before: [], answers: [], own: null },
      places: [
        placeOf('All', { leader_id: katrin }),
        placeOf('A', { under_id: idOf('All'), leader_id: mara }),
      ],
      duties: [
        {
          ...{ id: idOf('D'), window_id: idOf('W'), place_id: idOf('A'), leader_id: katrin },
          ...{ asked_at: began, due_at: due, ends_at: ends, state: 'open', done_at: null },
        },
      ],
    };
    const { text } = resultsMessage(t, results, { ...reader, now: due }, katrin);
    expect(text).toContain(t.mrkdwn('duty.passed', { place: 'A', until: onDay(ends) }));
    expect(text).not.toContain(t.mrkdwn('duty.owed', { place: 'A', until: onDay(due) }));
  });

  it('a leader’s guide has three questions, and none of who', () => {
    const guide = t.plain('duty.guide', { place: 'Website' });
    const questions = guide.split('\n').filter((line) => line.endsWith('?'));
    expect(questions.map((line) => line.charAt(0))).toEqual(['1', '2', '3']);
    for (const question of questions) expect(question).not.toMatch(/\b(who|wer|wen|wem)\b/i);
  });

  it('the message to who leads twenty teams is one that Slack takes, however much they say', () => {
    const names = Array.from({ length: 20 }, (_, at) => long(at));
    const results: Results = {
      window: windowOf('W'),
      figures: names.flatMap((name) =>
        themes.flatMap((theme) =>
          [null, ...itemsOf(theme)].map((item) =>
            figure({ theme, item, node: idOf(name), teams: [idOf(name)] }),
          ),
        ),
      ),
      before: [],
      places: names.map((name) => placeOf(name, { is_team: 1, leader_id: katrin, asked: 8 })),
      duties: names.map((name, at) => ({
        ...{ id: idOf(`D${name}`), window_id: idOf('W'), place_id: idOf(name), leader_id: katrin },
        ...{
          asked_at: began,
          due_at: began,
          ends_at: began,
          state: at < 9 ? 'answered' : 'open',
          done_at: null,
        },
      })),
      own: null,
      answers: names.map((name) => ({
        ...{ id: idOf(`D${name}`), window_id: idOf('W'), place_id: idOf(name), said_by: katrin },
        ...{ said_at: began, heard: 'w '.repeat(750), change: 'w '.repeat(750), reason: null },
        ...{ follow_on: null, helped: 'yes', asked_at: began },
      })),
    };
    const { text, blocks } = resultsMessage(t, results, reader, katrin);
    expect(refuseMessage(text, blocks)).toBeUndefined();
    expect(brokenRules({ text, blocks })).toEqual([]);
    // What is answered takes the place of nothing that is owed.
    expect(text.match(/\n1\. /g)).toHaveLength(3);
    expect(textsIn(blocks).length).toBeLessThan(12_000);
    const first = results.places[0]?.place_id ?? idOf('');
    expect(problems(renderGroup(t, results, { kind: 'team', node: first }, reader))).toEqual([]);
  });
});
