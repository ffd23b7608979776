/** What can be searched: the words of lessons. */
import type { Database, Engine } from '../columns.ts';
import { addWords } from '../words.ts';

export async function up(db: Database, engine: Engine): Promise<void> {
  await addWords(db, engine, {
    table: 'lesson',
    columns: ['title', 'topics', 'use_when', 'context', 'happened'],
    at: 'written_at',
    unless: ['state', 'gone'],
  });
}
