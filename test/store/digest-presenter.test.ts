/** Who presents next stands in a digest, and again when that becomes somebody else. */
import { channelId, userId } from '../../src/core/ids.ts';
import { digest } from '../../src/features/digest/feature.ts';
import { rotation } from '../../src/features/rotation/feature.ts';
import { give } from '../../src/features/rotation/slots.ts';
import { type SlotRow, slots } from '../../src/features/rotation/rows.ts';
import { learning, mara, seun, team } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { almanac } from '../support/digest-here.ts';
import { type LoreHere, startLoreHere } from '../support/lore-here.ts';

const now = Date.parse('2026-12-01T09:01:00Z');

describe.each(engines())('on $name, a digest', (engine) => {
  let here: LoreHere;
  beforeEach(async () => {
    const practices = [rotation([]), almanac];
    here = await startLoreHere({ engine, lore: { features: [...practices, digest(practices)] } });
  });
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
  });

  it('is redrawn when another person presents', async () => {
    await here.recurs(learning, mara, { 'digest.weekly': { every: 'week', weekday: 2, minutes: 600 } });
    const id = channelId(learning);
    const row = { id: 'slot', channel_id: id, on_date: '2026-12-09', meets_at: now + 8 * 86_400_000 };
    const rest = { second_id: null, swap_id: null, swap: 'none', owner_id: null } as const;
    const slot = { ...row, ...rest, state: 'coming', presenter_id: userId(mara), answer: 'accepted' };
    const presents = (person: string, isNew: boolean) =>
      here.lore.store.transact(team, { kind: 'channel', channelId: id }, async (scope) => {
        const known = slot as unknown as SlotRow;
        const audience = await scope.audience({ kind: 'conversation', channel: id });
        if (isNew) await scope.insert(slots, known, { audience, by: [], names: 'shown' });
        else await give({ scope, now, newId: here.newId }, known, userId(person), 'accepted');
      });
    await presents(mara, true);
    await here.playUntil(now);
    const told = () => here.posted(learning).find(({ text }) => text.startsWith('Worth knowing'))?.text;
    expect(told()).toContain('Mara presents on');
    await presents(seun, false);
    await here.settle();
    expect(told()).toContain('Seun presents on');
  });
});
