/** One person cannot use up what is there for everybody. */
import { teamId, userId } from '../../src/core/ids.ts';
import { randomIds } from '../../src/process.ts';
import { openStore } from '../../src/store/store.ts';
import { engines, lastingEngines, type FreshDatabase } from '../support/databases.ts';
import { team } from '../support/fake-slack.ts';
import { startLore, type LoreUnderTest } from '../support/lore-under-test.ts';
import { oddFeature } from '../support/odd-feature.ts';
import { pebble } from '../support/test-feature/feature.ts';
import { pebbleMigrations } from '../support/pebble-migrations.ts';
import { unhurried, until } from '../support/unhurried.ts';

const atOnce = 5;
/** Slack's tier 4, as `views.open` has it. */
const tier = 100;

describe.each(engines())('on $name, somebody who does more than any person would', (engine) => {
  let database: FreshDatabase;
  let t: LoreUnderTest;
  let opened: number;
  let onEnd: () => Promise<void>;
  beforeEach(async () => {
    onEnd = async () => undefined;
    database = await engine.fresh();
    t = await startLore([pebble, oddFeature().feature], {
      databaseUrl: database.url,
      migrations: pebbleMigrations,
      // So slow that nothing comes back while a test runs.
      requestTimeouts: { ...unhurried, perPerson: { atOnce, perMinute: 0.1 } },
    });
    opened = 0;
    for (const method of ['views.open', 'views.push'])
      t.slack.answer(method, () =>
        ++opened > tier ? { ok: false, error: 'ratelimited' } : { ok: true, view: { id: `V${opened}` } },
      );
  });
  afterEach(async () => {
    await onEnd();
    await t.stop();
    await database.remove();
  });
  const words = async () => (await t.lore.store.system.selectFrom('authorship').selectAll().execute()).length;
  const by = (id: string) => ({ user: { id, team_id: team } });
  const times = <T>(count: number, act: (nth: number) => Promise<T>) =>
    Promise.all(Array.from({ length: count }, (_, nth) => act(nth)));

  it('by commands is told kindly when to go on, and nothing more is opened or stored for them', async () => {
    const forms = await times(200, () => t.command('/pebble'));
    const shares = await times(50, (nth) => t.command(`/pebble word ${nth}`));
    expect(opened).toBe(atOnce);
    expect(await words()).toBe(0);
    const told = [...forms, ...shares].filter(({ json }) => json['text'] !== undefined);
    expect(told).toHaveLength(250 - atOnce);
    for (const { status, json } of told) {
      expect(status).toBe(200);
      expect(json['text']).toMatch(/^That was a lot at once.* please continue in \d+ seconds\.$/);
    }
  });

  it('leaves everybody else their own', async () => {
    await times(200, () => t.command('/pebble'));
    const others = await times(atOnce, (nth) => t.command(`/pebble word ${nth}`, { user_id: 'UBEN' }));
    expect(others.map(({ json }) => json['text'])).toEqual(
      others.map((_, nth) => `Gespeichert: word ${nth}`),
    );
    expect(opened).toBeLessThan(tier);
  });

  it('is told in their language', async () => {
    const told = await times(atOnce + 1, () => t.command('/lore help', { user_id: 'UBEN' }));
    const texts = told.map(({ json }) => String(json['text']));
    expect(texts.filter((text) => text.startsWith('Das war sehr viel auf einmal'))).toHaveLength(1);
  });

  it('by submissions keeps what was typed in the form', async () => {
    await t.command('/pebble');
    const view = t.slack.callsOf('views.open')[0]?.args['view'] as { private_metadata: string };
    await times(atOnce - 1, () => t.command('/pebble'));
    const sent = await t.submit('pebble.new', view.private_metadata, { words: 'kept' });
    expect(sent.json['response_action']).toBe('push');
    expect(sent.body).toContain('That was a lot at once');
    expect(await words()).toBe(0);
  });

  it('by buttons is told now and then, beside the message or by a window', async () => {
    await times(atOnce, () => t.command('/pebble'));
    await times(20, () => t.press('odd.update', 'null'));
    const said = t.slack.callsOf('respond').map(({ args }) => String(args['text']));
    expect(said.length).toBeGreaterThan(0);
    expect(said.length).toBeLessThan(20);
    for (const sentence of said) expect(sentence).toContain('That was a lot at once');
    await times(atOnce, () => t.command('/pebble', { user_id: 'UBEN' }));
    const before = opened;
    await times(20, () =>
      t.press('odd.update', 'null', {
        response_url: undefined,
        channel: undefined,
        view: { id: 'VHOME', type: 'home', callback_id: '', private_metadata: '' },
        ...by('UBEN'),
      }),
    );
    expect(opened).toBeGreaterThan(before);
    expect(opened).toBeLessThan(before + 20);
    expect(JSON.stringify(t.slack.callsOf('views.open').at(-1))).toContain('Das war sehr viel auf einmal');
  });

  it('and types, has what they do next done after what they typed before it, which does not come back', async () => {
    const quick = oddFeature();
    const here = await startLore([quick.feature], {
      requestTimeouts: { ...unhurried, perPerson: { atOnce, perMinute: 60 } },
    });
    const metadata = JSON.stringify({ k: 'typed', m: null });
    onEnd = () => here.stop();
    for (let nth = 1; nth <= 30; nth += 1) await here.type('odd.live', metadata, 'words', `word ${nth}`);
    await here.press('odd.who', 'null');
    await until(() => quick.seen.length === 1);
    expect(quick.typed.at(-1)).toBe('word 30');
    const heard = quick.typed.length;
    await here.type('odd.live', metadata, 'words', 'later');
    await until(() => quick.typed.at(-1) === 'later');
    expect(quick.typed.length).toBe(heard + 1);
  });

  it('has nothing stored that they typed before another process erased what is theirs', async () => {
    const lasting = await lastingEngines()
      .find(({ name }) => name === engine.name)
      ?.fresh();
    if (lasting === undefined) throw new Error('there is no such engine');
    const quick = oddFeature();
    const here = await startLore([pebble, quick.feature], {
      databaseUrl: lasting.url,
      migrations: pebbleMigrations,
      requestTimeouts: { ...unhurried, perPerson: { atOnce, perMinute: 4 } },
    });
    const clock = { now: () => Date.now() };
    const operators = openStore({ url: lasting.url, clock, ids: randomIds, tables: pebble.tables });
    onEnd = async () => {
      await operators.close();
      await here.stop();
      await lasting.remove();
    };
    const metadata = JSON.stringify({ k: 'typed', m: null });
    const type = (words: string) => here.type('odd.live', metadata, 'words', words);
    for (let nth = 1; nth <= atOnce; nth += 1) {
      await type(`word ${nth}`);
      await until(() => quick.typed.at(-1) === `word ${nth}`);
    }
    await type('waits its time');
    await operators.erasing(teamId(team), 'operator', { kind: 'person', userId: userId('UANN') });
    const erasedAt = Date.now();
    // Comes after what they typed.
    await here.press('odd.who', 'null');
    await until(() => quick.seen.length === 1);
    expect(quick.typed.at(-1)).toBe(`word ${atOnce}`);
    await until(() => Date.now() > erasedAt);
    await type('after it');
    await here.press('odd.who', 'null');
    await until(() => quick.seen.length === 2);
    expect(quick.typed.at(-1)).toBe('after it');
  });

  it('by typing is heard less often, and what they typed last is kept', async () => {
    const quick = oddFeature();
    const here = await startLore([quick.feature], {
      requestTimeouts: { ...unhurried, perPerson: { atOnce, perMinute: 60 } },
    });
    const metadata = JSON.stringify({ k: 'typed', m: null });
    for (let nth = 1; nth <= 300; nth += 1) await here.type('odd.live', metadata, 'words', `word ${nth}`);
    await until(() => quick.typed.at(-1) === 'word 300');
    expect(quick.typed.length).toBeLessThan(150);
    await here.stop();
  });

  it('in one channel, many people who ask at once are told so kindly while others ask; those in another one are not', async () => {
    const here = await startLore([pebble], {
      migrations: pebbleMigrations,
      requestTimeouts: { ...unhurried, perChannel: { atOnce, perMinute: 0.1 } },
    });
    onEnd = () => here.stop();
    const told = (sent: readonly { readonly json: Record<string, unknown> }[]) =>
      sent
        .map(({ json }) => String(json['text']))
        .filter((text) => /^So many people|^Hier benutzen/.test(text));
    const crowd = (channel: string) =>
      times(40, (nth) =>
        here.command('/lore help', { user_id: nth % 2 === 0 ? 'UANN' : 'UBEN', channel_id: channel }),
      );
    // While nobody waits for them, they go on.
    expect(told(await crowd('CONE'))).toEqual([]);
    expect(told([await here.command('/lore help', { channel_id: 'CTWO' })])).toEqual([]);
    const refused = told(await crowd('CONE'));
    expect(refused).toHaveLength(40);
    expect(new Set(refused)).toEqual(
      new Set([
        expect.stringMatching(
          /^So many people are using Lore here right now.*please try again in \d+ seconds\.$/,
        ),
        expect.stringMatching(/^Hier benutzen gerade so viele Leute Lore.*in \d+ Sekunden noch einmal\.$/),
      ]),
    );
    expect(told([await here.command('/lore help', { channel_id: 'CTWO' })])).toEqual([]);
  });
});
