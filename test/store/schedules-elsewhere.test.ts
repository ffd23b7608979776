/** Rituals that come to a channel from another: who runs there is read also once it is archived, and who looks after them is filled in where nobody does. */
import { channelId, userId } from '../../src/core/ids.ts';
import { diego, mara, priya, sam, seun, team, website } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { type ReorgHere, reorgOn, weekly } from '../support/reorg-here.ts';

describe.each(engines())('on $name', (engine) => {
  let here: ReorgHere;
  beforeEach(async () => {
    here = await reorgOn(engine);
  });
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
  });
  const at = channelId(website);
  const running = (who: string) =>
    here.lore.store.read(team, { kind: 'person', userId: userId(who) }, (read) => read.schedules.running(at));
  const begin = (who: string, owner: string | null, deputy: string | null) =>
    here.lore.store.transact(team, { kind: 'person', userId: userId(who) }, (scope) =>
      scope.schedules.change(at, 'learned.weekly', {
        isOn: true,
        rule: weekly,
        people: {
          owner: owner === null ? null : userId(owner),
          deputy: deputy === null ? null : userId(deputy),
        },
      }),
    );

  it('are read by the people of a channel alone, with who looks after them, also while it is archived', async () => {
    await here.recurs(website, mara, { 'learned.weekly': weekly });
    await here.sandbox.page('channel', { as: mara, channelId: website, change: 'archive' });
    await here.settle();
    expect(await running(priya)).toMatchObject([{ name: 'learned.weekly', named: [mara] }]);
    expect(await running(seun)).toEqual([]);
  });

  it('begin with an owner and a deputy where nobody was, and keep those who were there', async () => {
    expect(await begin(diego, priya, mara)).toMatchObject({ ok: true });
    expect(await running(diego)).toMatchObject([{ named: [priya, mara] }]);
    await begin(mara, diego, null);
    expect(await running(diego)).toMatchObject([{ named: [priya, mara] }]);
  });

  it('have no owner who is a guest, or not there; and nobody sets them up where they are not', async () => {
    await begin(diego, sam, seun);
    expect(await running(diego)).toMatchObject([{ named: [] }]);
    expect(await begin(seun, priya, null)).toMatchObject({ ok: false, code: 'not_here' });
    expect(await begin(sam, priya, null)).toMatchObject({ ok: false, code: 'guest' });
  });
});
