import { timeouts } from '../../src/slack/requests/timeouts.ts';
import { engines, type FreshDatabase } from '../support/databases.ts';
import { startLore, type LoreUnderTest } from '../support/lore-under-test.ts';
import { oddFeature } from '../support/odd-feature.ts';
import { unhurried } from '../support/unhurried.ts';

const until = async (condition: () => boolean): Promise<void> => {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
};

it('a listener counts as slow after a second at the latest', () => {
  expect(timeouts.slow).toBeLessThanOrEqual(1_000);
});

describe.each(engines())('on $name, a listener that takes long', (engine) => {
  const odd = oddFeature();
  let database: FreshDatabase;
  let t: LoreUnderTest;
  beforeAll(async () => {
    database = await engine.fresh();
    t = await startLore([odd.feature], {
      databaseUrl: database.url,
      requestTimeouts: { ...unhurried, slow: 40, slowSubmission: 40, show: 500 },
    });
  });
  afterAll(async () => {
    await t.stop();
    await database.remove();
  });
  beforeEach(() => {
    t.slack.calls.length = 0;
  });

  it('for a submission shows that it is being saved, and then that it was', async () => {
    const metadata = JSON.stringify({ k: 'slow1', m: null });
    const sent = await t.submit('odd.modal', metadata, {});
    expect(sent.json['response_action']).toBe('push');
    expect(JSON.stringify(sent.json)).toContain('Saving');
    odd.release();
    await until(() => t.slack.callsOf('views.update').length === 2);
    const [above, form] = t.slack.callsOf('views.update');
    expect(above?.args['external_id']).toBe((sent.json['view'] as { external_id: string }).external_id);
    expect(form?.args['view_id']).toBe('VFORM');
    expect(JSON.stringify(above?.args)).toContain('Saved.');
  });

  it('is acknowledged in time, and "working on it" becomes its modal', async () => {
    const sent = await t.command('/odd');
    expect(sent.status).toBe(200);
    expect(sent.ms).toBeLessThan(2_500);
    expect(JSON.stringify(t.slack.callsOf('views.open'))).toContain('Working on it');
    odd.release();
    await until(() => t.slack.callsOf('views.update').length === 1);
    const [drawn] = t.slack.callsOf('views.update');
    expect(drawn?.args).toMatchObject({ view: { callback_id: 'odd.modal' } });
  });

  it('says so in the language of the person who waits', async () => {
    await t.command('/odd say', { user_id: 'UBEN' });
    odd.release();
    await until(() => t.slack.callsOf('views.update').length === 1);
    expect(JSON.stringify(t.slack.callsOf('views.open'))).toContain('Ich arbeite daran');
  });

  it('and says something: that stands where "working on it" stood', async () => {
    await t.command('/odd say');
    odd.release();
    await until(() => t.slack.callsOf('views.update').length === 1);
    expect(JSON.stringify(t.slack.callsOf('views.update'))).toContain('hello');
  });

  it('and whose trigger Slack refuses still answers, as a message', async () => {
    t.slack.answer('views.open', () => ({ ok: false, error: 'trigger_expired' }));
    await t.command('/odd say');
    odd.release();
    await until(() => t.slack.callsOf('respond').length === 1);
    expect(t.slack.callsOf('respond')[0]?.args['text']).toBe('hello');
    t.slack.answer('views.open', () => ({ ok: true, view: { id: 'V1' } }));
  });

  describe('and whose modal the person closed meanwhile', () => {
    /** The modal on top is gone; what a person came from is still there. */
    const closed = (...views: string[]) => {
      t.slack.answer('views.update', (args) =>
        views.some((view) => view === (args['view_id'] ?? 'above'))
          ? { ok: false, error: 'not_found' }
          : { ok: true, view: { id: 'V1' } },
      );
    };
    afterEach(() => {
      closed();
      expect(t.logged()).not.toContain('a reply could not be shown');
    });

    it('“saving”, says in the form that it was saved', async () => {
      closed('above');
      await t.submit('odd.modal', JSON.stringify({ k: 'slow2', m: null }), {});
      odd.release();
      await until(() => t.slack.callsOf('views.update').length === 2);
      const [, form] = t.slack.callsOf('views.update');
      expect(form?.args['view_id']).toBe('VFORM');
      expect(JSON.stringify(form?.args)).toContain('Saved.');
    });

    it('“working on it”, says what there is to say where they wrote the command, once', async () => {
      closed('above');
      await t.command('/odd say');
      odd.release();
      await until(() => t.slack.callsOf('respond').length === 1);
      expect(t.slack.callsOf('respond')[0]?.args['text']).toBe('hello');
    });

    it('“working on it”, shows them no other modal', async () => {
      closed('above');
      await t.command('/odd');
      odd.release();
      await until(() => t.slack.callsOf('views.update').length === 1);
      await t.command('/odd break');
      expect(JSON.stringify(t.slack.callsOf('views.open'))).not.toContain('odd.modal');
    });
  });
});
