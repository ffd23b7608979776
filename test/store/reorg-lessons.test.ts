/** Lessons keep their reach through a reorganisation: what a team learned is found after its channel is renamed, merged or archived, by the same people and no others. */
import { day } from '../../src/core/clock.ts';
import { channelId, userId } from '../../src/core/ids.ts';
import { keepImported } from '../../src/features/lessons/imports/operations.ts';
import { katrin, learning, mara, priya, secretly, seun, team, website } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { type ReorgHere, reorgOn } from '../support/reorg-here.ts';

describe.each(engines())('on $name', (engine) => {
  let here: ReorgHere;
  beforeEach(async () => {
    here = await reorgOn(engine);
  });
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
  });
  /** A lesson of a channel, as one that was brought in. */
  const lesson = (
    channel: string,
    by: string,
    title: string,
    reach: 'workspace' | 'conversation',
    key: string,
  ) =>
    here.lore.store.transact(team, { kind: 'person', userId: userId(by) }, async (scope) => {
      const work = { scope, now: here.sandbox.core.clock.now(), newId: here.newId };
      const words = {
        title,
        context: '',
        happened: 'It took a night',
        useWhen: 'Before a move',
        topics: 'moves',
      };
      const keys = { sourceKey: key.repeat(32), wordsKey: key.toUpperCase().repeat(32) };
      const one = { ...keys, words, learnedAt: work.now, authors: [], record: null };
      const at = await scope.channel(channelId(channel));
      if (at === null) throw new Error('not there');
      await keepImported(work, { channel: at, reach, by: userId(by) }, [one]);
    });
  const finds = (who: string, channel = 'C0GENERAL') => here.type(who, '/lessons move', channel);

  it('is found by the same people once its channel is renamed, merged into another and archived', async () => {
    await lesson(website, mara, 'Rehearse the move', 'workspace', 'a1');
    await lesson(website, mara, 'Move at night', 'conversation', 'b2');
    const before = await Promise.all([finds(mara), finds(seun)]);
    expect(
      before.map((said) => [said.includes('Rehearse the move'), said.includes('Move at night')]),
    ).toEqual([
      [true, true],
      [true, false],
    ]);
    await here.brief([
      { kind: 'merged', channel: website, into: [learning] },
      { kind: 'renamed', channel: website, name: 'old-website' },
    ]);
    await here.sandbox.page('channel', {
      as: mara,
      channelId: website,
      change: 'rename',
      name: 'old-website',
    });
    await here.sandbox.page('channel', { as: mara, channelId: website, change: 'archive' });
    await here.wait(day);
    for (const [who, hears] of [
      [mara, true],
      [seun, false],
    ] as const) {
      const said = await finds(who);
      expect(said).toContain('Rehearse the move');
      expect(said.includes('Move at night')).toBe(hears);
    }
  });

  it('stays with the people of a private channel that is merged into a public one: nothing widens', async () => {
    await lesson(secretly, seun, 'Move salaries last', 'conversation', 'c3');
    await here.brief([{ kind: 'merged', channel: secretly, into: [learning] }]);
    await here.sandbox.page('channel', { as: seun, channelId: secretly, change: 'archive' });
    await here.wait(day);
    expect(await finds(katrin)).toContain('Move salaries last');
    for (const who of [mara, priya]) {
      const said = await finds(who);
      expect(said).not.toContain('Move salaries last');
      expect(await here.export(who)).not.toContain('Move salaries last');
    }
  });
});
