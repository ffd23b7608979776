/** `lore import`, as it is typed: what its page says, and what happens when it is killed, meets itself, or has no room. */
import {
  createWriteStream,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { sql } from 'kysely';
import { lessons } from '../../src/features/lessons/rows.ts';
import { lastingEngines } from '../support/databases.ts';
import { type LibraryHere, libraryOn, mara, team, website } from '../support/library-here.ts';
import { freshInstallation } from '../support/played.ts';
import { runScript } from '../support/run-script.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lore-imports-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const count = 340;
/** Notes, and among them one line that is cut off. */
function notes(): string {
  const file = join(folder, 'notes.jsonl');
  const lines = Array.from({ length: count }, (_, nth) =>
    JSON.stringify({
      id: nth,
      title: `Note ${nth}`,
      text: `What happened, for the ${nth}th time`,
      author: `Somebody ${nth % 7}`,
    }),
  );
  writeFileSync(file, [...lines.slice(0, 100), '{"id":"cut', ...lines.slice(100)].join('\n'));
  return file;
}

describe.each(lastingEngines())('on $name', (engine) => {
  let library: LibraryHere;
  beforeEach(async () => {
    library = await libraryOn(await engine.fresh());
  });
  afterEach(() => library.close());
  const rows = () =>
    library.store.read(team, { kind: 'person', userId: mara }, (read) =>
      read.from(lessons).selectAll().execute(),
    );
  const args = (file: string) => ['src/cli.ts', 'import', file, '--channel', website, '--by', mara];
  const command = (
    file: string,
    environment: Readonly<Record<string, string>> = {},
    before: readonly string[] = [],
  ) => runScript([...before, ...args(file)], { DATABASE_URL: library.url, ...environment });
  const stored = async (table: 'lesson' | 'lesson_part' | 'lesson_import') => {
    const found = await sql<{ count: number }>`select count(*) as count from ${sql.table(table)}`.execute(
      library.store.system,
    );
    return Number(found.rows[0]?.count);
  };

  it('killed whenever it is, what is in is whole; run again, it goes on to the same end', async () => {
    const file = notes();
    const kills: number[] = [];
    for (const nth of [1, 2, 3]) {
      const { child, line, ended } = command(file);
      // As soon as something is in, each time a little further.
      await Promise.race([line(/never/).catch(() => undefined), untilStored(nth * 100)]);
      child.kill('SIGKILL');
      await ended;
      const [inside, withParts, withSources] = [
        await stored('lesson'),
        await stored('lesson_part'),
        await stored('lesson_import'),
      ];
      expect([withParts, withSources]).toEqual([inside, inside]);
      kills.push(inside);
    }
    expect(kills[0]).toBeGreaterThan(0);
    const { code, said } = await command(file).ended;
    expect(said).toContain('Refused: 1. They are in ');
    expect(code).toBe(3);
    expect(await stored('lesson')).toBe(count);
    expect(new Set((await rows()).map(({ title }) => title)).size).toBe(count);
    expect(readFileSync(join(folder, 'notes.rejected.jsonl'), 'utf8')).toBe(
      '{"line":101,"reason":"The line is not whole JSON: perhaps it is cut off.","row":"{\\"id\\":\\"cut"}\n',
    );
    expect(readdirSync(folder).toSorted()).toEqual(['notes.jsonl', 'notes.rejected.jsonl']);
  }, 240_000);

  async function untilStored(wanted: number): Promise<void> {
    while ((await stored('lesson')) < wanted) await new Promise((resolve) => setImmediate(resolve));
  }

  it('of one file by two processes at once, each lesson is there once, and both come to their end', async () => {
    const file = notes();
    const both = await Promise.all([command(file).ended, command(file).ended]);
    for (const { code, said } of both)
      expect([code, said]).toEqual([3, expect.stringContaining('Refused: 1.')]);
    expect(await stored('lesson')).toBe(count);
  }, 120_000);

  it('without room in the middle, says so in a sentence; nothing is half-written, and with room it goes on', async () => {
    const file = notes();
    // As the engine itself meets it, when half of it is in.
    const full =
      engine.name === 'sqlite'
        ? sql`create trigger full_disk before insert on lesson when (select count(*) from lesson) >= 120
            begin select raise(abort, 'database or disk is full'); end`
        : sql`create function full_disk() returns trigger language plpgsql as
            'begin if (select count(*) from lesson) >= 120 then raise exception ''could not extend file'' using errcode = ''disk_full''; end if; return new; end'`;
    await library.store.write((db) => full.execute(db));
    if (engine.name === 'postgres')
      await library.store.write((db) =>
        sql`create trigger full_disk before insert on lesson for each row execute function full_disk()`.execute(
          db,
        ),
      );
    const { code, said } = await command(file).ended;
    expect(code).toBe(1);
    if (engine.name === 'postgres')
      expect(said).toContain('The disk is full. Free some space where the database is.');
    const inside = await stored('lesson');
    expect([inside % 100, await stored('lesson_part'), await stored('lesson_import')]).toEqual([
      0,
      inside,
      inside,
    ]);
    expect(existsSync(join(folder, 'notes.rejected.jsonl'))).toBe(false);
    await library.store.write((db) =>
      engine.name === 'sqlite'
        ? sql`drop trigger full_disk`.execute(db)
        : sql`drop trigger full_disk on lesson`.execute(db),
    );
    expect((await command(file).ended).said).toContain(`New: ${count - inside}.`);
    expect(await stored('lesson')).toBe(count);
  }, 120_000);
});

it('a file of 200 MB is read in a process that has 96 MB for what it holds', async () => {
  const file = join(folder, 'large.jsonl');
  const out = createWriteStream(file);
  for (let nth = 0; nth < 2_000; nth += 1) {
    const lines = Array.from({ length: 50 }, (_, at) =>
      JSON.stringify({ id: nth * 50 + at, title: 'A', text: 'word '.repeat(400) }),
    );
    if (!out.write(`${lines.join('\n')}\n`)) await new Promise((resolve) => out.once('drain', resolve));
  }
  out.end();
  await finished(out);
  const { code, said } = await runScript(
    ['--max-old-space-size=96', 'src/cli.ts', 'import', file, '--dry-run'],
    {},
  ).ended;
  expect(said).toContain('New: 100000.');
  expect(code).toBe(0);
}, 120_000);

it('the page about bringing lessons in is played', async () => {
  const lore = await freshInstallation();
  const { sandbox, environment } = lore.slack;
  const running = runScript([join(lore.folder, 'src', 'main.ts')], {
    ...environment,
    DATABASE_URL: `sqlite:${join(lore.folder, 'data', 'lore.db')}`,
    LOG_LEVEL: 'info',
  });
  try {
    await running.line(/Lore is here/);
    await sandbox.page('say', { as: 'U0MARA', channelId: website, text: '/lore help' });
    await lore.play('docs/operations/import.md');
  } finally {
    running.child.kill('SIGKILL');
    await lore.close();
  }
}, 180_000);
