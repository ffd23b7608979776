/** Lessons as files: whatever people wrote comes back exactly, and gives the same bytes again. */
import fc from 'fast-check';
import { parse } from 'yaml';
import type { LessonRecord } from '../../../src/core/lesson-record.ts';
import { csvColumns, csvHeader, csvRowIn, csvRowOf } from '../../../src/operator/library/format/csv.ts';
import type { ReadLesson } from '../../../src/operator/library/format/fields.ts';
import { jsonLineIn, jsonLineOf } from '../../../src/operator/library/format/json-lines.ts';
import { markdownIn, markdownOf } from '../../../src/operator/library/format/markdown.ts';
import { fileOf } from '../../../src/operator/library/format/names.ts';
import { cellsIn } from '../../support/csv-cells.ts';
import { anyLesson, plainLesson } from '../../support/lesson-records.ts';
import { often } from '../../support/often.ts';

const formats: readonly (readonly [
  name: string,
  write: (lesson: LessonRecord) => string,
  read: (file: string) => ReadLesson | null,
])[] = [
  ['Markdown', markdownOf, markdownIn],
  ['JSON lines', jsonLineOf, (line) => jsonLineIn(JSON.parse(line))],
  ['CSV', csvRowOf, (row) => csvRowIn(cellsIn(row))],
];

