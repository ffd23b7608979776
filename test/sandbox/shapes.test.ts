/**
 * What the sandbox answers and sends has the keys and types of Slack's own samples (test/support/data/slack-samples, from
 * slackapi/java-slack-sdk, MIT licence), and, for the responses that have none there, of the types in `@slack/web-api`.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { METHODS } from '../../sandbox/web-api/methods.ts';
import { changeUserGroup } from '../../sandbox/state/user-groups.ts';
import type { Json } from '../../sandbox/json.ts';
import { strangers } from '../support/shape.ts';
import { responseSample } from '../support/response-types.ts';
import { aMinuteLater, manifest, OAUTH, SCOPES, startFixture, type Fixture } from './fixture.ts';
import { until } from '../support/unhurried.ts';

const samples = join(import.meta.dirname, '..', 'support', 'data', 'slack-samples');
const sampleOf = (folder: 'api' | 'sent', name: string): unknown => {
  const path = join(samples, folder, `${name}.json`);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as unknown) : undefined;
};
/** What the app itself wrote, and maps with keys of its own: both are checked by other tests. */
const own = new Set(['blocks', 'values', 'response_metadata', 'event_payload']);
/**
 * Keys that a sample lacks and Slack documents elsewhere: `response_urls` and the event's time stand in Bolt's and `@slack/types`' own types
 * (`ViewSubmitAction`, `UserChangeEvent`), and a form holds text alone.
 */
const documented = new Set([
  '.response_urls',
  '.is_enterprise_install: string',
  '.event.event_ts',
  '.event.user.profile.status_emoji_display_info',
]);

const unlike = (actual: unknown, ...like: readonly unknown[]): readonly string[] =>
  strangers(actual, like, own).filter((path) => !documented.has(path));

/** What is around an event is the same for all; some samples are older than others. */
const envelopes = (): readonly unknown[] =>
  events.map((name) => ({ ...(sampleOf('sent', name) as Json), event: {} }));
const events = readdirSync(join(samples, 'sent'))
  .map((file) => file.replace('.json', ''))
  .filter(
    (name) =>
      !['block_actions', 'message_action', 'command', 'view_closed', 'view_submission'].includes(name),
  );

