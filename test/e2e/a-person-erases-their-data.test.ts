/** Somebody erases their data: their own posts leave Slack first, then what they stood in is drawn without them, and Lore may be killed meanwhile. */
import { hour } from '../../src/core/clock.ts';
import { startLoreProcess, type DyingPoint, type LoreProcess } from '../support/lore-process.ts';
import { addCards, beginRetro, cancelAll, posts, retroPost, website } from '../support/retro-path.ts';
import { lastExchange } from '../support/settling.ts';

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

it('what is theirs alone leaves Slack first, their file too, and then their name leaves what it stood in', async () => {
  const lore = await startLoreProcess();
  try {
    const mara = lore.who('U0MARA');
    const priya = lore.who('U0PRIYA');
    const inChannel = () => posts(lore.sandbox, website);
    const share = async (who: typeof mara, text: string) => {
      await who.say(website, `/learned ${text}`);
      await who.submit({});
      await lore.settle();
    };
    await share(mara, 'Ask for photos early');
    await share(priya, 'Mine alone');
    const photos = inChannel().find(({ text }) => text.includes('photos'));
    if (photos === undefined) throw new Error('nothing was shared');
    await priya.press(photos, 'learned.use');
    await priya.submit({ how: 'In the move' });
    await lore.settle();
    expect(photos.text).toContain('Priya used it: In the move');

    await priya.openHome();
    await lore.settle();
    await priya.pressInHome('lore.send_data');
    await lore.settle();
    expect(directTo(lore, 'U0PRIYA').flatMap(({ files = [] }) => files)).toHaveLength(1);
    expect(JSON.stringify(priya.home())).toContain(
      'First, what only you wrote and Lore’s messages to you leave',
    );

    const since = lastExchange(lore.sandbox);
    await priya.pressInHome('lore.erase_data');
    await lore.settle();
    const calls = lore.sandbox.core.exchanges.all
      .filter(({ id, direction }) => id > since && direction === 'from app')
      .map(({ what }) => what);
    const own = ['chat.delete', 'files.delete'];
    expect(calls.filter((what) => own.includes(what))).toEqual(expect.arrayContaining(own));
    expect(calls.findLastIndex((what) => own.includes(what))).toBeLessThan(calls.indexOf('chat.update'));
    expect(JSON.stringify(inChannel())).not.toMatch(/Mine alone|Priya|In the move/);
    // Slack says where a file was; there is none any more.
    expect(lore.sandbox.world.uploads).toEqual([]);
    expect(JSON.stringify(priya.home())).toContain(
      'first your own posts and Lore’s messages to you leave Slack',
    );
    expect(lore.errors()).toEqual([]);
  } finally {
    await lore.close();
  }
});
