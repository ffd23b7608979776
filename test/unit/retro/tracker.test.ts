/** What goes into a tracker of an action. */
import fc from 'fast-check';
import { issueText, mayPut, placeFrom, trackerLimits } from '../../../src/features/retro/tracker/rules.ts';

const words = { due: 'Due: 8 December 2026', from: 'Agreed in a retrospective.' };
const text = (what: string, whenThen = '') => issueText({ what, whenThen }, words);

describe('the text of an issue', () => {
  it('is what was agreed, its plan, its date, and from where it comes, and nothing else', () => {
    expect(text('Write a checklist', 'When we release, then we read it')).toEqual({
      title: 'Write a checklist',
      body: 'When we release, then we read it\n\nDue: 8 December 2026\n\nAgreed in a retrospective.',
    });
  });

  it('has in its body what its title cannot say as it was written', () => {
    const long = `${'many words '.repeat(30)}end`;
    expect(text(long).title.length).toBeLessThanOrEqual(trackerLimits.title);
    expect(text(long).body).toContain(long);
    expect(text('Two\nlines').title).toBe('Two lines');
    expect(text('Two\nlines').body).toContain('Two\nlines');
  });

  it('can ping nobody there', () => {
    const said = '@octocat, (@acme/team) and a@b.example';
    const { title, body } = text(said, said);
    for (const part of [title, body]) expect(part).not.toMatch(/(^|[^\w])@\w/);
    expect(title).toContain('a@b.example');
  });

  it('can ping nobody there, whatever is written', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('@', 'a', ' ', '(', '\n', '-', 'ß', '😀') }), (what) => {
        const { title, body } = text(what, what);
        expect(`${title}\n${body}`).not.toMatch(/(^|[^\p{L}\p{N}_])@[\p{L}\p{N}]/u);
      }),
    );
  });
});

describe('a place', () => {
  it.each([
    ['github', 'acme/website', 'acme/website'],
    ['github', ' https://github.com/acme/website/issues/12 ', 'acme/website'],
    ['github', 'https://github.example/acme/web.site.git', 'acme/web.site'],
    ['github', 'acme', null],
    ['github', '../user', null],
    ['github', 'acme/../user', null],
    ['jira', 'web', 'WEB'],
    ['jira', 'https://acme.atlassian.net/browse/WEB-12', 'WEB'],
    ['jira', 'https://acme.atlassian.net/jira/software/projects/OPS2/boards/1', 'OPS2'],
    ['jira', 'WEB" OR project = "SECRET', null],
    ['webhook', 'anything', null],
  ] as const)('in %s, %s is %s', (connector, typed, place) => {
    expect(placeFrom(connector, typed)).toBe(place);
  });
});

it('an action is put somewhere only while it is open, and not again while it is there', () => {
  const issue = { connection: 'c' as never, place: 'p', made: null, refused: null, isUnmatched: false };
  expect(mayPut('open', null)).toBe(true);
  expect(mayPut('proposed', null)).toBe(false);
  expect(mayPut('done', null)).toBe(false);
  for (const state of ['wanted', 'sending', 'unknown', 'made', 'closed'] as const)
    expect(mayPut('open', { ...issue, state })).toBe(false);
  for (const state of ['gone', 'refused'] as const) expect(mayPut('open', { ...issue, state })).toBe(true);
});