describe.each(formats)('in %s', (_, write, read) => {
  it('every lesson comes back as it was, and gives the same bytes again', () => {
    fc.assert(
      fc.property(anyLesson, (lesson) => {
        const file = write(lesson);
        const back = read(Buffer.from(file).toString());
        expect(back).toEqual({ lesson });
        expect(write((back as { lesson: LessonRecord }).lesson)).toBe(file);
      }),
      often(300),
    );
  });

  it('a lesson of five megabytes comes back, too', () => {
    const lesson = {
      ...plainLesson,
      context: 'a "b"\n\u2028'.repeat(100_000),
      happened: '---\nlore: 1\n---\n\n=1,"\r\n'.repeat(200_000),
    };
    expect(Buffer.byteLength(write(lesson))).toBeGreaterThan(5_000_000);
    const back = read(write(lesson)) as { lesson: LessonRecord };
    expect(back.lesson.context === lesson.context && back.lesson.happened === lesson.happened).toBe(true);
  });

  it('says which field is wrong, and nothing that stands in it', () => {
    const wrong = read(write({ ...plainLesson, writtenAt: 0 }).replace('1970-01-01T', '1970-13-01T'));
    expect(wrong).toEqual({ wrong: 'written: is a moment that never was' });
    expect(JSON.stringify(read(write(plainLesson).replace('workspace', 'everyone')))).not.toContain(
      'everyone',
    );
  });

  it('is not read when a newer Lore wrote it otherwise', () => {
    const newer = write(plainLesson).replace(/^(\{"lore":|---\nlore: |)1/, '$12');
    expect(read(newer)).toEqual({ wrong: 'lore: is another version of this format: update Lore' });
  });
});

describe('a Markdown file', () => {
  it('reads as one would write it', () => {
    expect(markdownOf(plainLesson)).toBe(`---
lore: 1
id: "01hq8z5v3k"
title: Rehearse a move with the real data
topics:
  - migration
  - postgres
use_when: You move data between systems
context: Website relaunch
authors:
  - name: Diego Ruiz
    id: U0DIEGO
  - name: Priya Shah
    id: U0PRIYA
written_down_by:
  name: Mara Lindqvist
  id: U0MARA
channel:
  name: website
  id: C0WEB
reach: workspace
source: retro
written: 2026-11-24T12:00:00.000Z
kept: 2026-11-25T09:30:00.000Z
review_by: 2027-11-24T12:00:00.000Z
effect: advice
uses:
  used: 2
---

The import took nine hours.
Nobody had tried it with all photos.
`);
  });

  it('has several lines as lines, and what nobody sees as signs one can read', () => {
    const context = 'First\n\n  then: # this\nand that';
    const file = markdownOf({ ...plainLesson, context, useWhen: 'a\u2028b\u202E' });
    expect(file).toContain('context: |-\n  First\n\n    then: # this\n  and that\n');
    expect(file).toContain(String.raw`use_when: "a\u2028b\u202e"`);
    expect(parse(file.split('---\n')[1] ?? '')).toMatchObject({ context, use_when: 'a\u2028b\u202E' });
  });

  it('is recognised by its first field: other Markdown is somebody’s own', () => {
    for (const other of ['# A title\n', '---\ntitle: A\n---\n\nText\n', '---\nlore: 1\n', '', '---\n---\n'])
      expect(markdownIn(other)).toBeNull();
  });

  it('that an editor gave the ends of lines of Windows is the same lesson', () => {
    expect(markdownIn(markdownOf(plainLesson).replaceAll('\n', '\r\n'))).toEqual({ lesson: plainLesson });
  });

  it('that is no YAML, or YAML that grows without end, is refused with its line', () => {
    const with_ = (line: string) => markdownIn(markdownOf(plainLesson).replace('reach: workspace', line));
    expect(JSON.stringify(with_('reach: "workspace'))).toMatch(/"wrong":"line \d+: not YAML/);
    const bomb = 'a: &a [x, x]\nb: &b [*a, *a]\nreach: [*b, *b]';
    expect(with_(bomb)).toEqual({ wrong: 'line 2: YAML that no export writes' });
  });
});

describe('a row of CSV', () => {
  it('has a column for each field, whatever is empty', () => {
    expect(cellsIn(csvHeader)).toEqual(csvColumns);
    fc.assert(
      fc.property(anyLesson, (lesson) => {
        expect(cellsIn(csvRowOf(lesson))).toHaveLength(csvColumns.length);
      }),
      often(100),
    );
  });

  it('has no cell that a spreadsheet would calculate', () => {
    fc.assert(
      fc.property(anyLesson, (lesson) => {
        for (const cell of cellsIn(csvRowOf(lesson))) expect(cell).not.toMatch(/^[\s=+\-@＝＋－＠]/);
      }),
      often(200),
    );
    const row = csvRowOf({ ...plainLesson, title: '=HYPERLINK("http://x","y")', useWhen: "'tis" });
    expect(row).toContain(`"'=HYPERLINK(""http://x"",""y"")"`);
    expect(row).toContain("''tis");
  });

  it('has people as one reads them', () => {
    expect(cellsIn(csvRowOf(plainLesson))).toContain('Diego Ruiz <U0DIEGO>\nPriya Shah <U0PRIYA>');
  });
});

describe('a file’s name', () => {
  const named = (title: string, topic?: string) =>
    fileOf({ id: 'x', title, topics: topic === undefined ? [] : [topic] }).replace(/-\w{10}\.md$/, '');

  it.each([
    ['Rehearse a move', 'Postgres', 'postgres/rehearse-a-move'],
    ['Über Größe: ja/nein?', 'C++', 'c/uber-grosse-ja-nein'],
    ['日本語の教訓が大切', '教訓', '教訓/日本語の教訓が大切'],
    ['../../etc/passwd', '..', 'no-topic/etc-passwd'],
    ['\u202E', 'con', 'con-/lesson'],
    ['a\0b\nc', 'LPT1', 'lpt1-/a-b-c'],
  ])('%s', (title, topic, file) => {
    expect(named(title, topic)).toBe(file);
  });

  it('is one that every system takes, and stays the same', () => {
    fc.assert(
      fc.property(anyLesson, (lesson) => {
        const file = fileOf(lesson);
        expect(file).toMatch(/^[\p{L}\p{M}\p{N}-]+\/[\p{L}\p{M}\p{N}-]+-[0-9a-f]{10}\.md$/u);
        expect(file).toBe(file.normalize('NFC').toLowerCase());
        for (const part of file.split('/')) expect(Buffer.byteLength(part)).toBeLessThanOrEqual(130);
        expect(fileOf({ ...lesson, id: `${lesson.id}x` })).not.toBe(file);
      }),
      often(300),
    );
  });

  it('ends within a character of several parts only', () => {
    expect(named('👍🏽'.repeat(60))).toBe('no-topic/lesson');
    expect(Buffer.byteLength(named('語'.repeat(200)))).toBeLessThan(120);
  });
});
