/** Two years of a rotation, with days off, holidays and absences: nobody presents much more than their share of the weeks they were there. */
import { day, hour } from '../../src/core/clock.ts';
import { channelId, rowId, userId } from '../../src/core/ids.ts';
import { type SlotRow, slots } from '../../src/features/rotation/rows.ts';
import { meet, seek } from '../../src/features/rotation/slots.ts';
import { learning, team } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { type RotationHere, rotationOn } from '../support/rotation-here.ts';

const weeks = 104;
const week = 7 * day;
/** A Wednesday, when the team meets. Who presents is asked on the day before the week before. */
const firstMeeting = Date.parse('2026-12-02T14:00:00Z');
/** Away for so many weeks of ten. */
const away = { U0CAROL: 4, U0NOOR: 2, U0SEUN: 1 } as const;
/** Not at work on every second Wednesday of the team’s meetings. */
const partTime = 'U0ARJUN';

const slotOf = (at: number): SlotRow => ({
  id: rowId(`meeting-${at}`),
  channel_id: channelId(learning),
  on_date: new Date(at).toISOString().slice(0, 10),
  meets_at: at,
  state: 'coming',
  presenter_id: null,
  answer: 'asked',
  asked_at: null,
  second_id: null,
  swap_id: null,
  swap: 'none',
  owner_id: null,
});

let it_: RotationHere;
beforeAll(async () => {
  const [engine] = engines();
  if (engine === undefined) throw new Error('there is no database');
  it_ = await rotationOn(engine);
});
afterAll(() => it_.close());

it('over two years each presents about as often as anyone else, for the weeks they were there', async () => {
  const id = channelId(learning);
  const set = (who: string, cells: { away_until?: number | null; holidays?: string; work_days?: string }) =>
    it_.lore.store.write(async (db) => {
      await db.updateTable('person').set(cells).where('user_id', '=', userId(who)).execute();
    });
  await it_.start(learning, 'U0KATRIN');
  await set('U0MARA', { holidays: 'DE-BE' });

  for (let nth = 0; nth < weeks; nth += 1) {
    const meeting = firstMeeting + nth * week;
    for (const [who, of] of Object.entries(away))
      await set(who, { away_until: (nth * 7 + of) % 10 < of ? meeting + hour : null });
    await set(partTime, { work_days: nth % 2 === 0 ? '1,2,4,5' : '1,2,3,4,5' });
    await it_.lore.store.transact(team, { kind: 'channel', channelId: id }, async (scope) => {
      const work = { scope, now: meeting - week, newId: it_.newId };
      const row = slotOf(meeting);
      const audience = await scope.audience({ kind: 'conversation', channel: id });
      await scope.insert(slots, row, { audience, by: [], names: 'shown' });
      await seek(work, row);
      // Whoever was asked accepts.
      await scope.update(slots, row.id, { answer: 'accepted' });
      await meet({ ...work, now: meeting }, row.id);
    });
  }

  const held = (await it_.slots()).filter(({ state }) => state === 'over');
  const turns = await it_.turns();
  expect(held).toHaveLength(weeks);
  // Those who were away could present less often.
  expect(turns.find(({ person_id: who }) => who === 'U0CAROL')?.available).toBeLessThan(weeks * 0.7);
  expect(held.every(({ presenter_id: presenter }) => presenter !== null)).toBe(true);
  const rates = turns.map(({ presented, available }) => presented / available);
  const fewest = Math.min(...turns.map(({ available }) => available));
  expect(Math.max(...rates) - Math.min(...rates)).toBeLessThanOrEqual(2 / fewest);
  expect(it_.wrong()).toEqual([]);
}, 120_000);
