/**
 * Somebody erases themselves while what they wrote stands among others', without names: nothing vanishes then, or it would be known as theirs. It
 * goes later, all of it in one batch with the links between everybody else and what they wrote. The features themselves, in random companies.
 */
import fc from 'fast-check';
import { sql } from 'kysely';
import { day } from '../../src/core/clock.ts';
import type { Feature } from '../../src/core/feature.ts';
import { channelId, userId } from '../../src/core/ids.ts';
import { lessons } from '../../src/features/lessons/feature.ts';
import { retro, retroAmong } from '../../src/features/retro/feature.ts';
import { allGuards } from '../../src/store/access/guards.ts';
import { dataCopy } from '../../src/system/my-data/copy.ts';
import { engines, type TestEngine } from '../support/databases.ts';
import { become } from '../support/leak/changes.ts';
import { channels } from '../support/leak/generate.ts';
import type { LeakCompany } from '../support/leak/company.ts';
import { lessonPlan, playLessons } from '../support/leak/lessons.ts';
import type { ModelTeam } from '../support/leak/model.ts';
import { retroPlan } from '../support/leak/retro/plan.ts';
import { playRetros } from '../support/leak/retro/world.ts';
import { oftenOn } from '../support/often.ts';

interface World {
  readonly system: LeakCompany;
  readonly team: ModelTeam;
  readonly features: readonly Feature[];
}

const lessonsToo: readonly Feature[] = [retroAmong(() => lessonsToo), lessons(() => lessonsToo)];

const worlds = {
  retrospectives: async (engine: TestEngine, seed: number): Promise<World> => {
    const [plan] = fc.sample(retroPlan, { seed, numRuns: 1 });
    if (plan === undefined) throw new Error('there is no plan');
    const { system, teams } = await playRetros(engine, plan, allGuards, async () => undefined);
    return { system, team: teams[0], features: [retro] };
  },
  lessons: async (engine: TestEngine, seed: number): Promise<World> => {
    const [plan] = fc.sample(lessonPlan, { seed, numRuns: 1 });
    if (plan === undefined) throw new Error('there is no plan');
    const { system, team } = await playLessons(engine, plan, allGuards);
    return { system, team, features: lessonsToo };
  },
} as const;

/** Slack is asked who is where, as before each action; whoever was erased is not known any more. */
async function recount({ system, team }: World, erased: ReadonlySet<string>): Promise<void> {
  for (const [id, { members }] of team.channels)
    await system.store.directory.setMembers(
      team.id,
      channelId(id),
      [...members].filter((user) => !erased.has(user)).map((user) => userId(user)),
      system.clock.now(),
    );
}

/** What a person wrote with their name hidden, whoever else wrote it too: rows, by table and id. */
async function hiddenOf({ system, team }: World, user: string): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ row: string }>`select table_name || ' ' || row_id as row from authorship
    where team_id = ${team.id} and user_id = ${user} and names = 'hidden'`.execute(system.store.system);
  return new Set(rows.map(({ row }) => row));
}

/** Who wrote most without their name comes first. */
async function writersIn(world: World): Promise<string[]> {
  const all: [string, number][] = [];
  for (const user of world.team.people.keys()) all.push([user, (await hiddenOf(world, user)).size]);
  return all.toSorted((a, b) => b[1] - a[1]).map(([user]) => user);
}

/** Everything in every shared table that each of the others reads. */
async function readByOthers(
  world: World,
  erased: ReadonlySet<string>,
): Promise<ReadonlyMap<string, string[]>> {
  const { system, team, features } = world;
  const seenBy = new Map<string, string[]>();
  for (const user of [...team.people.keys()].filter((one) => !erased.has(one)))
    await system.store.read(team.id, { kind: 'person', userId: userId(user) }, async (read) => {
      const seen: string[] = [];
      for (const table of features.flatMap(({ tables }) => tables)) {
        if (table.guard !== 'shared') continue;
        const rows = await read.from(table).select('it.id').execute();
        seen.push(...rows.map(({ id }) => `${table.name} ${id}`));
      }
      seenBy.set(user, seen);
    });
  return seenBy;
}

/** Time alone ends everything that is open, and two weeks later nobody knows any more who wrote what. */
async function untilUnlinked(world: World, erased: ReadonlySet<string>): Promise<void> {
  const { system, team } = world;
  for (const at of channels.keys()) await become(system, team, at, 'lore back');
  for (let round = 0; round < 14; round += 1) {
    system.clock.advance(9 * day);
    await recount(world, erased);
    await system.settle();
  }
}

it('the question before erasing says so, in each language, in as many characters as Slack takes', () => {
  for (const [locale, says] of [
    ['en', 'What others read without your name is nobody’s; cards go 14 days after their retrospective ends'],
    ['de', 'Was andere ohne Namen lesen, gehört niemandem; Karten gehen 14 Tage nach der Retrospektive'],
  ] as const) {
    const question = dataCopy.in(locale, 'UTC').plain('eraseText');
    expect(question).toContain(says);
    expect(question.length).toBeLessThanOrEqual(300);
    expect(dataCopy.in(locale, 'UTC').plain('leftEraseText').length).toBeLessThanOrEqual(300);
  }
});

describe.each(engines())('on $name, in random companies with', (engine) => {
  it.each(Object.entries(worlds))(
    '%s, nobody is told by what vanishes what somebody wrote who erases themselves; it goes when nobody knows any more who wrote what',
    async (_, play) => {
      let waited = 0;
      await fc.assert(
        fc.asyncProperty(fc.noShrink(fc.integer()), async (seed) => {
          const world = await play(engine, seed);
          // What is true of people from here on is not in that picture any more.
          world.system.unwatch(world.team);
          try {
            const erased = new Set<string>();
            const waiting = new Set<string>();
            for (const user of await writersIn(world)) {
              await recount(world, erased);
              erased.add(user);
              const before = await readByOthers(world, erased);
              const theirs = await hiddenOf(world, user);
              const subject = { kind: 'person', userId: userId(user) } as const;
              await world.system.store.erasing(world.team.id, subject.userId, subject);
              await recount(world, erased);
              const after = await readByOthers(world, erased);
              for (const [reader, rows] of before) {
                const gone = rows.filter(
                  (row) => theirs.has(row) && after.get(reader)?.includes(row) !== true,
                );
                expect({ user, reader, gone }).toEqual({ user, reader, gone: [] });
                for (const row of rows) if (theirs.has(row)) waiting.add(row);
              }
              expect(await hiddenOf(world, user)).toEqual(new Set());
              if (erased.size === 2) break;
            }
            waited += waiting.size;
            await untilUnlinked(world, erased);
            const { rows } = await sql<{ row: string }>`select table_name || ' ' || row_id as row
              from authorship where user_id = 'erased'`.execute(world.system.store.system);
            expect(rows).toEqual([]);
            for (const row of waiting) {
              const [table = '', id = ''] = row.split(' ');
              const { rows: left } = await sql`select id from ${sql.table(table)} where id = ${id}`.execute(
                world.system.store.system,
              );
              expect({ row, left }).toEqual({ row, left: [] });
            }
          } finally {
            await world.system.close();
          }
        }),
        oftenOn(engine, 8, 16),
      );
      // It came to pass in these companies.
      expect(waited).toBeGreaterThan(0);
    },
    120_000,
  );
});
