/** What the fuzz soak counts as changed by somebody who may not: it sees each change of a stranger, and none that people make to what is theirs. */
import Database from 'better-sqlite3';
import { watch, type Oracle } from '../../../bench/fuzz/oracle.ts';
import { home, removed, type Who } from '../../../bench/fuzz/people.ts';
import { openWorkspace, type Workspace } from '../../../bench/fuzz/workspace.ts';
import { features } from '../../../src/features.ts';

const searched = features
  .flatMap(({ tables }) => tables)
  .filter((table) => table.guard === 'shared')
  .filter((table) => table.searched !== undefined);

describe('a change', () => {
  let workspace: Workspace;
  let oracle: Oracle;
  let db: Database.Database;
  beforeAll(async () => {
    workspace = await openWorkspace('sqlite');
    oracle = await watch(workspace.db);
    db = new Database(workspace.url.slice('sqlite:'.length));
    db.pragma('foreign_keys = off');
    // Only with foreign keys do they go with their row, which could not come back beside them.
    for (const table of searched) db.exec(`delete from ${table.name}_words`);
  });
  afterAll(async () => {
    db.close();
    await workspace.remove();
  });
  const stranger: Who = { id: 'U0NOBODY1', sort: 'stranger', ownTeam: 'T0ABROAD' };

  it('of any row by a stranger counts, whatever table it is in', async () => {
    const silent: string[] = [];
    let tried = 0;
    for (const table of oracle.tables) {
      const rows = db.prepare(`select * from "${table}" limit 3`).all() as Readonly<
        Record<string, unknown>
      >[];
      for (const row of rows) {
        const columns = Object.keys(row);
        const all = columns.map((column) => `"${column}" is @${column}`).join(' and ');
        const values = columns.map((column) => `@${column}`).join(', ');
        const changes = {
          deleted: `delete from "${table}" where ${all}`,
          added: `insert into "${table}" (${columns.map((column) => `"${column}"`).join(', ')}) values (${values})`,
        };
        for (const [what, statement] of Object.entries(changes)) {
          await oracle.begin();
          expect(db.prepare(statement).run(row).changes).toBe(1);
          tried += 1;
          const isNobodys = table === 'seal' && what === 'added';
          if ((await oracle.changedBy(stranger)).length === 0 && !isNobodys)
            silent.push(`${table} ${what} ${JSON.stringify(row)}`);
        }
      }
    }
    expect(tried).toBeGreaterThan(2 * oracle.tables.length);
    // An embargo of its own is of nobody, and the work on files is Lore's; whatever else is of somebody.
    expect(silent).toEqual([
      expect.stringMatching('^left_behind deleted .*"files"'),
      expect.stringMatching('^left_behind added .*"files"'),
    ]);
  });

  it('of the words of a lesson is one of the lesson: only what they are made of is watched', () => {
    expect(oracle.tables.filter((table) => table.startsWith('lesson'))).toEqual(
      expect.arrayContaining(['lesson', 'lesson_version']),
    );
    // What a practice calls so holds what people wrote.
    const own = new Set(features.flatMap(({ tables }) => tables.map(({ name }) => name)));
    const cut = oracle.tables.filter((table) => /_(words?|vocabulary|terms.*)$/.test(table));
    expect(cut.filter((table) => !own.has(table))).toEqual([]);
  });

  it('of what somebody types does not count, unless somebody else changes it', async () => {
    const drafts = oracle.tables.filter((table) => table.endsWith('_draft'));
    const owners = drafts.flatMap((table) =>
      (db.prepare(`select distinct user_id as by from "${table}"`).all() as { by: string }[]).map(
        ({ by }) => ({ table, by }),
      ),
    );
    expect(owners).not.toEqual([]);
    for (const { table, by } of owners) {
      const deletion = db.prepare(
        `delete from "${table}" where rowid = (select min(rowid) from "${table}" where user_id = ?)`,
      );
      await oracle.begin();
      deletion.run(by);
      expect(await oracle.changedBy({ id: by, sort: 'removed', ownTeam: home })).toEqual([]);
    }
    for (const { table } of owners) {
      await oracle.begin();
      if (db.prepare(`delete from "${table}" where user_id <> ?`).run(removed).changes === 0) continue;
      expect(await oracle.changedBy({ id: removed, sort: 'removed', ownTeam: home })).not.toEqual([]);
    }
  });
});