describe('what the sandbox', () => {
  let fixture: Fixture;
  const sent: Json[] = [];
  const answered = new Map<string, unknown>();

  beforeAll(async () => {
    fixture = await startFixture(
      (app) => {
        app.use(async ({ body, next }) => {
          sent.push(body as unknown as Json);
          await next();
        });
        app.command('/retro', async ({ ack, body }) => {
          await ack();
          await call('views.open', { trigger_id: body.trigger_id, view: modal });
        });
        app.action('press', async ({ ack, body }) => {
          await ack();
          const trigger = 'trigger_id' in body ? body.trigger_id : '';
          if (body.type === 'block_actions' && body.view !== undefined)
            await call('views.push', { trigger_id: trigger, view: modal });
        });
        app.view({ callback_id: 'form', type: 'view_closed' }, async ({ ack }) => ack());
        app.view('form', async ({ ack }) => ack());
        app.shortcut('share.save', async ({ ack }) => ack());
      },
      {
        manifest: manifest({
          events: [...events, 'entity_details_requested'],
          scopes: [...SCOPES, 'dnd:read', 'files:read', 'links:read', 'links:write', 'usergroups:read'],
        }),
      },
    );
    await play();
  });
  afterAll(() => fixture.close());

  const modal = {
    type: 'modal',
    callback_id: 'form',
    notify_on_close: true,
    title: { type: 'plain_text', text: 'Form' },
    submit: { type: 'plain_text', text: 'Save' },
    blocks: [
      {
        type: 'actions',
        block_id: 'b',
        elements: [
          { type: 'button', action_id: 'press', value: 'v', text: { type: 'plain_text', text: 'Press' } },
        ],
      },
      {
        type: 'input',
        block_id: 'i',
        label: { type: 'plain_text', text: 'What' },
        element: { type: 'plain_text_input', action_id: 'what' },
      },
    ],
  };
  const button = {
    type: 'actions',
    block_id: 'b',
    elements: [
      { type: 'button', action_id: 'press', value: 'v', text: { type: 'plain_text', text: 'Press' } },
    ],
  };

  async function call(method: string, args: Record<string, unknown>): Promise<Record<string, unknown>> {
    aMinuteLater(fixture);
    const answer = (await fixture.client.apiCall(method, args)) as unknown as Record<string, unknown>;
    answered.set(method, answer);
    return answer;
  }

  /** Everything once. */
  async function play(): Promise<void> {
    const { sandbox } = fixture;
    const channel = 'C0WEBSITE';
    await call('auth.test', {});
    await call('bots.info', { bot: 'B0LORE0001' });
    await call('team.info', {});
    await call('users.info', { user: 'U0PRIYA', include_locale: true });
    await call('usergroups.list', { include_users: true, include_count: true });
    await call('users.list', { limit: 50, include_locale: true });
    await call('dnd.info', { user: 'U0PRIYA' });
    await call('dnd.teamInfo', { users: 'U0PRIYA' });
    await call('conversations.info', { channel: 'C0HARBOUR' });
    await call('conversations.list', { types: 'public_channel,private_channel' });
    await call('conversations.members', { channel });
    await call('conversations.open', { users: 'U0PRIYA' });
    const { ts } = await call('chat.postMessage', {
      channel,
      text: 'Hello',
      blocks: [button],
      metadata: { event_type: 'e', event_payload: { a: 'b' } },
    });
    await call('chat.update', { channel, ts, text: 'Hello again', blocks: [button] });
    await call('chat.postEphemeral', { channel, user: 'U0MARA', text: 'For you' });
    await call('conversations.history', { channel, include_all_metadata: true, limit: 20 });
    await call('chat.postMessage', { channel, text: 'Under it', thread_ts: ts });
    await call('conversations.replies', { channel, ts });
    const soon = Math.floor(fixture.sandbox.core.clock.now() / 1000) + 3600;
    await call('chat.scheduleMessage', { channel, text: 'Later', post_at: soon });
    const { ts: gone } = await call('chat.postMessage', { channel, text: 'Gone' });
    await call('chat.delete', { channel, ts: gone });
    const { upload_url: url, file_id: id } = await call('files.getUploadURLExternal', {
      filename: 'a.md',
      length: 1,
    });
    await fetch(String(url), { method: 'POST', body: 'a' });
    await call('files.completeUploadExternal', { files: [{ id, title: 'A' }], channel_id: channel });
    await call('files.info', { file: id });
    await call('files.delete', { file: id });
    const home = { type: 'home', blocks: [button] };
    await call('views.publish', { user_id: 'U0MARA', view: home });

    const as = 'U0MARA';
    const act = async (name: string, body: Json) => {
      const answer = await sandbox.page(name, { as, ...body });
      expect(answer).toMatchObject({ ok: true });
    };
    const press = { blockId: 'b', actionId: 'press', value: { kind: 'button' }, inputs: {} };
    await act('open-home', {});
    await act('act', { where: { kind: 'home' }, ...press });
    await act('act', { where: { kind: 'message', channelId: channel, ts: String(ts) }, ...press });
    await act('shortcut', { callbackId: 'share.save', message: { channelId: channel, ts: String(ts) } });
    await act('say', { channelId: channel, text: '/retro it' });
    const top = () => sandbox.world.modals.filter(({ userId }) => userId === as).at(-1);
    await until(() => top() !== undefined);
    const first = top()?.id ?? '';
    await call('views.update', { view_id: first, view: modal });
    await act('act', { where: { kind: 'view', viewId: first }, ...press });
    await until(() => top()?.id !== first);
    await act('submit', { viewId: top()?.id ?? '', inputs: { i: { what: { kind: 'text', value: 'x' } } } });
    await act('close-view', { viewId: first });

    const link = 'https://lore.example.org/read/lesson/1';
    await act('say', { channelId: channel, text: `See ${link}` });
    const shared = sandbox.world.messages[channel]?.at(-1)?.ts ?? '';
    const entity = {
      entity_type: 'slack#/entities/item',
      url: link,
      external_ref: { id: '1', type: 'lesson' },
      entity_payload: { attributes: { title: { text: 'A lesson' } } },
    };
    await call('chat.unfurl', {
      ...{ channel, ts: shared },
      metadata: { entities: [{ ...entity, app_unfurl_url: link }] },
    });
    await act('open-link', { channelId: channel, ts: shared, url: link });
    await until(() => arrived('entity_details_requested') !== undefined);
    const trigger = sandbox.world.details?.[as]?.trigger;
    await call('entity.presentDetails', { trigger_id: trigger, metadata: entity });
    await act('channel', { channelId: channel, change: 'rename', name: 'website-two' });
    await act('membership', { channelId: channel, change: 'leave' });
    await act('membership', { channelId: channel, change: 'join' });
    await act('person', { change: { kind: 'tz', tz: 'Asia/Tokyo' } });
    changeUserGroup(sandbox.core, 'S0LEADS', ['U0MARA', 'U0PRIYA']);
    await act('channel', { channelId: channel, change: 'archive' });
    await act('channel', { channelId: channel, change: 'unarchive' });
    await until(() => events.filter((name) => !arrived(name)).length <= missing.length);
    await call('oauth.v2.access', {
      client_id: OAUTH.clientId,
      client_secret: OAUTH.clientSecret,
      redirect_uri: OAUTH.redirectUrls[0],
      code: await agreed('oauth/v2', { scope: 'commands' }),
    });
    const { access_token: token } = await call('openid.connect.token', {
      client_id: OAUTH.clientId,
      client_secret: OAUTH.clientSecret,
      redirect_uri: OAUTH.redirectUrls[0],
      code: await agreed('openid/connect', { scope: 'openid profile', response_type: 'code' }),
    });
    await call('openid.connect.userInfo', { token });
  }

  /** Somebody of another workspace agrees at one of Slack's pages. @returns the code for the app */
  async function agreed(page: string, asked: Readonly<Record<string, string>>): Promise<string> {
    const { people, tokens } = fixture.sandbox.world;
    const stranger = people.find(({ teamId, isBot }) => !isBot && teamId !== tokens[0]?.teamId);
    const form = {
      client_id: OAUTH.clientId,
      redirect_uri: OAUTH.redirectUrls[0],
      ...asked,
      state: 'a-state',
      user: stranger?.id ?? '',
      choice: 'allow',
    };
    const answer = await fetch(`${fixture.sandbox.url}/${page}/authorize`, {
      method: 'POST',
      body: new URLSearchParams(form),
      redirect: 'manual',
    });
    return new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? '';
  }
  /** Not played above: the others' keys are compared. */
  const missing = events.filter(
    (name) =>
      ![
        'app_home_opened',
        'channel_rename',
        'member_left_channel',
        'member_joined_channel',
        'user_change',
        'subteam_members_changed',
        'subteam_updated',
        'channel_archive',
        'channel_unarchive',
        'link_shared',
      ].includes(name),
  );
  const arrived = (name: string) =>
    sent.find((body) => (body['event'] as Json | undefined)?.['type'] === name);

  it('answers is of every method that there is', () => {
    const uncalled = Object.keys(METHODS).filter((name) => !answered.has(name));
    // Asked for with the app's own token, by test/sandbox/socket-mode.test.ts.
    expect(uncalled).toEqual(['apps.connections.open']);
  });

  it.each(Object.keys(METHODS).filter((name) => name !== 'apps.connections.open'))(
    'answers to %s has Slack’s keys and types',
    (method) => {
      const sample = sampleOf('api', method) ?? responseSample(method);
      expect(unlike(answered.get(method), sample)).toEqual([]);
    },
  );

  it.each(['block_actions', 'message_action', 'view_submission', 'view_closed'])(
    'sends as %s has Slack’s keys and types',
    (type) => {
      const payloads = sent.filter((body) => body['type'] === type);
      expect(payloads.length).toBeGreaterThan(0);
      expect(payloads.flatMap((body) => unlike(body, sampleOf('sent', type)))).toEqual([]);
    },
  );

  it('sends as a command has Slack’s keys and types', () => {
    const command = sent.find((body) => 'command' in body);
    expect(unlike(command, sampleOf('sent', 'command'))).toEqual([]);
  });

  it.each(events.filter((name) => !missing.includes(name)))(
    'sends as the event %s has Slack’s keys and types',
    (name) => {
      expect(unlike(arrived(name), sampleOf('sent', name), ...envelopes())).toEqual([]);
    },
  );
});
