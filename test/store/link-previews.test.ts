/** Below a link to one of Lore's pages stands what everybody in the channel may read; who opens it reads what they may. On both engines. */
import { HARBOUR } from '../../sandbox/company/people.ts';
import { shareChannel } from '../../sandbox/app/lifecycle.ts';
import { removeMessage } from '../../sandbox/state/changes.ts';
import { messagesOf } from '../../sandbox/state/find.ts';
import type { Message } from '../../sandbox/state/world.ts';
import { channelId, userId } from '../../src/core/ids.ts';
import { readPath } from '../../src/core/read-path.ts';
import {
  diego,
  ines,
  learning,
  mara,
  priya,
  sam,
  secretly,
  seun,
  team,
  website,
  withHarbour,
} from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { type LoreHere, startLoreHere } from '../support/lore-here.ts';

const vacuum = {
  title: 'Vacuum Postgres before a bulk load',
  happened: 'The migration of orders crawled for nine hours.',
  useWhen: 'Before a large import',
  topics: 'Postgres',
};
const bands = {
  title: 'Explain salary bands before the letters',
  happened: 'People read the silence as bad news.',
  useWhen: 'Before a pay review',
  topics: 'pay',
};

describe.each(engines())('on $name', (engine) => {
  let here: LoreHere;
  let address: string;
  const ids = new Map<string, string>();
  beforeAll(async () => {
    here = await startLoreHere({ engine, isRead: true });
    address = here.config.address ?? '';
    await add(priya, website, vacuum, 'workspace');
    await add(ines, secretly, bands, 'conversation');
  }, 60_000);
  afterEach(() => {
    expect(here.wrong()).toEqual([]);
  });
  afterAll(async () => {
    await here.close();
  });

  async function add(who: string, channel: string, lesson: typeof vacuum, reach: string): Promise<void> {
    await here.who(who).say(channel, '/lessons add');
    const offered = here.modal(who).includes('"block_id":"reach"') ? { reach } : {};
    expect(JSON.stringify(await here.who(who).submit({ ...lesson, ...offered }))).not.toContain('errors');
    await here.who(who).closeAll();
    await here.settle();
    const rows = await here.lore.store.system
      .selectFrom('lesson' as 'audit')
      .selectAll()
      .execute();
    for (const row of rows as unknown as { id: string; title: string }[]) ids.set(row.title, row.id);
  }
  const linkTo = (lesson: typeof vacuum): string =>
    `${address}${readPath({ kind: 'lesson', id: ids.get(lesson.title) ?? '' })}`;
  async function post(who: string, channel: string, text: string): Promise<Message> {
    await here.who(who).say(channel, text);
    const message = messagesOf(here.sandbox.world, channel).at(-1);
    if (message === undefined) throw new Error('nothing was posted');
    await here.settle();
    return message;
  }
  const shown = ({ previews = [] }: Message): string => JSON.stringify(previews);

  it('shows below a link what the channel may read: the lesson, where it comes from, and when it is of use', async () => {
    const message = await post(mara, learning, `Worth a look: ${linkTo(vacuum)}`);
    expect(message.previews?.map(({ url }) => url)).toEqual([linkTo(vacuum)]);
    expect(shown(message)).toContain(vacuum.title);
    expect(shown(message)).toContain('crawled for nine hours');
    expect(shown(message)).toContain('Learned by: ');
    // A name, and nobody is pinged.
    expect(shown(message)).toContain('Priya');
    expect(shown(message)).not.toContain(priya);
  });

  it('shows of what a channel may not read that it is a lesson in Lore, and no word or fact more, also to an author who posts it', async () => {
    const message = await post(seun, learning, linkTo(bands));
    expect(message.previews?.map(({ blocks }) => JSON.stringify(blocks))).toEqual([
      expect.stringContaining('A lesson in Lore'),
    ]);
    expect(shown(message)).not.toMatch(/salary|letters|silence|Ines|Learned/);
    const known = await post(seun, secretly, linkTo(bands));
    expect(shown(known)).toContain(bands.title);
  });

  it('says no different of what there never was', async () => {
    const [bandsLink, nothing] = [linkTo(bands), `${address}/read/lesson/there-is-none`];
    const messages = [await post(seun, learning, bandsLink), await post(seun, learning, nothing)];
    const [real, made] = messages.map((message) =>
      message.previews?.map(({ blocks }) => JSON.stringify(blocks).replaceAll(/"block_id":"[^"]*"/g, '')),
    );
    expect(real).toEqual(made);
  });

  it('shows nothing but that it is a lesson in a channel that is shared with others, or that Lore is not in', async () => {
    expect(shown(await post(mara, withHarbour, linkTo(vacuum)))).not.toContain('Vacuum');
    const made = await here.sandbox.page('channel', { as: mara, change: 'create', name: 'without-lore' });
    const message = await post(mara, String(made['channelId']), linkTo(vacuum));
    expect(shown(message)).toContain('A lesson in Lore');
    expect(shown(message)).not.toContain('Vacuum');
  });

  it('shows nothing but that to somebody who is still writing', async () => {
    const drafted = await here.sandbox.page('draft', { as: mara, text: `see ${linkTo(vacuum)}` });
    expect(drafted).toEqual({ ok: true, asked: true });
    await here.settle();
    const [draft] = here.sandbox.world.drafts ?? [];
    expect(JSON.stringify(draft?.previews)).toContain('A lesson in Lore');
    expect(JSON.stringify(draft?.previews)).not.toContain('Vacuum');
  });

  it.each([
    ['another host', 'https://example.org/read/lesson/1'],
    ['a search', '/read?q=salary'],
    ['words after the address', '/read/lesson/1?q=salary'],
    ['no page', '/somewhere'],
  ])('shows nothing of a link to %s, and keeps nothing of it', async (_, link) => {
    const message = await post(mara, learning, link.startsWith('/') ? `${address}${link}` : link);
    expect(message.previews).toBeUndefined();
    expect(await here.rows('inbox', 'delivery')).not.toContain('salary');
  });

  it('shows at most five', async () => {
    const links = [1, 2, 3, 4, 5, 6].map((at) => `${address}/read/lesson/none-${at}`);
    expect((await post(mara, learning, links.join(' '))).previews).toHaveLength(5);
  });

  it('shows a topic, whose name a post cannot carry, as one in Lore', async () => {
    const message = await post(mara, learning, `${address}${readPath({ kind: 'topic', id: 'ci/cd' })}`);
    expect(shown(message)).toContain('A topic in Lore');
  });

  it('shows, once a lesson goes, nothing of it any more, no matter who posted the link', async () => {
    const crates = { ...vacuum, title: 'Label the zeppelin crates', happened: 'Crates got lost.' };
    await add(diego, website, crates, 'workspace');
    const message = await post(mara, learning, linkTo(crates));
    expect(shown(message)).toContain('zeppelin');
    await here.erase(diego);
    expect(shown(message)).not.toMatch(/zeppelin|Crates|Diego/);
    expect(shown(message)).toContain('A lesson in Lore');
  });

  it('shows of a topic, once a lesson on it goes, no word of that lesson', async () => {
    const crates = { ...vacuum, title: 'Weigh the gramophones twice', topics: 'Heirlooms' };
    await add(diego, website, crates, 'workspace');
    const link = `${address}${readPath({ kind: 'topic', id: 'heirlooms' })}`;
    const message = await post(mara, learning, link);
    expect(shown(message)).toContain('gramophones');
    await here.erase(diego);
    expect(shown(message)).not.toMatch(/gramophones|Heirlooms/);
    expect(shown(message)).toContain('A topic in Lore');
  });

  it('shows, once its channel is shared with others, nothing but that it is a lesson', async () => {
    const made = await here.sandbox.page('channel', { as: mara, change: 'create', name: 'soon-shared' });
    const channel = String(made['channelId']);
    await here.sandbox.page('membership', { as: mara, channelId: channel, change: 'add bot' });
    await here.settle();
    const message = await post(mara, channel, linkTo(vacuum));
    expect(shown(message)).toContain('Vacuum');
    shareChannel(here.sandbox.core, channel, HARBOUR);
    await here.settle();
    expect(shown(message)).toContain('A lesson in Lore');
    expect(shown(message)).not.toContain('Vacuum');
  });

  it('is harmless where the message was deleted before', async () => {
    await here.who(mara).say(learning, linkTo(vacuum));
    const message = messagesOf(here.sandbox.world, learning).at(-1);
    if (message === undefined) throw new Error('nothing was posted');
    removeMessage(here.sandbox.core, message);
    await here.settle();
    expect(here.wrong()).toEqual(['chat.unfurl: HTTP 200, cannot_find_message']);
  });

  it('takes what it shows away again when a channel is erased', async () => {
    const made = await here.sandbox.page('channel', { as: mara, change: 'create', name: 'passing' });
    const channel = String(made['channelId']);
    await here.sandbox.page('membership', { as: mara, channelId: channel, change: 'add bot' });
    await here.settle();
    const message = await post(mara, channel, linkTo(vacuum));
    expect(shown(message)).toContain('Vacuum');
    await here.lore.store.erasing(team, userId(ines), { kind: 'channel', channelId: channelId(channel) });
    await here.settle();
    expect(shown(message)).not.toContain('Vacuum');
  });

  describe('with Work Objects', () => {
    let there: LoreHere;
    beforeAll(async () => {
      there = here;
      here = await startLoreHere({ engine, isRead: true, hasWorkObjects: true });
      address = here.config.address ?? '';
      await add(priya, website, vacuum, 'workspace');
      await add(ines, secretly, bands, 'conversation');
    }, 60_000);
    afterAll(async () => {
      await here.close();
      here = there;
    });
    const open = async (who: string, message: Message, link: string) => {
      const body = { as: who, channelId: message.channelId, ts: message.ts, url: link };
      expect(await here.sandbox.page('open-link', body)).toEqual({ ok: true });
      await here.settle();
      return JSON.stringify(here.sandbox.world.details?.[who]?.shown);
    };

    it('a link shows the same as one, which Slack lays out', async () => {
      const message = await post(mara, learning, linkTo(vacuum));
      expect(message.previews?.map(({ blocks }) => blocks)).toEqual([[]]);
      expect(shown(message)).toContain(vacuum.title);
      expect(shown(message)).toContain('Priya');
      const hidden = await post(seun, learning, linkTo(bands));
      expect(shown(hidden)).toContain('A lesson in Lore');
      expect(shown(hidden)).not.toMatch(/salary|letters|silence|Ines|Learned/);
    });

    it('who opens one reads all that they may, and others that it is not there, and no more', async () => {
      const message = await post(seun, learning, linkTo(bands));
      const notThere = '{"error":{"status":"not_found"}}';
      expect(await open(seun, message, linkTo(bands))).toContain('bad news');
      expect(await open(mara, message, linkTo(bands))).toBe(notThere);
      const guests = await post(priya, website, linkTo(bands));
      expect(await open(sam, guests, linkTo(bands))).toBe(notThere);
      const never = `${address}/read/lesson/there-is-none`;
      expect(await open(seun, await post(seun, learning, never), never)).toBe(notThere);
    });
  });
});
