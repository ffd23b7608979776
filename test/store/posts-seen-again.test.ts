/** A message to a person about what they do not see for a while says so, and is drawn again once they see it; what is gone stays over. */
import { hour } from '../../src/core/clock.ts';
import { teamId, userId } from '../../src/core/ids.ts';
import { features } from '../../src/features.ts';
import { engines, type FreshDatabase } from '../support/databases.ts';
import { channels, team as teamName } from '../support/fake-slack.ts';
import { startLore, type LoreUnderTest } from '../support/lore-under-test.ts';

const team = teamId(teamName);

describe.each(engines())('on $name, a message to a person', ({ fresh }) => {
  let database: FreshDatabase;
  let t: LoreUnderTest;
  let now = 0;
  /** Where the thanks to Ann for her share stand. */
  let ts = '';
  beforeEach(async () => {
    now = Date.parse('2026-11-24T10:00:00+01:00');
    database = await fresh();
    t = await startLore(features, { databaseUrl: database.url, clock: { now: () => now } });
    await t.command('/learned');
    const view = t.slack.callsOf('views.open').at(-1)?.args['view'] as { readonly private_metadata: string };
    await t.submit('learned.share', view.private_metadata, { what: 'A dry run saves a night' });
    await t.lore.runner.runDue();
    const { params } = await row('learned.shared');
    const { share } = JSON.parse(params) as { share: string };
    const how = JSON.stringify({ k: 'k1', m: { share } });
    const ben = { user: { id: 'UBEN', team_id: teamName } };
    let sent = 0;
    t.slack.answer('chat.postMessage', () => ({ ok: true, ts: `2.${(sent += 1)}` }));
    await t.submit('learned.how', how, { how: 'we tried it' }, ben);
    await t.lore.runner.runDue();
    ts = (await row('learned.thanks')).ts ?? '';
    expect(ts).not.toBe('');
  });
  afterEach(async () => {
    await t.stop();
    await database.remove();
  });
  const row = (post: string) =>
    t.lore.store.system
      .selectFrom('delivery')
      .select(['params', 'ts', 'note'])
      .where('post', '=', post)
      .executeTakeFirstOrThrow();
  /** What it says, unless it stands as it was sent. */
  const says = () =>
    t.slack
      .callsOf('chat.update')
      .filter(({ args }) => args['ts'] === ts)
      .map(({ args }) => String(args['text']))
      .at(-1);
  const redraw = async () => {
    const { numUpdatedRows } = await t.lore.store.system
      .updateTable('delivery')
      .set((it) => ({ wanted: it('wanted', '+', 1) }))
      .where('post', '=', 'learned.thanks')
      .executeTakeFirstOrThrow();
    expect(numUpdatedRows).toBe(1n);
    now += 60_000;
    await t.lore.runner.runDue();
  };
  const happens = async (event: Record<string, unknown>, members: readonly string[], hasLore = true) => {
    // What Slack says of a private channel without Lore.
    if (!hasLore) Reflect.deleteProperty(channels, 'CONE');
    else channels['CONE'] = { id: 'CONE', name: 'one', is_member: true, members };
    now += 60_000;
    const at = { channel: 'CONE', channel_type: 'C', event_ts: String(now / 1000) };
    expect((await t.event({ ...event, ...at })).status).toBe(200);
    await t.lore.runner.runDue();
    now += 60_000;
    await t.lore.runner.runDue();
  };
  const left = (user: string, members: readonly string[], hasLore?: boolean) =>
    happens({ type: 'member_left_channel', user }, members, hasLore);
  const joined = (user: string, members: readonly string[]) =>
    happens({ type: 'member_joined_channel', user }, members);
  const all = ['UANN', 'UBEN', 'UBOT'];

  it('says it again after Lore was out of the channel for a while', async () => {
    await left('UBOT', ['UANN', 'UBEN'], false);
    await redraw();
    expect(says()).not.toContain('we tried it');
    expect((await row('learned.thanks')).note).toBe('unseen');
    await joined('UBOT', all);
    expect(says()).toContain('we tried it');
    expect((await row('learned.thanks')).note).toBeNull();
  });

  it('says it again after its reader was out of the channel for a while', async () => {
    await left('UANN', ['UBEN', 'UBOT']);
    await redraw();
    expect(says()).not.toContain('we tried it');
    await joined('UBEN', ['UBEN', 'UBOT']);
    expect(says()).not.toContain('we tried it');
    await joined('UANN', all);
    expect(says()).toContain('we tried it');
  });

  it('says it again after Slack has not said for long who is in the channel', async () => {
    now += 25 * hour;
    t.slack.answer('conversations.members', () => ({ ok: false, error: 'internal_error' }));
    await redraw();
    expect(says()).not.toContain('we tried it');
    t.slack.answer('conversations.members', () => ({ ok: true, members: all }));
    now += hour;
    await t.lore.store.directory.wantMembers(team);
    await t.lore.runner.runDue();
    now += 60_000;
    await t.lore.runner.runDue();
    expect(says()).toContain('we tried it');
  });

  it('stays over where what it was about is gone by then', async () => {
    await left('UBOT', ['UANN', 'UBEN'], false);
    await redraw();
    const over = says();
    await t.lore.store.erasing(team, 'operator', { kind: 'person', userId: userId('UBEN') });
    await joined('UBOT', all);
    await redraw();
    expect(says()).toBe(over);
    expect((await row('learned.thanks')).note).toBeNull();
  });
});
