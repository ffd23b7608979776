/** Links to the app's own domains: it is told of them, and shows what they lead to; the sandbox takes what Slack documents, and nothing else. */
import type { Json } from '../../sandbox/json.ts';
import { manifest, SCOPES, startFixture, type Fixture } from './fixture.ts';
import { until } from '../support/unhurried.ts';

const link = 'https://lore.example.org/read/lesson/1';
const channel = 'C0WEBSITE';
const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: 'A lesson' } }];
const entity = {
  entity_type: 'slack#/entities/item',
  url: link,
  external_ref: { id: '1', type: 'lesson' },
  app_unfurl_url: link,
  entity_payload: { attributes: { title: { text: 'A lesson' } } },
};

describe('a link in a message', () => {
  let fixture: Fixture;
  const heard: Json[] = [];
  beforeAll(async () => {
    fixture = await startFixture(
      (app) => {
        app.use(async ({ body, next }) => {
          heard.push((body as unknown as Json)['event'] as Json);
          await next();
        });
      },
      {
        manifest: manifest({
          events: ['link_shared', 'entity_details_requested', 'message.im'],
          scopes: [...SCOPES, 'links:read', 'links:write'],
        }),
      },
    );
  });
  afterAll(() => fixture.close());
  beforeEach(() => {
    heard.length = 0;
  });
  const say = async (text: string): Promise<string> => {
    expect(await fixture.sandbox.page('say', { as: 'U0MARA', channelId: channel, text })).toEqual({
      ok: true,
    });
    return fixture.sandbox.world.messages[channel]?.at(-1)?.ts ?? '';
  };
  const call = async (method: string, args: Record<string, unknown>): Promise<string> => {
    try {
      await fixture.client.apiCall(method, args);
      return 'ok';
    } catch (error) {
      return (error as { data?: { error?: string } }).data?.error ?? String(error);
    }
  };

  it('is told with where it stands; other links are not', async () => {
    const ts = await say(`See ${link}, and https://elsewhere.example.org`);
    await until(() => heard.length > 0);
    expect(heard.at(-1)).toMatchObject({
      ...{ type: 'link_shared', channel, message_ts: ts, user: 'U0MARA', source: 'conversations_history' },
      links: [{ domain: 'lore.example.org', url: link }],
    });
  });

  it('shows what the app says of it, and the next time that instead', async () => {
    const ts = await say(`See ${link}`);
    expect(await call('chat.unfurl', { channel, ts, unfurls: { [link]: { blocks } } })).toBe('ok');
    const shown = () => fixture.sandbox.world.messages[channel]?.at(-1)?.previews;
    expect(JSON.stringify(shown())).toContain('A lesson');
    const other = [{ type: 'section', text: { type: 'mrkdwn', text: 'Gone' } }];
    expect(await call('chat.unfurl', { channel, ts, unfurls: { [link]: { blocks: other } } })).toBe('ok');
    expect(shown()).toHaveLength(1);
    expect(JSON.stringify(shown())).not.toContain('A lesson');
  });

  it.each<[string, string, (ts: string) => Record<string, unknown>]>([
    [
      'a link that is not in it',
      'cannot_unfurl_url',
      (ts) => ({ channel, ts, unfurls: { [`${link}2`]: { blocks } } }),
    ],
    [
      'a message that is not there',
      'cannot_find_message',
      () => ({ channel, ts: '1.000001', unfurls: { [link]: { blocks } } }),
    ],
    [
      'a channel that is not there',
      'cannot_find_channel',
      (ts) => ({ channel: 'C0NONE', ts, unfurls: { [link]: { blocks } } }),
    ],
    ['nothing to show', 'missing_unfurls', (ts) => ({ channel, ts })],
    [
      'a draft that nobody writes',
      'invalid_unfurl_id',
      () => ({ unfurl_id: 'x', source: 'composer', unfurls: { [link]: { blocks } } }),
    ],
    [
      'a Work Object without a title',
      'invalid_metadata',
      (ts) => ({ channel, ts, metadata: { entities: [{ ...entity, entity_payload: { attributes: {} } }] } }),
    ],
    [
      'a Work Object of no kind',
      'invalid_metadata',
      (ts) => ({ channel, ts, metadata: { entities: [{ ...entity, entity_type: 'lesson' }] } }),
    ],
  ])('refuses %s', async (_, error, args) => {
    expect(await call('chat.unfurl', args(await say(`See ${link}`)))).toBe(error);
  });

  it('is asked about while somebody writes, without where', async () => {
    await fixture.sandbox.page('draft', { as: 'U0MARA', text: `See ${link}` });
    const asked = () => heard.find((event) => event['source'] === 'composer');
    await until(() => asked() !== undefined);
    expect(asked()).toMatchObject({ channel: 'COMPOSER', links: [{ url: link }] });
    const draft = { unfurl_id: asked()?.['unfurl_id'], source: 'composer' };
    expect(await call('chat.unfurl', { ...draft, unfurls: { [link]: { blocks } } })).toBe('ok');
  });

  it('opens beside the conversation once, for who asked, where it is a Work Object', async () => {
    const ts = await say(`See ${link}`);
    const open = () => fixture.sandbox.page('open-link', { as: 'U0MARA', channelId: channel, ts, url: link });
    expect(await open()).toMatchObject({ ok: false });
    expect(await call('chat.unfurl', { channel, ts, metadata: { entities: [entity] } })).toBe('ok');
    expect(await open()).toEqual({ ok: true });
    await until(() => heard.some((event) => event['type'] === 'entity_details_requested'));
    const trigger = heard.at(-1)?.['trigger_id'];
    expect(await call('entity.presentDetails', { trigger_id: trigger })).toBe('missing_metadata');
    expect(await call('entity.presentDetails', { trigger_id: trigger, error: { status: 'no' } })).toBe(
      'invalid_error_status',
    );
    const other = { ...entity, url: `${link}2` };
    expect(await call('entity.presentDetails', { trigger_id: trigger, metadata: other })).toBe(
      'entity_metadata_does_not_match_trigger',
    );
    expect(await call('entity.presentDetails', { trigger_id: trigger, metadata: entity })).toBe('ok');
    expect(await call('entity.presentDetails', { trigger_id: trigger, metadata: entity })).toBe(
      'exchanged_trigger_id',
    );
    expect(await call('entity.presentDetails', { trigger_id: 'x', metadata: entity })).toBe(
      'invalid_trigger_id',
    );
  });

  it('stands in what a person writes to the app alone, in whose thread the app is told who began it', async () => {
    await fixture.sandbox.page('open-home', { as: 'U0MARA' });
    const im =
      fixture.sandbox.world.conversations.find(
        ({ kind, members }) => kind === 'im' && members.includes('U0MARA'),
      )?.id ?? '';
    await fixture.sandbox.page('say', { as: 'U0MARA', channelId: im, text: 'a question' });
    const first = fixture.sandbox.world.messages[im]?.at(-1)?.ts ?? '';
    await fixture.sandbox.page('say', { as: 'U0MARA', channelId: im, text: 'another', threadTs: first });
    await until(() => heard.some((event) => event['text'] === 'another'));
    expect(heard.find((event) => event['text'] === 'another')).toMatchObject({
      ...{ type: 'message', channel_type: 'im', thread_ts: first, parent_user_id: 'U0MARA' },
    });
  });
});
