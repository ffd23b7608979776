/** Lore is killed in the middle of an erasure: it is whole when Lore is back, in the database and in Slack. */
import { hour } from '../../src/core/clock.ts';
import { startLoreProcess, type DyingPoint, type LoreProcess } from '../support/lore-process.ts';
import { addCards, beginRetro, cancelAll, retroPost, website } from '../support/retro-path.ts';

/** What Lore has written to a person. */
const directTo = ({ sandbox }: LoreProcess, user: string) =>
  sandbox.world.conversations
    .filter(({ kind, members }) => kind === 'im' && members.includes(user))
    .flatMap(({ id }) => sandbox.world.messages[id] ?? []);

describe('an erasure in which the process dies', () => {
  let lore: LoreProcess;
  beforeEach(async () => {
    lore = await startLoreProcess();
  });
  afterEach(() => lore.close());

  it.each<{ at: DyingPoint; when: string }>([
    { at: 'stored', when: 'as soon as it is stored' },
    { at: 'before the call', when: 'before it is told to Slack' },
    { at: 'after the call', when: 'after Slack was told, before that is noted' },
  ])('$when goes on when it is back', async ({ at }) => {
    const mara = lore.who('U0MARA');
    const priya = lore.who('U0PRIYA');
    await priya.openHome();
    await beginRetro(mara, website, 'Killed while erasing');
    await lore.settle(30 * hour);
    await addCards(priya, retroPost(lore.sandbox, website, 'Killed while erasing'), {
      column0: 'Mine alone',
    });
    await lore.settle();
    expect(directTo(lore, 'U0PRIYA').length).toBeGreaterThan(0);
    expect(JSON.stringify(priya.home())).toContain('Killed while erasing');

    await lore.dieAt(at);
    await priya.pressInHome('lore.erase_data');
    await lore.died();
    await lore.settle();

    expect(lore.deaths()).toBe(1);
    expect(directTo(lore, 'U0PRIYA')).toEqual([]);
    expect(JSON.stringify(priya.home())).toContain('Your data is erased');
    expect(lore.errors()).toEqual([]);
    await cancelAll(lore.sandbox, mara, website);
  });
});
