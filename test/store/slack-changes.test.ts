/** What a person fills in is told to its modal's listener while they do, in silence, and not any more once it was submitted. */
import { retro } from '../../src/features/retro/feature.ts';
import { engines, type FreshDatabase } from '../support/databases.ts';
import { type LoreUnderTest, startLore } from '../support/lore-under-test.ts';

describe.each(engines())('on $name, a modal', (engine) => {
  let database: FreshDatabase;
  let t: LoreUnderTest;
  beforeAll(async () => {
    database = await engine.fresh();
    t = await startLore([retro], { databaseUrl: database.url });
  });
  afterAll(async () => {
    await t.stop();
    await database.remove();
  });

  /** The modal that starts a retrospective, as Slack would show it. */
  async function opened(): Promise<Record<string, unknown>> {
    t.slack.calls.length = 0;
    await t.command('/retro Relaunch');
    return t.slack.callsOf('views.open')[0]?.args['view'] as Record<string, unknown>;
  }

  const chooses = (view: Record<string, unknown>, kind: string, more: Record<string, unknown> = {}) =>
    t.interact({
      type: 'block_actions',
      view: {
        id: 'VFORM',
        ...view,
        state: {
          values: {
            about: { about: { value: 'Relaunch' } },
            kind: { kind: { selected_option: { value: kind } } },
          },
        },
      },
      actions: [{ type: 'radio_buttons', action_id: 'kind', block_id: 'kind', ...more }],
    });

  /** Resolves when what was acknowledged is also done: a person's actions are processed one after the other. */
  const done = () => t.command('/retro help');
  const drawn = () => JSON.stringify(t.slack.callsOf('views.update').map(({ args }) => args['view']));

  it('says what the chosen kind means as soon as it is chosen', async () => {
    const view = await opened();
    expect(JSON.stringify(view)).toContain('what worked, what did not and what will change');
    expect((await chooses(view, 'sprint')).body).toBe('');
    await done();
    expect(t.slack.callsOf('views.update')).toHaveLength(1);
    expect(drawn()).toContain('what to start, stop and continue');
    expect(t.slack.callsOf('views.push')).toEqual([]);
  });

  it('changes nothing any more once the form was submitted', async () => {
    const view = await opened();
    await t.submit('retro.start', String(view['private_metadata']), { about: 'Relaunch' });
    await chooses(view, 'sprint');
    await done();
    expect(t.slack.callsOf('views.update')).toEqual([]);
  });

  it('is acknowledged and shows nothing when it was forged, or is of an older version', async () => {
    const view = await opened();
    for (const forged of [
      { ...view, private_metadata: 'forged' },
      { ...view, private_metadata: JSON.stringify({ k: 'k', m: { channel: 7 } }) },
    ])
      expect(await chooses(forged, 'sprint')).toMatchObject({ status: 200, body: '' });
    await done();
    expect(t.slack.calls.filter(({ method }) => method !== 'views.open').map(({ method }) => method)).toEqual(
      [],
    );
  });

  it('shows nothing over what is typed when it fails', async () => {
    const view = await opened();
    const channel = { k: 'k1', m: { channel: 'CNOWHERE' } };
    expect(await chooses({ ...view, private_metadata: JSON.stringify(channel) }, 'sprint')).toMatchObject({
      status: 200,
      body: '',
    });
    await done();
    expect(t.slack.callsOf('views.update').concat(t.slack.callsOf('views.push'))).toEqual([]);
  });
});
