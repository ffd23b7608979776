/** The libraries that are searched, in a database of each kind, through the same scope as every search. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { channelId, rowId, teamId, type TeamId, userId } from '../../src/core/ids.ts';
import { insertion } from '../../src/core/scope.ts';
import { search } from '../../src/core/search/search.ts';
import { features } from '../../src/features.ts';
import { type LessonRow, lessons } from '../../src/features/lessons/rows.ts';
import { allGuards } from '../../src/store/access/guards.ts';
import { channel, noon, openWorld, people, personViewer } from '../../test/store/support/world.ts';
import { freshFile } from '../../test/support/databases.ts';
import { installed } from '../../test/support/installed.ts';
import { startServer } from '../../test/support/postgres-server.ts';
import { lesson } from '../../test/support/search/written.ts';

/** A workspace's lessons, from the oldest; found again by their place. */
export interface Library {
  readonly team: string;
  readonly lessons: readonly Partial<LessonRow>[];
}

/** Finds the places of the lessons in a library, the best first. */
export type Find = (library: Library, query: string, most: number) => Promise<readonly number[]>;

export interface Libraries {
  readonly find: Find;
  readonly close: () => Promise<void>;
}

const engines = {
  sqlite: freshFile,
  postgres: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lore-quality-'));
    // PostgreSQL may run as another user than this process.
    chmodSync(folder, 0o755);
    const server = await startServer(folder);
    return {
      url: `${server.url}/postgres`,
      remove: async () => {
        await server.stop();
        rmSync(folder, { recursive: true });
      },
    };
  },
} as const;

const ann = personViewer('ann');

export async function openLibraries(
  engine: keyof typeof engines,
  libraries: readonly Library[],
): Promise<Libraries> {
  const world = await openWorld({ fresh: engines[engine] }, allGuards, {
    tables: features.flatMap((feature) => feature.tables),
  });
  for (const library of libraries) {
    const team = teamId(library.team);
    await world.store.workspaces.save(installed(team, noon));
    await people(world, { ann: 'member' }, team);
    await channel(world, 'C1', ['ann'], {}, team);
    await fill(library, team);
  }
  return {
    find: ({ team }, text, most) =>
      world.store.read(teamId(team), ann, async ({ words }) => {
        const { rows } = await search(words, { table: lessons, text });
        return rows.slice(0, most).map(({ id }) => Number(id.slice(1)));
      }),
    close: world.close,
  };

  /** In steps: each is one statement or few. */
  async function fill(library: Library, team: TeamId): Promise<void> {
    for (let from = 0; from < library.lessons.length; from += 200)
      await world.store.transact(team, ann, async (scope) => {
        const audience = await scope.audience({ kind: 'workspace', from: channelId('C1') });
        const rows = library.lessons.slice(from, from + 200).map((said, nth) => {
          const at = from + nth;
          const row = lesson(`l${at}`, audience, { written_at: noon - 1_000_000 + at, ...said });
          return insertion(
            lessons,
            { ...row, id: rowId(`l${at}`) },
            { audience, by: [userId('ann')], names: 'shown' },
          );
        });
        await scope.insertAll(rows);
      });
  }
}
