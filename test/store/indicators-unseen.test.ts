/** Who compares all that they can get learns nothing about fewer than five people, and nothing of a channel that they may not see. On both engines. */
import { channelId, userId } from '../../src/core/ids.ts';
import { pageOf } from '../../src/features/indicators/shown/page.ts';
import { rowsIn } from '../support/csv-cells.ts';
import { diego, hana, ines, learning, mara, sam, secretly, seun, team, website } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { type IndicatorsHere, indicatorsOn } from '../support/indicators-here.ts';

describe.each(engines())('on $name, the numbers', (engine) => {
  let here: IndicatorsHere;
  beforeEach(async () => {
    here = await indicatorsOn(engine);
  });
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
  });
  /** The table that a person gets of the workspace, or of a channel, without the day it was counted. */
  const table = async (who: string, channel?: string) => {
    await here.look(who, channel ?? 'C0GENERAL', channel === undefined ? 'workspace' : '');
    if (here.who(who).modal() === undefined) return [];
    return rowsIn((await here.file(who, 'table')).replace('\uFEFF', ''));
  };
  const cell = (rows: readonly (readonly string[])[], id: string, at = 0) =>
    rows
      .filter((row) => row[3] === id)
      [at]?.slice(5, 7)
      .join(' of ');
  const goes = async (who: string, channel: string, change: 'join' | 'leave') => {
    const answer = await here.sandbox.page('membership', { as: who, channelId: channel, change });
    expect(answer).toMatchObject({ ok: true });
    await here.settle();
  };

  it('of the workspace are the same for two members of different channels, and for an admin', async () => {
    here.agreed(learning, 6, 2);
    here.agreed(website, 8, 4);
    here.agreed(secretly, 10, 10);
    await here.look(mara, learning);
    await here.look(mara, website);
    await here.look(seun, secretly);
    const all = [await table('U0CAROL'), await table(diego), await table(ines), await table(seun)];
    expect(new Set(all.map((rows) => JSON.stringify(rows))).size).toBe(1);
    expect(cell(all[0] ?? [], 'M2.done')).toBe('6 of 14');
  });

  it('of a private channel of five are its people’s alone, and in nobody’s total', async () => {
    await here.lore.store.directory.setMembers(
      team,
      channelId(secretly),
      ['U0KATRIN', 'U0CAROL', 'U0SEUN', 'U0INES', 'U0MARA'].map(userId),
      here.sandbox.core.clock.now(),
    );
    here.agreed(secretly, 10, 10);
    here.agreed(learning, 6, 2);
    await here.look(seun, learning);
    expect(await here.look(seun, secretly)).toContain('Done: 10 of 10');
    expect(cell(await table(seun), 'M2.done')).toBe('2 of 6');
    expect(cell(await table(diego), 'M2.done')).toBe('2 of 6');
    expect(await table(diego, secretly).catch(() => [])).toEqual([]);
  });

  it('leave the total with the whole of a channel that became private, the same for its people and others', async () => {
    here.agreed(learning, 6, 2);
    here.agreed(website, 8, 4);
    await here.look(mara, learning);
    await here.look(mara, website);
    const before = await table(seun);
    await here.becomes(website, { kind: 'private' });
    const [inside, outside] = [await table(diego), await table(seun)];
    expect(JSON.stringify(inside)).toBe(JSON.stringify(outside));
    expect(cell(before, 'M2.done')).toBe('6 of 14');
    // What one could subtract is what the channel of eight showed to everybody by itself.
    expect(cell(outside, 'M2.done')).toBe('2 of 6');
    expect(cell(await table(diego, website), 'M2.done')).toBe('4 of 8');
    expect(await here.look(seun, 'C0GENERAL', 'workspace')).not.toContain(website);
  });

  it('of a channel that was archived or renamed stay as they were, under its new name', async () => {
    here.agreed(website, 8, 4);
    await here.look(mara, website);
    const before = await table(seun);
    await here.sandbox.page('channel', { as: mara, change: 'rename', channelId: website, name: 'site' });
    await here.sandbox.page('channel', { as: mara, change: 'archive', channelId: website });
    await here.settle();
    expect(cell(await table(seun), 'M2.done')).toBe(cell(before, 'M2.done'));
    await here.look(seun, 'C0GENERAL', 'workspace');
    expect(await here.file(seun, 'page')).toContain('#site');
    await here.nextQuarter();
    expect((await table(seun)).filter((row) => row[3] === 'M2.done')).toHaveLength(1);
  });

  it('before and after somebody joined are of two quarters: what was counted is not counted again', async () => {
    here.did({ by: userId(mara), channel: channelId(learning) });
    here.agreed(learning, 6, 2);
    await here.look(mara, learning);
    const before = await table(seun, learning);
    await goes(hana, learning, 'join');
    here.did({ by: userId(hana), channel: channelId(learning) });
    await here.settle();
    expect(JSON.stringify(await table(seun, learning))).toBe(JSON.stringify(before));
    expect(cell(before, 'M5.people')).toBe('1 of 8');
    await here.nextQuarter();
    const after = await table(seun, learning);
    expect(after.filter((row) => row[3] === 'M5.people').map((row) => row.slice(5, 7))).toEqual([['1', '8']]);
  });

  it('do not change when somebody erases themselves', async () => {
    here.did({ by: userId(mara), channel: channelId(learning) });
    here.did({ by: userId('U0NOOR'), channel: channelId(learning) });
    await here.look(mara, learning);
    const before = await table(seun, learning);
    await here.who(mara).closeAll();
    await here.erase(mara);
    expect(JSON.stringify(await table(seun, learning))).toBe(JSON.stringify(before));
  });

  it('are of no person: no row, no button and no file holds one but who wrote something', async () => {
    here.did({ by: userId(mara), channel: channelId(learning) });
    here.agreed(learning, 6, 2);
    const page = await here.look(seun, learning);
    for (const who of [mara, 'Mara']) {
      expect(page).not.toContain(who);
      expect(JSON.stringify(here.who(seun).modal())).not.toContain(who);
      expect(await here.rows('indicator_quarter', 'indicator_number')).not.toContain(who);
    }
  });

  it('of a channel are nothing to a guest who is not in it, whatever they press', async () => {
    here.agreed(learning, 6, 2);
    here.agreed(website, 6, 2);
    await here.look(mara, learning);
    await here.look(sam, website);
    const read = { kind: 'person', userId: userId(sam) } as const;
    const seen = await here.lore.store.read(team, read, async (scope) => {
      return [
        await pageOf(() => [], scope, channelId(learning), undefined, 'UTC'),
        await pageOf(() => [], scope, channelId(website), undefined, 'UTC'),
      ];
    });
    expect(seen.map((one) => one?.came.people ?? null)).toEqual([null, 8]);
  });

  it('of fewer than five places are not made by channels that shrink: a quarter of four is left out', async () => {
    here.agreed(learning, 6, 2);
    await here.look(mara, learning);
    for (const who of ['U0KATRIN', 'U0MEILING', 'U0ARJUN', 'U0NOOR']) await goes(who, learning, 'leave');
    here.agreed(learning, 6, 6, 'now');
    await here.nextQuarter();
    const rows = await table(seun, learning);
    expect(rows.filter((row) => row[3] === 'M2.done').map((row) => row[0])).toEqual(['Q3 2026']);
    expect(await here.rows('indicator_quarter')).toContain('20264');
  });
});
