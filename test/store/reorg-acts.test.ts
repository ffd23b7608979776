/** What outlives a reorganisation, as the indicators of a channel read it: nothing of a person. */
import { day } from '../../src/core/clock.ts';
import { channelId } from '../../src/core/ids.ts';
import { acts } from '../../src/features/reorg/rituals/acts.ts';
import { learning, mara, team, website } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { type ReorgHere, reorgOn, weekly } from '../support/reorg-here.ts';

describe.each(engines())('on $name', (engine) => {
  let here: ReorgHere;
  beforeEach(async () => {
    here = await reorgOn(engine);
    await here.recurs(website, mara, { 'learned.weekly': weekly, 'digest.weekly': weekly });
    await here.brief([{ kind: 'merged', channel: website, into: [learning] }]);
  });
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
  });
  const actsIn = (channel: string) =>
    here.lore.store.read(team, { kind: 'channel', channelId: channelId(channel) }, (read) =>
      acts(read, { channel: channelId(channel), from: 0, to: here.sandbox.core.clock.now() + 365 * day }),
    );
  const retire = async () => {
    await here.who(mara).press(here.saying(website, 'What becomes of the rituals'), 'reorg.rituals');
    await here.settle();
    await here.go(mara, 'reorg.decide');
    await here.submit(mara, { decision: 'retire' });
  };

  it('gives each ritual once, when the change takes effect, and nobody’s name', async () => {
    const found = await actsIn(website);
    expect(found).toHaveLength(2);
    for (const act of found)
      expect(act).toMatchObject({ kind: 'ritual', by: null, channel: website, doneAt: null });
    expect(JSON.stringify(found)).not.toContain(mara);
    expect(await actsIn(learning)).toEqual([]);
  });

  it('says a month later which lives on, and which was ended on purpose', async () => {
    await retire();
    await here.wait(47 * day);
    const found = await actsIn(website);
    expect(found.filter(({ doneAt }) => doneAt !== null)).toHaveLength(1);
    expect(found.filter(({ droppedAt }) => droppedAt !== null)).toHaveLength(1);
  });

  it('says nothing of one that was taken back before anybody decided', async () => {
    await here.type('U0INES', '/lore reorg');
    await here.go('U0INES', 'reorg.take-back');
    await here.settle();
    expect(await actsIn(website)).toEqual([]);
  });
});
