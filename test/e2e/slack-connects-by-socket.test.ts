/** Lore in Socket Mode: the same guards as over HTTP, and connections that break lose nothing and repeat nothing. */
import { runCommand } from '../../sandbox/app/commands.ts';
import type { Conversation, Person } from '../../sandbox/state/world.ts';
import type { CutAt } from '../../sandbox/socket-mode/sockets.ts';
import { freshFile } from '../support/databases.ts';
import { holdLock } from '../support/held-lock.ts';
import { startLoreHere, type LoreHere } from '../support/lore-here.ts';
import {
  addCards,
  beginRetro,
  cancelAll,
  endPhase,
  readAllCards,
  retroPost,
  retroPosts,
  website,
} from '../support/retro-path.ts';
import { unhurried, unhurriedMs, until } from '../support/unhurried.ts';

describe('Lore in Socket Mode', () => {
  let here: LoreHere;
  beforeAll(async () => {
    here = await startLoreHere({ usesSocketMode: true });
  });
  afterAll(() => here.close());
  beforeEach(async () => {
    waitsFor(1_000);
    await until(() => here.sandbox.core.sockets.count() === 2);
  });
  /** How long Slack waits for an acknowledgement, in ms. */
  const waitsFor = (ackMs: number) => Object.assign(here.sandbox.core, { ackMs });
  const outcomes = (what: string) =>
    here.sandbox.core.exchanges.all.filter((one) => one.what === what).map(({ outcome }) => outcome);

  it('holds a retrospective from start to end', async () => {
    waitsFor(unhurriedMs);
    const mara = here.who('U0MARA');
    await beginRetro(mara, website, 'By socket');
    await here.settle();
    const message = retroPost(here.sandbox, website, 'By socket');
    expect(await addCards(here.who('U0PRIYA'), message, { column0: 'The checklist' })).toEqual({ ok: true });
    await here.settle();
    expect(message.text).toContain('1 of 6 has answered');
    await endPhase(mara, message);
    await here.settle();
    expect(await readAllCards(mara, message)).toEqual(['The checklist']);
    await endPhase(mara, message);
    await here.settle();
    expect(retroPosts(here.sandbox, website, 'By socket')).toHaveLength(1);
    expect(here.wrong()).toEqual([]);
  });

  it('answers a command with a sentence, for the person who typed it', async () => {
    const mara = here.who('U0MARA');
    await mara.say(website, '/lore help');
    expect(mara.told(website).at(-1)).toContain('`/retro');
  });

  it('has an event stored before it acknowledges', async () => {
    const { system } = here.lore.store;
    await system.schema.alterTable('home').renameTo('hidden').execute();
    delete here.sandbox.core.world.homes['U0MARA'];
    const opening = here.who('U0MARA').openHome();
    await until(() => outcomes('event app_home_opened').includes('timeout'));
    await system.schema.alterTable('hidden').renameTo('home').execute();
    await opening;
    await here.settle();
    expect(here.who('U0MARA').home()).not.toEqual([]);
    here.wrong();
  });

  const cuts: readonly { readonly at: CutAt; readonly when: string }[] = [
    { at: 'envelope', when: 'while it is under way' },
    { at: 'acknowledgement', when: 'before its acknowledgement is heard' },
    { at: 'acknowledged', when: 'after its acknowledgement' },
  ];
  it.each(cuts)('works an event once when the connection breaks $when', async ({ at }) => {
    const events = () => here.lore.store.system.selectFrom('inbox').select('event_id').execute();
    const before = await events();
    here.sandbox.core.sockets.cutNext(at);
    await here.sandbox.page('membership', { as: 'U0SEUN', channelId: website, change: 'join' });
    await here.settle();
    await here.sandbox.page('membership', { as: 'U0SEUN', channelId: website, change: 'leave' });
    await here.settle();
    const ids = (await events()).map((event) => event.event_id);
    expect(ids).toHaveLength(before.length + 2);
    await until(() => here.sandbox.core.sockets.count() === 2);
    here.wrong();
  });

  it.each(cuts)('stores what is submitted once when the connection breaks $when', async ({ at }) => {
    const about = `Cut at the ${at}`;
    const mara = here.who('U0MARA');
    const priya = here.who('U0PRIYA');
    await beginRetro(mara, website, about);
    await here.settle();
    const message = retroPost(here.sandbox, website, about);
    await priya.press(message, 'retro.add');
    here.sandbox.core.sockets.cutNext(at);
    const { ok } = await priya.submit({ column0: 'Once' });
    expect(ok).toBe(at === 'acknowledged');
    // The window still stands there, with what was typed.
    if (!ok) expect(await priya.submit()).toEqual({ ok: true });
    await here.settle();
    await endPhase(mara, message);
    await here.settle();
    expect(await readAllCards(mara, message)).toEqual(['Once']);
    await cancelAll(here.sandbox, mara, website);
    await here.settle();
    here.wrong();
  });

  it('renews its connections when Slack warns, and is there all the time, also when it warns of both at once', async () => {
    const { sockets } = here.sandbox.core;
    const before = outcomes('slash_command /lore help').length;
    sockets.renew(2_000);
    expect(sockets.count()).toBe(0);
    // The new ones are still being made.
    await Promise.all(['U0MARA', 'U0PRIYA', 'U0DIEGO'].map((id) => here.who(id).say(website, '/lore help')));
    await until(() => sockets.count() === 2);
    await here.who('U0MARA').say(website, '/lore help');
    expect(outcomes('slash_command /lore help').slice(before)).toEqual(
      Array.from({ length: 4 }, () => 'acknowledged'),
    );
  });

  it('gives no answer in the name of another app', async () => {
    const { app } = here.sandbox.core;
    const other = { ...here.sandbox.core, app: { ...app, id: 'A0ANOTHER1' } };
    const before = here.sandbox.world.modals.length;
    await runCommand(other, person(here, 'U0MARA'), conversation(here, website), '/retro Not ours', null);
    expect(here.who('U0MARA').told(website).at(-1)).toContain('no longer installed');
    expect(here.sandbox.world.modals).toHaveLength(before);
  });
});

describe('Lore in Socket Mode, while somebody else holds a lock on its database', () => {
  it('leaves an event that it cannot store to be sent again, and stores it once', async () => {
    const database = await freshFile();
    const here = await startLoreHere({
      usesSocketMode: true,
      ackMs: 1_000,
      databaseUrl: database.url,
      lore: { requestTimeouts: { ...unhurried, event: 300 } },
    });
    await until(() => here.sandbox.core.sockets.count() === 2);
    const events = () => here.lore.store.system.selectFrom('inbox').select('event_id').execute();
    const before = await events();
    const lock = await holdLock(database.url);
    const joining = here.sandbox.page('membership', { as: 'U0SEUN', channelId: website, change: 'join' });
    await until(() =>
      here.sandbox.core.exchanges.all.some(
        ({ what, outcome }) => what === 'event member_joined_channel' && outcome === 'timeout',
      ),
    );
    expect(await events()).toEqual(before);
    await lock.release();
    await joining;
    await here.settle();
    expect(await events()).toHaveLength(before.length + 1);
    await here.close();
    await database.remove();
  });
});

function person(here: LoreHere, id: string): Person {
  const found = here.sandbox.world.people.find((one) => one.id === id);
  if (found === undefined) throw new Error(`there is no ${id}`);
  return found;
}

function conversation(here: LoreHere, id: string): Conversation {
  const found = here.sandbox.world.conversations.find((one) => one.id === id);
  if (found === undefined) throw new Error(`there is no ${id}`);
  return found;
}
