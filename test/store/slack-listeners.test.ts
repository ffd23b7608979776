import type { Feature } from '../../src/core/feature.ts';
import { errors } from '../../src/core/listener.ts';
import { engines, type FreshDatabase } from '../support/databases.ts';
import { startLore, type LoreUnderTest } from '../support/lore-under-test.ts';
import { oddFeature } from '../support/odd-feature.ts';
import { pebble } from '../support/test-feature/feature.ts';
import { pebbleMigrations } from '../support/pebble-migrations.ts';

/** It writes before it refuses, so that a refusal has something to undo. */
const refusing: Feature = {
  ...pebble,
  views: (pebble.views ?? []).map((view) => {
    if (view.isReader === true) return view;
    return {
      ...view,
      submit: async (interaction, metadata, fields) => {
        const reply = await view.submit(interaction, metadata, fields);
        return fields['words'] === 'nothing' ? errors({ words: 'Write a word.' }) : reply;
      },
    };
  }),
};

describe.each(engines())('on $name, a listener', (engine) => {
  const odd = oddFeature();
  let database: FreshDatabase;
  let t: LoreUnderTest;
  beforeAll(async () => {
    database = await engine.fresh();
    t = await startLore([refusing, odd.feature], { databaseUrl: database.url, migrations: pebbleMigrations });
  });
  afterAll(async () => {
    await t.stop();
    await database.remove();
  });
  beforeEach(() => {
    t.slack.calls.length = 0;
  });
  const words = async () => (await t.lore.store.system.selectFrom('authorship').selectAll().execute()).length;
  const openForm = async (): Promise<string> => {
    await t.command('/pebble');
    const [call] = t.slack.callsOf('views.open');
    return (call?.args['view'] as { private_metadata: string }).private_metadata;
  };

  describe('for a submission', () => {
    it('finds in every modal a key of its own beside what the feature put there', async () => {
      const first = JSON.parse(await openForm()) as { k: string; m: unknown };
      t.slack.calls.length = 0;
      const second = JSON.parse(await openForm()) as { k: string; m: unknown };
      expect(first.m).toEqual({ channel: 'CONE' });
      expect(first.k).not.toBe(second.k);
    });

    it('is stored before the modal closes, and once, however often it is pressed', async () => {
      const metadata = await openForm();
      const before = await words();
      const presses = await Promise.all(
        [1, 2, 3].map(() => t.submit('pebble.new', metadata, { words: 'one' })),
      );
      expect(presses.map(({ status, body }) => [status, body])).toEqual([
        [200, ''],
        [200, ''],
        [200, ''],
      ]);
      expect(await words()).toBe(before + 1);
    });

    it('that it refuses writes nothing, keeps what was typed, and can be submitted again', async () => {
      const metadata = await openForm();
      const before = await words();
      const refused = await t.submit('pebble.new', metadata, { words: 'nothing' });
      expect(refused.json).toEqual({ response_action: 'errors', errors: { words: 'Write a word.' } });
      expect(await words()).toBe(before);
      expect((await t.submit('pebble.new', metadata, { words: 'something' })).body).toBe('');
      expect(await words()).toBe(before + 1);
    });

    it.each([
      ['no metadata', ''],
      ['text for metadata', 'hello'],
      ['metadata without a key', JSON.stringify({ m: { channel: 'CONE' } })],
      ['metadata of another shape', JSON.stringify({ k: 'k1', m: { other: 1 } })],
    ])('with %s is answered on top of the form', async (_, metadata) => {
      const { json } = await t.submit('pebble.new', metadata, { words: 'x' });
      expect(json['response_action']).toBe('push');
      expect(JSON.stringify(json)).toContain('earlier version');
    });

    it('of a modal that no feature knows is answered the same way', async () => {
      expect(JSON.stringify((await t.submit('gone.modal', '{}', {})).json)).toContain('earlier version');
    });

    it('for a channel that the person is not in breaks kindly and writes nothing', async () => {
      const before = await words();
      const metadata = JSON.stringify({ k: 'forged', m: { channel: 'CELSE' } });
      const { json } = await t.submit('pebble.new', metadata, { words: 'x' });
      expect(JSON.stringify(json)).toContain('Something went wrong on our side');
      expect(await words()).toBe(before);
    });
  });

  describe('for a button', () => {
    it.each([
      ['that no feature knows', 'gone.button', '{}'],
      ['whose value is not JSON', 'pebble.drop', 'hello'],
      ['whose value is of another shape', 'pebble.drop', '{"id":5}'],
      ['without a value', 'pebble.drop', undefined],
      ['of the house with a forged value', 'lore.post_again', 'hello'],
      ['of the house that is none', 'lore.become_admin', 'null'],
    ])('%s is not asked: the person gets a kind sentence where they are', async (_, actionId, value) => {
      const sent = await t.press(actionId, value);
      expect([sent.status, sent.body]).toEqual([200, '']);
      const [answer] = t.slack.callsOf('respond');
      expect(answer?.args).toMatchObject({ response_type: 'ephemeral', replace_original: false });
      expect(answer?.args['text']).toContain('earlier version');
    });

    it('in a modal answers with a modal on top of it, and in App Home with one', async () => {
      const view = { id: 'VFORM', type: 'modal' };
      await t.press('gone.button', '{}', { view, channel: undefined, response_url: undefined });
      expect(t.slack.callsOf('views.push')).toHaveLength(1);
      await t.press('gone.button', '{}', { view: { id: 'VH', type: 'home' }, response_url: undefined });
      expect(t.slack.callsOf('views.open')).toHaveLength(1);
    });

    it('in a modal redraws it or puts one on top, each with a new key', async () => {
      const view = { id: 'VFORM', type: 'modal' };
      await t.press('odd.update', 'null', { view });
      await t.press('odd.push', 'null', { view });
      const [drawn] = t.slack.callsOf('views.update');
      const [pushed] = t.slack.callsOf('views.push');
      expect(drawn?.args['view_id']).toBe('VFORM');
      const keyOf = (args: Readonly<Record<string, unknown>> | undefined) =>
        (args?.['view'] as { private_metadata: string } | undefined)?.private_metadata;
      expect(keyOf(drawn?.args)).not.toBe(keyOf(pushed?.args));
    });

    it('tells who pressed from Slack’s facts, also where another organisation’s team travels along', async () => {
      await t.press('odd.who', 'null', {
        team: { id: 'T2' },
        user: { id: 'UEXT', team_id: 'T2' },
        message: { team: 'T1' },
        context_team_id: 'T2',
      });
      await t.press('odd.who', 'null');
      expect(odd.seen).toEqual(['T1 UEXT external', 'T1 UANN member']);
    });
  });

  describe('for what Slack delivers again', () => {
    it('is not run again by a command', async () => {
      const before = await words();
      const again = { trigger_id: 'again1' };
      const sent = [await t.command('/pebble twice', again), await t.command('/pebble twice', again)];
      expect(sent.map(({ status, json }) => [status, json['text'] ?? ''])).toEqual([
        [200, 'Saved: twice'],
        [200, ''],
      ]);
      expect(await words()).toBe(before + 1);
    });

    it('is not run again by a press, not even at the same moment', async () => {
      const before = odd.seen.length;
      await Promise.all([1, 2, 3].map(() => t.press('odd.who', 'null', { trigger_id: 'again2' })));
      expect(odd.seen).toHaveLength(before + 1);
      await t.press('odd.who', 'null');
      expect(odd.seen).toHaveLength(before + 2);
    });

    it('is run again when the first time broke, so that nothing is lost', async () => {
      const again = { trigger_id: 'again3' };
      for (const times of [1, 2]) {
        const { json } = await t.command('/odd break', again);
        expect([times, json['text']]).toEqual([times, expect.stringContaining('went wrong')]);
      }
    });
  });

  it('that breaks is answered with a reference, and the log has the reference but not the words', async () => {
    const { json } = await t.command('/odd break');
    const [, reference = 'none'] = /reference: (\w+)/.exec(String(json['text'])) ?? [];
    const line = t
      .logged()
      .split('\n')
      .find((entry) => entry.includes(reference));
    expect(JSON.parse(line ?? '{}')).toMatchObject({ what: 'command /odd', user: 'UANN', team: 'T1' });
    expect(t.logged()).not.toContain('private words');
  });

  it('whose modal Slack does not take tells the person with a reference', async () => {
    t.slack.answer('views.open', () => ({ ok: false, error: 'invalid_arguments' }));
    expect((await t.command('/pebble')).json['text']).toContain('Slack didn’t accept my reply');
    t.slack.answer('views.open', () => ({ ok: true, view: { id: 'V1' } }));
  });
});
