/** What each practice gives as evidence, with the access of the person whose it is. On both engines. */
import type { EvidenceItem } from '../../src/core/evidence.ts';
import { type UserId, userId } from '../../src/core/ids.ts';
import { evidence as ofLessons } from '../../src/features/lessons/evidence.ts';
import { lessons, opinions } from '../../src/features/lessons/rows.ts';
import { evidence as ofRetros } from '../../src/features/retro/summary/evidence.ts';
import { asSent } from '../support/called.ts';
import { diego, hana, mara, priya, team, website } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { type LessonsHere, lessonsOn, rehearse } from '../support/lessons-here.ts';

describe.each(engines())('on $name', (engine) => {
  let it_: LessonsHere;
  beforeEach(async () => {
    it_ = await lessonsOn(engine);
  });
  afterEach(async () => {
    expect(it_.wrong()).toEqual([]);
    await it_.close();
  });
  const hold = (names: 'hidden' | 'shown') =>
    it_.hold(
      'Website relaunch',
      [
        [hana, 'Photos came late'],
        [priya, 'Too many meetings'],
        [mara, 'The import took nine hours'],
      ],
      { fields: { names, cardsFor: 'channel' } },
    );
  const found = async (who: string, of: typeof ofLessons, since = 0): Promise<readonly EvidenceItem[]> => {
    const context = { now: it_.sandbox.core.clock.now(), locale: 'en', tz: 'UTC' } as const;
    const viewer = { kind: 'person', userId: userId(who) } as const;
    return it_.lore.store.read(team, viewer, async (read) => asSent(read, await of(read, since, context)));
  };
  /** Somebody used every lesson, as it stands once its authors agreed. */
  const use = async (who: UserId) => {
    await it_.lore.store.write((system) =>
      system
        .updateTable('lesson' as 'audit')
        .set({ state: 'kept' } as never)
        .execute(),
    );
    await it_.lore.store.transact(team, { kind: 'person', userId: who }, async (scope) => {
      for (const row of await scope.from(lessons).selectAll().execute())
        await scope.upsertOwn(
          opinions,
          { lesson_id: row.id, said: 'used', said_at: row.written_at },
          { audience: row.wide_id },
        );
    });
  };

  it('a retrospective is the facilitator’s alone, once it is closed, and no older than asked for', async () => {
    await hold('hidden');
    expect(await found(mara, ofRetros)).toMatchObject([
      { kind: 'facilitated', what: 'Website relaunch', facts: null },
    ]);
    expect(await found(hana, ofRetros)).toEqual([]);
    expect(await found(mara, ofRetros, it_.sandbox.core.clock.now() + 1)).toEqual([]);
    await it_.sandbox.page('membership', { as: mara, channelId: website, change: 'leave' });
    await it_.settle();
    expect(await found(mara, ofRetros)).toEqual([]);
  }, 60_000);

  it('a lesson of one’s card that somebody used is one’s own where names are shown, and of nobody else', async () => {
    await hold('shown');
    await it_.write(mara, 'Photos came late', rehearse);
    expect(await found(hana, ofLessons)).toEqual([]);
    await use(userId(diego));
    expect(await found(hana, ofLessons)).toMatchObject([
      { kind: 'used', what: rehearse['title'], facts: 'Others used it' },
    ]);
    for (const other of [mara, priya, diego]) expect(await found(other, ofLessons)).toEqual([]);
  }, 60_000);

  it('a lesson whose names are hidden is nobody’s, its card’s author included', async () => {
    await hold('hidden');
    await it_.write(mara, 'Photos came late', rehearse);
    await use(userId(diego));
    for (const who of [hana, mara, priya, diego]) expect(await found(who, ofLessons)).toEqual([]);
  }, 60_000);
});
