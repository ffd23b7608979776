/** A short reflection on what happened: offered once, in one line, at times that suit, and easy to decline. It is Tuesday at ten in Berlin. */
import { day, hour, minute } from '../../src/core/clock.ts';
import { type Happening, report } from '../../src/core/happening.ts';
import { channelId } from '../../src/core/ids.ts';
import { offerJobs } from '../../src/features/retro/reflect/ids.ts';
import type { ReflectionRow } from '../../src/features/retro/reflect/rows.ts';
import { features } from '../../src/features.ts';
import { carriedBy, pressPayload, sendPayload } from '../support/forged.ts';
import { learning, secretly, team, website } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { type LoreHere, startLoreHere } from '../support/lore-here.ts';
import { addCards, beginRetro, endPhase, retroPost, toActions } from '../support/retro-path.ts';

const at = (text: string) => Date.parse(text);

describe.each(engines())('on $name, a short reflection', (engine) => {
  let it_: LoreHere;
  beforeEach(async () => {
    it_ = await startLoreHere({ engine });
    for (const channel of [learning, website, secretly])
      await it_.lore.store.directory.setRecurrence(team, channelId(channel), {
        tz: 'Europe/Berlin',
        locale: 'en',
      });
  });
  afterEach(async () => {
    expect(it_.wrong()).toEqual([]);
    await it_.close();
  });

  const now = () => it_.sandbox.core.clock.now();
  const later = (time: number) => it_.playUntil(now() + time);
  const within = <Value>(
    channel: string,
    run: Parameters<typeof it_.lore.store.transact<Value>>[2],
  ): Promise<Value> => it_.lore.store.transact(team, { kind: 'channel', channelId: channelId(channel) }, run);
  /** Any practice reports it, in a transaction of its own. */
  const happens = async (
    what: string,
    { channel = learning, ...more }: Partial<Happening> | { channel?: string } = {},
  ) => {
    await within(channel, (scope) =>
      report(
        () => features,
        { scope, now: now(), newId: it_.newId },
        {
          kind: 'release',
          what,
          source: `test.release:${what}`,
          under: null,
          ...more,
          channel: channelId(channel),
        },
      ),
    );
    await it_.settle();
  };
  const offers = (channel = learning) =>
    it_.posted(channel).filter(({ blocks }) => JSON.stringify(blocks).includes('retro.reflect'));
  const offer = (channel = learning) => {
    const found = offers(channel).at(-1);
    if (found === undefined) throw new Error('nothing is offered');
    return found;
  };
  const said = (channel = learning) => it_.posted(channel).map(({ text }) => text);
  const stored = async () =>
    (await it_.lore.store.system
      .selectFrom('retro_reflection' as 'audit')
      .selectAll()
      .execute()) as unknown as ReflectionRow[];
  const states = async () => (await stored()).map(({ state }) => state);
  const alone = (who: string) => it_.who(who).told(learning).at(-1);

  it.each([
    ['release', '“Shop 2.0” is released.'],
    ['incident', '“Shop 2.0” is over.'],
    ['success', '“Shop 2.0” helped.'],
  ] as const)('is offered after one: %s, in one line with three answers', async (kind, line) => {
    await happens('Shop 2.0', { kind });
    expect(offer().text).toContain(line);
    expect(offer().text).not.toContain('\n');
    expect(JSON.stringify(offer().blocks).match(/"retro\.reflect[a-z-]*"/g)).toEqual([
      '"retro.reflect"',
      '"retro.reflect-not-now"',
      '"retro.reflect-not-here"',
    ]);
  });

  it('begins with what happened as its subject, and the offer says who began it; a form that is closed leaves it', async () => {
    await happens('Shop 2.0');
    await it_.who('U0NOOR').press(offer(), 'retro.reflect');
    expect(it_.modal('U0NOOR')).toContain('"initial_value":"Shop 2.0"');
    expect(it_.modal('U0NOOR')).toContain('10 minutes for cards');
    await it_.who('U0NOOR').close();
    await it_.settle();
    expect(offers()).toHaveLength(1);
    await it_.who('U0NOOR').press(offer(), 'retro.reflect');
    await it_.who('U0NOOR').pressInModal('retro.change');
    await it_.who('U0NOOR').submit();
    await it_.settle();
    expect(offers()).toEqual([]);
    expect(said()).toContain('Noor started a short reflection: “Shop 2.0”.');
    expect(retroPost(it_.sandbox, learning, 'Shop 2.0').text).toContain('Noor facilitates');
  });

  it('begins once, though two have its form open: the other reads who began it', async () => {
    await happens('Shop 2.0');
    const pressed = offer();
    for (const who of ['U0NOOR', 'U0MARA']) await it_.who(who).press(pressed, 'retro.reflect');
    await it_.who('U0NOOR').submit();
    const about = 'Noor started a short reflection: “Shop 2.0”.';
    expect(await it_.who('U0MARA').submit()).toMatchObject({ errors: { about } });
    await it_.settle();
    expect(said().filter((text) => text.startsWith('Retrospective: Shop 2.0'))).toHaveLength(1);
  });

  it('is never offered twice of the same, however often that is reported', async () => {
    await happens('Shop 2.0');
    await happens('Shop 2.0');
    await it_.who('U0NOOR').press(offer(), 'retro.reflect-not-now');
    await later(20 * day);
    await happens('Shop 2.0');
    await later(day);
    expect(await states()).toEqual(['declined']);
  });

  it('is offered once a week at most, and what fell into that week not later either', async () => {
    await happens('Shop 2.0');
    await it_.who('U0NOOR').press(offer(), 'retro.reflect-not-now');
    await later(6 * day);
    await happens('Shop 2.1');
    await later(2 * day);
    expect(offers()).toEqual([]);
    await happens('Shop 2.2');
    expect(offer().text).toContain('Shop 2.2');
  });

  it('waits for the working hours of the channel', async () => {
    await it_.playUntil(at('2026-11-27T19:00:00Z'));
    await happens('Shop 2.0');
    await it_.playUntil(at('2026-11-30T07:59:00Z'));
    expect(offers()).toEqual([]);
    await it_.playUntil(at('2026-11-30T08:01:00Z'));
    expect(offers()).toHaveLength(1);
  });

  it('is declined with one press: answered quietly, the buttons go, and a late press is told that it is over', async () => {
    await happens('Shop 2.0');
    const before = structuredClone(offer());
    await it_.who('U0NOOR').press(before, 'retro.reflect-not-now');
    await it_.settle();
    expect(alone('U0NOOR')).toBe('All right, not now.');
    expect(offers()).toEqual([]);
    expect(said()).toContain('No reflection on “Shop 2.0” for now, as Noor decided.');
    for (const action of ['retro.reflect', 'retro.reflect-not-now', 'retro.reflect-not-here']) {
      const old = { action_id: action, value: carriedBy(before, action) };
      await sendPayload(it_.sandbox, pressPayload(it_.sandbox, 'U0SEUN', before, old));
      expect(alone('U0SEUN')).toContain('to reflect on “Shop 2.0” is over. `/retro` starts');
    }
    expect(await states()).toEqual(['declined']);
  });

  it('is not offered in a channel that does not want it, which is told; its settings turn it on again', async () => {
    await happens('Shop 2.0');
    await it_.who('U0NOOR').press(offer(), 'retro.reflect-not-here');
    await it_.settle();
    expect(said()).toContain('Noor changed whether I offer short reflections.');
    expect(said().join()).toContain('Noor decided that I no longer offer reflections here.');
    await later(8 * day);
    await happens('Shop 2.1');
    expect(offers()).toEqual([]);
    await it_.who('U0NOOR').say(learning, '/lore settings');
    await it_.who('U0NOOR').pressInModal('lore.set_up_channel');
    await it_.who('U0NOOR').submit({ offers: 'on' });
    await it_.who('U0NOOR').closeAll();
    await it_.settle();
    expect(said().filter((text) => text.includes('whether I offer short reflections'))).toHaveLength(2);
    await happens('Shop 2.2');
    expect(offer().text).toContain('Shop 2.2');
  });

  it('is turned off by nobody who may not change the settings', async () => {
    await happens('Menus', { channel: website });
    await it_.who('U0SAM').press(offer(website), 'retro.reflect-not-here');
    await it_.settle();
    expect(it_.who('U0SAM').told(website).at(-1)).toContain('Only full members');
    expect(offers(website)).toHaveLength(1);
  });

  it('loses its buttons after three days, and two ignored in a row silence it until somebody turns it on', async () => {
    await happens('Shop 2.0');
    await later(3 * day + minute);
    expect(offers()).toEqual([]);
    expect(said().join()).toContain('The time to take up a reflection on “Shop 2.0” is over.');
    await later(7 * day);
    await happens('Shop 2.1');
    await later(3 * day + minute);
    expect(said().join()).toContain('Twice in a row nobody took one up');
    await later(7 * day);
    await happens('Shop 2.2');
    expect(await states()).toEqual(expect.arrayContaining(['ignored', 'silenced', 'passed']));
  });

  it('is not silenced by two ignored ones with an answer between them', async () => {
    for (const what of ['Shop 2.0', 'Shop 2.1', 'Shop 2.2']) {
      await happens(what);
      if (what === 'Shop 2.1') await it_.who('U0NOOR').press(offer(), 'retro.reflect-not-now');
      await later(8 * day);
    }
    await happens('Shop 2.3');
    expect(offer().text).toContain('Shop 2.3');
  });

  it('is not offered while a retrospective runs there, nor for two weeks after one about the same', async () => {
    await beginRetro(it_.who('U0NOOR'), learning, 'Shop 2.0');
    await it_.settle();
    await happens('The new office');
    expect(offers()).toEqual([]);
    await addCards(it_.who('U0NOOR'), retroPost(it_.sandbox, learning, 'Shop 2.0'), { column0: 'Calm' });
    const facts = () => retroPost(it_.sandbox, learning, 'Shop 2.0');
    await toActions(it_.who('U0NOOR'), facts(), it_.settle);
    await endPhase(it_.who('U0NOOR'), facts());
    await it_.settle();
    await happens('Shop 2.0');
    expect(offers()).toEqual([]);
    await happens('The canteen');
    expect(offer().text).toContain('The canteen');
    await later(15 * day);
    await happens('Shop 2.0 again', { source: 'test.release:later' });
    expect(offer().text).toContain('Shop 2.0 again');
  });

  it('stays within a private channel, and is not offered in an archived one', async () => {
    await happens('Contracts', { channel: secretly });
    expect(offers(secretly)).toHaveLength(1);
    expect(it_.sandbox.world.conversations.flatMap(({ id }) => offers(id))).toHaveLength(1);
    await it_.sandbox.page('channel', { as: 'U0MARA', channelId: website, change: 'archive' });
    await it_.settle();
    await happens('Menus', { channel: website });
    expect(await states()).toEqual(['offered']);
  });

  it('is not offered in a channel that was archived before it began to work', async () => {
    await it_.playUntil(at('2026-11-24T19:00:00Z'));
    await happens('Menus', { channel: website });
    await it_.sandbox.page('channel', { as: 'U0MARA', channelId: website, change: 'archive' });
    await later(20 * hour);
    expect(await states()).not.toContain('offered');
  });

  it('is posted once, even where the job that offers it runs again', async () => {
    await happens('Shop 2.0');
    const [row] = await stored();
    if (row === undefined) throw new Error('nothing was kept');
    const viewer = { kind: 'channel', channelId: channelId(learning) } as const;
    for (const job of [offerJobs.offer, offerJobs.over, offerJobs.over])
      await within(learning, (scope) => scope.runAt(job.ref({ reflection: row.id }), now(), viewer));
    await it_.settle();
    expect(said().filter((text) => text.includes('Shop 2.0'))).toHaveLength(1);
    expect(await states()).toEqual(['ignored']);
  });

  it.each([
    ['U0SEUN', '"initial_value":"The import took nine hours"'],
    ['U0NOOR', '"initial_value":"learning"'],
  ] as const)('begins from a message, by its first line where it is one’s own: %s', async (who, about) => {
    await it_.who('U0SEUN').say(learning, 'The import took nine hours\nAgain.');
    const { ts } = (it_.sandbox.world.messages[learning] ?? []).at(-1) ?? {};
    const message = { channelId: learning, ts };
    await it_.sandbox.page('shortcut', { as: who, callbackId: 'retro.reflect-here', message });
    const form = await it_.modalWith(who, '10 minutes for cards');
    expect(form).toContain(about);
    expect(form).not.toContain('Again.');
  });

  it.each([
    ['yes', 1],
    ['partly', 0],
  ] as const)(
    'after an action of theirs of which its owner says that it helped: %s',
    async (answer, count) => {
      const mara = it_.who('U0MARA');
      await beginRetro(mara, website, 'Relaunch');
      await it_.settle();
      const main = () => retroPost(it_.sandbox, website, 'Relaunch');
      await addCards(mara, main(), { column0: 'Photos came late' });
      await toActions(mara, main(), it_.settle);
      await mara.press(main(), 'retro.propose');
      await mara.submit({ what: 'A list of photos', due: '2026-12-08' });
      await it_.settle();
      await endPhase(mara, main());
      await it_.settle();
      await mara.openHome();
      await it_.settle();
      await mara.pressInHome('retro.done');
      await later(31 * day);
      await mara.openHome();
      await it_.settle();
      await mara.pressInHome(`retro.helped-${answer}`);
      await mara.closeAll();
      await later(day);
      expect(offers(website)).toHaveLength(count);
      for (const message of offers(website)) {
        expect(message.text).toContain('“A list of photos” helped.');
        expect(message.threadTs).toBe(main().ts);
      }
    },
  );
});
