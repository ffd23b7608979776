/** A quarter is counted, somebody says what a number does to them, others decide something, and an admin sets limits. */
import { channelId, rowId } from '../../../src/core/ids.ts';
import { findRow } from '../../../src/core/rows.ts';
import { numbers, quarters } from '../../../src/features/indicators/rows.ts';
import { team } from '../company.ts';
import type { LoreHere } from '../lore-here.ts';
import { fill, shows } from './steps.ts';

const general = 'C0GENERAL';

/** @param by somebody in the channel @param admin who sets limits from the general channel */
export async function lookAtNumbers(
  here: LoreHere,
  by: string,
  admin: string,
  channel: string,
): Promise<void> {
  const look = async (who: string, where: string) => {
    await here.who(who).say(where, '/indicators');
    await here.settle();
    await here.who(who).say(where, '/indicators');
    await shows(here, who, 'What we decided');
  };
  await look(by, channel);
  await here.who(by).pressInModal('indicators.silly');
  await shows(here, by, 'Which one?');
  await fill(here, by, { indicator: 'M2', words: 'Only small things are agreed on' });
  await here.who(by).closeAll();
  await look(by, channel);
  await here.who(by).pressInModal('indicators.decide');
  await shows(here, by, 'What did you decide?');
  await fill(here, by, { words: 'Agree on one large thing' });
  await here.who(by).closeAll();
  await look(admin, general);
  await here.who(admin).pressInModal('indicators.gates');
  await shows(here, admin, 'From when a gate holds');
  await fill(here, admin, { M2: '60' });
  await here.who(admin).closeAll();
  await addNumber(here, channel);
}

/** What the weeks before these would have left: they are in no quarter that is over. */
async function addNumber(here: LoreHere, channel: string): Promise<void> {
  const from = channelId(channel);
  await here.lore.store.transact(team, { kind: 'channel', channelId: from }, async (scope) => {
    const row = await findRow(scope.from(quarters), { channel_id: from });
    if (row === null) throw new Error('no quarter is counted');
    const audience = await scope.audience({ kind: 'workspace', from });
    const value = JSON.stringify({
      kind: 'part',
      count: 2,
      of: 3,
      among: 'everyone',
      range: { low: 0.6, high: 0.7 },
    });
    await scope.insert(
      numbers,
      { id: rowId(here.newId()), quarter_id: row.id, figure: 'M2.done', value },
      { audience, by: [], names: 'shown' },
    );
  });
}
