/** What is exported: nobody's words become a formula, a tag or a script, and every date has its year. */
import fc from 'fast-check';
import { csv } from '../../../src/core/csv.ts';
import { channelId, rowId, teamId, userId } from '../../../src/core/ids.ts';
import { printed } from '../../../src/features/retro/export/print.ts';
import {
  fileEndings,
  isTitle,
  type Naming,
  peopleIn,
  saidIn,
} from '../../../src/features/retro/export/rules.ts';
import { tableOf } from '../../../src/features/retro/export/table.ts';
import { pageEntries, type PageView } from '../../../src/features/retro/history/page.ts';
import { withYears } from '../../../src/features/retro/session/words.ts';
import { cardsOf, english, loaded } from './drawn.ts';
import { action, ann, noon } from './states.ts';

const naming: Naming = {
  teamId: teamId('T1'),
  channels: new Map([[channelId('C1'), 'proj-website']]),
  people: new Map([
    [ann, 'Ann <b>Abara</b>'],
    [userId('ben'), '=HYPERLINK("https://evil.example")'],
  ]),
  somebody: 'someone',
};
const nasty = '<script>alert("1")</script> & \'';
const view: PageView = {
  loaded: loaded({
    phase: 'closed',
    endsAt: null,
    endedAt: noon,
    actions: [
      { ...action, what: '=1+1' },
      {
        ...action,
        id: rowId('b'),
        what: nasty,
        owner: ann,
        state: 'done',
        helped: 'yes',
        helpedHow: '@SUM(A1)',
        standardKind: 'runbook',
        standardName: '+Moves',
        standardLink: 'https://wiki.example.com/moves',
        standardAt: noon,
      },
      { ...action, id: rowId('c'), what: 'Gone', state: 'dropped' },
    ],
  }),
  topics: [
    {
      id: rowId('t'),
      name: 'Late handovers',
      votes: 7,
      cards: cardsOf(2, (at) => `-card ${String(at)}`),
      outcome: '+1',
    },
    { id: rowId('u'), name: null, votes: null, cards: [], outcome: 'Say "so"' },
  ],
  authors: new Map([[cardsOf(1, () => '')[0]?.id ?? rowId('x'), [ann]]]),
  late: [],
  isForOthers: false,
  rating: null,
  supposed: null,
  lessons: [],
};
const t = withYears(english);

describe('the table', () => {
  const table = tableOf(t, view, naming);

  it('has headings, a row for each action that stands and each topic, names, states and years', () => {
    expect(table.map((row) => row.slice(0, 5))).toEqual([
      ['Kind', 'What', 'Owner', 'Due', 'State'],
      ['Action', '=1+1', '=HYPERLINK("https://evil.example")', '1 December 2026', 'accepted'],
      ['Action', nasty, 'Ann <b>Abara</b>', '1 December 2026', 'done, and it helped'],
      ['Topic', 'Late handovers', '', '', ''],
      ['Topic', 'Topic 2', '', '', ''],
    ]);
    expect(table.map((row) => row.slice(5))).toEqual([
      ['How it helped', 'What changed', 'Link', 'Votes', 'Cards', 'Outcome'],
      ['', '', '', '', '', ''],
      ['@SUM(A1)', 'the runbook “+Moves”', 'https://wiki.example.com/moves', '', '', ''],
      ['', '', '', '7', '-card 0\n-card 1', '+1'],
      ['', '', '', '', '', 'Say "so"'],
    ]);
  });

  it('opens in a spreadsheet, with every cell in quotes and none a formula', () => {
    const file = csv(table);
    expect(file.startsWith('\uFEFF"Kind","What","Owner"')).toBe(true);
    expect(file).toContain(`"'=1+1","'=HYPERLINK(""https://evil.example"")"`);
    expect(file).toContain(`"'-card 0\n-card 1","'+1"\r\n`);
    expect(file).toContain('"Say ""so"""');
  });

  it('has no cell that a spreadsheet would calculate, whatever is written', () => {
    const sign = fc.constantFrom(
      '=',
      '+',
      '-',
      '@',
      '\t',
      '\r',
      '\n',
      ' ',
      '\u200b',
      '\uFF1D',
      '"',
      'a',
      '1',
    );
    fc.assert(
      fc.property(fc.array(sign, { maxLength: 6 }), (signs) => {
        const [, inner = ''] = /^\uFEFF"([^]*)"\r\n$/.exec(csv([[signs.join('')]])) ?? [];
        const read = inner.replaceAll('""', '"');
        expect([signs.join(''), `'${signs.join('')}`]).toContain(read);
        expect(read.replace(/^[\s\p{Cf}]+/u, '')).not.toMatch(/^[=+\-@\uFF1D]/u);
      }),
    );
  });
});

describe('the page to print', () => {
  const page = printed(`It ${nasty}`, pageEntries(t, view), naming, 'en');

  it('is whole in itself, and nothing that people wrote is part of its markup', () => {
    expect(page.match(/<script|src=|href=|<b>|url\(|@import/g)).toBeNull();
    expect(page).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;');
    expect(page).toContain('Ann &lt;b&gt;Abara&lt;/b&gt;');
    expect(page).toContain("default-src 'none'");
    expect(page).toContain('@media print');
    expect(page.match(/<ul>/g)).toHaveLength(page.match(/<\/ul>/g)?.length ?? 0);
  });

  it('has people’s names and years, and the names of the topics', () => {
    expect(page).toContain('Closed on 24 November 2026');
    expect(page).toContain('by 1 December 2026');
    expect(page).toContain('<h3>1. Late handovers: 7 votes</h3>');
    expect(page).toContain('#proj-website');
  });
});

describe('a piece of what is exported', () => {
  const written = { written: 'Ask early' };

  it('is said in words: a person by their name, a channel with its sign, what was written as it was', () => {
    const said = (piece: Parameters<typeof saidIn>[0]) => saidIn(piece, naming);
    expect(said('plain')).toBe('plain');
    expect(said({ person: ann })).toBe('Ann <b>Abara</b>');
    expect(said({ name: ann })).toBe('Ann <b>Abara</b>');
    expect(said({ name: userId('gone') })).toBe(naming.somebody);
    expect(said({ channel: channelId('C1') })).toBe('#proj-website');
    expect(said({ channel: channelId('C2') })).toBe('#C2');
    expect(said({ link: 'https://example.com/' })).toBe('https://example.com/');
    expect(said({ bold: 'Topic' })).toBe('Topic');
  });

  it('stands out if it is bold, or a title that somebody wrote', () => {
    expect(isTitle({ bold: 'Topic' })).toBe(true);
    expect(isTitle({ ...written, as: 'title' })).toBe(true);
    expect(isTitle(written as Parameters<typeof isTitle>[0])).toBe(false);
    expect(isTitle('Topic')).toBe(false);
    expect(isTitle({ person: ann })).toBe(false);
  });

  it('tells who stands in it, mentioned or named', () => {
    expect(peopleIn(['by ', { person: ann }, { name: userId('ben') }, { bold: 'Topic' }])).toEqual([
      ann,
      userId('ben'),
    ]);
  });

  it('is in a file that says by its ending what it is', () => {
    expect(fileEndings).toEqual({ markdown: 'md', page: 'html', table: 'csv' });
  });
});
