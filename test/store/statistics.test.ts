/** What PostgreSQL is told to look at when many rows came at once: how many there are, and none of their words and people. */
import { sql } from 'kysely';
import { lastingEngines } from '../support/databases.ts';
import { plainLesson } from '../support/lesson-records.ts';
import { type LibraryHere, libraryOn } from '../support/library-here.ts';

describe.each(lastingEngines())('on $name', ({ name, fresh }) => {
  let library: LibraryHere;
  beforeEach(async () => {
    library = await libraryOn(await fresh());
  });
  afterEach(() => library.close());

  it('its statistics hold the workspaces of rows, and nothing that a person wrote or is called by', async () => {
    // So few that PostgreSQL does not look by itself.
    for (let nth = 0; nth < 12; nth += 1)
      await library.bringIn({ ...plainLesson, id: `lesson${String(nth)}` }, { isOwn: true });
    await library.store.refreshStatistics();
    if (name === 'sqlite') {
      const { rows } = await sql`select name from sqlite_master where name like 'sqlite_stat%'`.execute(
        library.store.system,
      );
      expect(rows).toEqual([]);
      return;
    }
    const { rows } = await sql<{ table: string; column: string }>`
      select tablename as "table", attname as "column" from pg_stats where schemaname = current_schema()
        and (tablename in ('lesson', 'lesson_words', 'authorship')
          or tablename in (select indexname from pg_indexes where tablename in ('lesson', 'lesson_words')))
      order by 1`.execute(library.store.system);
    expect(rows).toEqual(
      ['authorship', 'lesson', 'lesson_words'].map((table) => ({ table, column: 'team_id' })),
    );
  });
});
