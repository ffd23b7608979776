import type { Source } from '../../../src/operator/library/import/entry.ts';
import { mappingOf } from '../../../src/operator/library/import/mapping.ts';
import type { Report } from '../../../src/operator/library/import/run.ts';
import { sayReport, saySource } from '../../../src/operator/library/import/words.ts';

const source = (kind: string, hasPages = false): Source => ({
  name: 'notes',
  kind,
  namespace: 'notes',
  hasPages,
  size: 0,
  leftOut: [],
  read: () => [] as never,
  close: async () => undefined,
});
const about = (kind: string, columns: readonly string[]) =>
  saySource(source(kind), columns, mappingOf(columns, {})).join('\n');

describe('A source', () => {
  it('whose first line is a row already is told how to name its columns', () => {
    expect(about('CSV', ['How we deploy', 'Use the script'])).toContain(
      'Nothing is called a title or a text, without which no row comes in. To say which column it is: --map COLUMN=title --map COLUMN=body. The first line of the file has to name its columns.',
    );
    expect(about('JSON lines', ['title', 'words'])).toContain(
      'Nothing is called a text, without which no row comes in. To say which column it is: --map COLUMN=body.',
    );
  });

  it.each([
    ['CSV', ['title', 'text']],
    ['CSV', []],
  ])('with all it needs (%s, %j) is not', (kind, columns) => {
    expect(about(kind, columns)).not.toContain('Nothing is called');
  });

  it('of pages, which have a name and a text, is not', () => {
    expect(saySource(source('a folder of Markdown', true), ['tags'], {}).join('\n')).not.toContain('Nothing');
  });
});

const nothing: Report = {
  outcomes: {},
  doubts: {},
  changedHere: { count: 0, first: [] },
  first: [],
  isWithoutKeys: false,
};
const none = { count: 0, first: [], file: null };
const place = { channel: { channelId: 'C1', name: 'ops' }, reach: 'workspace', by: 'U1' } as never;

describe('A report', () => {
  it('of nothing that came in does not say where it went', () => {
    expect(sayReport(nothing, none, place, false)).toEqual(['Nothing to import was found.']);
  });

  it('counts what to look at in words that fit one and many', () => {
    const one = { count: 1, first: ['line 2'] };
    const many = { count: 5, first: ['line 2', 'line 3', 'line 4'] };
    expect(
      sayReport(
        { ...nothing, outcomes: { new: 9 }, doubts: { future: one, noDate: many } },
        none,
        place,
        false,
      ),
    ).toEqual([
      'It went into #ops, for the workspace, brought in by U1.',
      'New: 9.',
      'With a date in the future, so learned today: 1 (line 2).',
      'With a date that cannot be read for sure, so learned today: 5 (line 2; line 3; line 4; …).',
    ]);
  });
});
