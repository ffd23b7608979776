/** Whoever tries to change whatever workspace's settings, in any order: only its own admins do, and only there. On both engines. */
import fc from 'fast-check';
import { userId } from '../../src/core/ids.ts';
import type { Visibility } from '../../src/core/visibility.ts';
import { engines } from '../support/databases.ts';
import { empty, noon, openWorld, T1, T2, type World } from './support/world.ts';
import { often } from '../support/often.ts';

const who = ['ann', 'bob', 'cat', 'gus', 'eve', 'nobody'] as const;
/** Everybody is known in both workspaces; Ann is an admin of the first, Cat of the second. */
const standings = { ann: 'member', bob: 'member', cat: 'member', gus: 'guest', eve: 'external' } as const;
const isAdminOf = (team: string, person: string): boolean => (team === T1 ? 'ann' : 'cat') === person;

interface Model {
  readonly days: Map<string, number>;
  readonly off: Set<string>;
  readonly byChannel: Set<string>;
  reach: Visibility;
}

const attempt = fc.record({
  team: fc.constantFrom(T1, T2),
  by: fc.constantFrom(...who),
  kind: fc.constantFrom('a.rows', 'b.rows'),
  days: fc.option(fc.integer({ min: 1, max: 9 })),
  practice: fc.constantFrom('a', 'b'),
  isOn: fc.boolean(),
  reach: fc.constantFrom('conversation' as const, 'workspace' as const),
});

describe.each(engines())('on $name', (engine) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(engine);
  });
  afterAll(() => world.close());

  it('the settings of a workspace are what its own admins made of them, and each change is on record', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(attempt, { maxLength: 12 }), async (attempts) => {
        await empty(world);
        const { directory, workspaceSettings, audit } = world.store;
        for (const team of [T1, T2])
          for (const [id, standing] of Object.entries(standings))
            await directory.savePerson(
              team,
              {
                userId: userId(id),
                memberType: standing,
                // Whoever is no member is one somewhere else; that counts for nothing here.
                isAdmin: standing !== 'member' || isAdminOf(team, id),
                tz: 'UTC',
                locale: 'en',
                awayUntil: null,
              },
              noon,
            );
        const unset = (): Model => ({
          days: new Map(),
          off: new Set(),
          byChannel: new Set(),
          reach: 'conversation',
        });
        const model = new Map([T1, T2].map((team) => [team, unset()]));
        const changes = new Map([T1, T2].map((team) => [team, 0]));
        for (const { team, by, kind, days, practice, isOn, reach } of attempts) {
          const switched = [{ practice, position: isOn ? ('on' as const) : ('off' as const), prompts: [] }];
          const result = await workspaceSettings.change(team, userId(by), {
            days: new Map([[kind, days]]),
            switched,
            reach,
          });
          expect(result.ok).toBe(isAdminOf(team, by));
          const known = model.get(team);
          if (!isAdminOf(team, by) || known === undefined) continue;
          const isKept = (known.days.get(kind) ?? null) === days;
          const isSwitched = known.off.has(practice) === isOn;
          const isOther = known.reach !== reach;
          changes.set(
            team,
            (changes.get(team) ?? 0) + (isKept ? 0 : 1) + (isSwitched ? 1 : 0) + (isOther ? 1 : 0),
          );
          known.reach = reach;
          if (days === null) known.days.delete(kind);
          else known.days.set(kind, days);
          if (isOn) known.off.delete(practice);
          else known.off.add(practice);
        }
        for (const team of [T1, T2]) {
          expect(await workspaceSettings.of(team)).toEqual(model.get(team));
          expect(await audit.of(team)).toHaveLength(changes.get(team) ?? 0);
        }
      }),
      often(10),
    );
  });
});
