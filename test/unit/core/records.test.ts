import { flag, instant, text } from '../../../src/core/columns.ts';
import { rowId } from '../../../src/core/ids.ts';
import { recordsIn } from '../../../src/core/records.ts';
import { sharedTable } from '../../../src/core/tables.ts';

const notes = sharedTable('note', { use_when: text, is_hidden: flag, ended_at: instant.orNull, other: text });
const records = recordsIn(notes, { useWhen: 'use_when', isHidden: 'is_hidden', endedAt: 'ended_at' });
const cells = { use_when: 'before a move', is_hidden: 1, ended_at: null } as const;
const record = { useWhen: 'before a move', isHidden: true, endedAt: null };

it('a row is read under the names of the record, and nothing else of it', () => {
  expect(records.read({ id: rowId('n1'), other: 'else', ...cells } as typeof cells)).toEqual(record);
});

it('a record gives the cells again, and nothing that it has beside them', () => {
  expect(records.cells({ ...record, count: 3 } as typeof record)).toEqual(cells);
});

it('a flag is true or false in a record, 1 or 0 in a row', () => {
  expect(records.read({ ...cells, is_hidden: 0 }).isHidden).toBe(false);
  expect(records.cells({ ...record, isHidden: false }).is_hidden).toBe(0);
});
