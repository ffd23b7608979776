/** What a restored database knows of the one that was lost: since when it was in use, which events it may have handled, how it marked its posts. */
import { hour } from '../../src/core/clock.ts';
import { markRestored } from '../../src/store/backup/mark-restored.ts';
import { lostBefore, lostIn, lostMark, postMarks } from '../../src/store/outbox/in-doubt.ts';
import { engines } from '../support/databases.ts';
import { empty, noon, openWorld, T1, T2, type World } from './support/world.ts';

describe.each(engines())('on $name, a database', (engine) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(engine);
  });
  afterAll(() => world.close());
  beforeEach(() => empty(world));

  const restore = () =>
    world.store.write((db) => markRestored(db, { takenAt: noon - hour, now: noon, erasures: [] }));
  const lost = { since: noon - hour, until: noon };
  const post = (key: string, team = T1) => ({ team_id: team, key });

  it('that was never restored has lost nothing', async () => {
    const { system } = world.store;
    expect(await lostIn(system, T1)).toBeNull();
    expect(await lostBefore(system, T1, noon)).toBeNull();
    expect(await lostMark(system, post('note|C1|n=1'))).toBeNull();
  });

  it('may have handled an event until an hour after it was restored, and later only while everybody is asked about again', async () => {
    const { system } = world.store;
    await restore();
    expect(await lostIn(system, T1)).toEqual(lost);
    expect(await lostBefore(system, T1, noon - 1)).toEqual(lost);
    expect(await lostBefore(system, T1, noon + hour)).toEqual(lost);
    expect(await lostBefore(system, T1, noon + hour + 1)).toBeNull();
    for (const team of [T1, T2]) await world.store.directory.beginWalk(team, noon);
    await world.store.write((db) =>
      db.updateTable('directory_walk').set({ whole_at: null }).where('team_id', '=', T1).execute(),
    );
    await world.store.write((db) =>
      db.updateTable('directory_walk').set({ whole_at: noon }).where('team_id', '=', T2).execute(),
    );
    expect(await lostBefore(system, T1, noon + hour + 1)).toEqual(lost);
    expect(await lostBefore(system, T2, noon + hour + 1)).toBeNull();
  });

  it('marks a post by what it is, not by when that was decided, and in each workspace otherwise', async () => {
    const { system } = world.store;
    const key = (at: number) => `(retro.main|C1|at=${at},n=7)|U1`;
    const marks = await postMarks(system, [
      post(key(noon)),
      post(key(noon + hour)),
      post('retro.main|C1|n=8'),
      post(`retro.main|C1|at=${noon}`),
      post(`retro.main|C1|at=${noon + 1}`),
      post(`retro.main|C1|at=${noon}x`),
      post('retro.main|C1|n=12345678901'),
      post('retro.main|C1|n=12345678902'),
    ]);
    expect(marks.every((mark) => /^[0-9a-f]{20}$/.test(mark))).toBe(true);
    expect(new Set(marks).size).toBe(6);
    expect([marks[0] === marks[1], marks[3] === marks[4]]).toEqual([true, true]);
    expect(await postMarks(system, [post('retro.main|C1|n=8', T2)])).not.toEqual([marks[2]]);
  });

  it('has no mark for no post, nor where it has nothing to make one of', async () => {
    const { system } = world.store;
    expect(await postMarks(system, [])).toEqual([]);
    await world.store.write((db) => db.updateTable('workspace').set({ erasure_key: null }).execute());
    expect(await postMarks(system, [post('note|C1|n=1')])).toEqual([]);
    await restore();
    expect(await lostMark(system, post('note|C1|n=1'))).toBeNull();
  });

  it('knows the mark of a lost post where the backup is from after there were marks', async () => {
    const { system } = world.store;
    await restore();
    const mark = await lostMark(system, post('note|C1|n=1'));
    expect([mark]).toEqual(await postMarks(system, [post('note|C1|n=1')]));
    await world.store.write((db) => db.updateTable('restored').set({ has_marks: 0 }).execute());
    expect(await lostMark(system, post('note|C1|n=1'))).toBeNull();
  });
});
