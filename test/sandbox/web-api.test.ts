import type { UsersListResponse } from '@slack/web-api';
import { aMinuteLater, errorOf, manifest, startFixture, type Fixture } from './fixture.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await startFixture();
});
beforeEach(() => aMinuteLater(fixture));
afterAll(() => fixture.close());

const post = (channel: string, over: object = {}) =>
  fixture.client.chat.postMessage({ channel, text: 'hello', ...over });

describe('the Web API', () => {
  it('tells the bot who it is', async () => {
    const answer = await fixture.client.auth.test();
    expect(answer).toMatchObject({
      ok: true,
      team_id: 'T0LINDGROVE',
      user_id: 'U0LOREBOT',
      bot_id: 'B0LORE0001',
    });
    expect(answer.response_metadata?.scopes).toContain('chat:write');
  });

  it('posts, changes and deletes a message', async () => {
    const posted = await post('C0WEBSITE');
    const first = { channel: 'C0WEBSITE', ts: posted.ts ?? '' };
    expect(posted.message).toMatchObject({ text: 'hello', bot_id: 'B0LORE0001' });
    const blocks = [{ type: 'divider' as const }];
    expect((await fixture.client.chat.update({ ...first, text: 'more', blocks })).text).toBe('more');
    await fixture.client.chat.update({ ...first, text: 'no blocks any more' });
    const history = await fixture.client.conversations.history({ channel: 'C0WEBSITE', limit: 1 });
    expect(history.messages?.[0]).toMatchObject({ ts: posted.ts, text: 'no blocks any more' });
    expect(history.messages?.[0]).not.toHaveProperty('blocks');
    await fixture.client.chat.delete(first);
    expect(await errorOf(fixture.client.chat.delete(first))).toBe('message_not_found');
  });

  it.each([
    ['not_in_channel', 'C0COFFEE'],
    ['channel_not_found', 'C0BUDGET'],
    ['channel_not_found', 'C0NOWHERE'],
    ['channel_not_found', 'U0MARA'],
    ['is_archived', 'C0SPRING'],
  ])('refuses a post with %s in %s', async (error, channel) => {
    expect(await errorOf(post(channel))).toBe(error);
  });

  it('refuses an empty message, a long one, a reply to nothing and to a reply', async () => {
    expect(await errorOf(post('C0WEBSITE', { text: ' ' }))).toBe('no_text');
    expect(await errorOf(post('C0WEBSITE', { text: 'x'.repeat(40_001) }))).toBe('msg_too_long');
    expect(await errorOf(post('C0WEBSITE', { thread_ts: '1.000001' }))).toBe('thread_not_found');
    aMinuteLater(fixture);
    const first = await post('C0WEBSITE');
    const reply = await post('C0WEBSITE', { thread_ts: first.ts });
    expect(await errorOf(post('C0WEBSITE', { thread_ts: reply.ts }))).toBe('cannot_reply_to_message');
    const thread = await fixture.client.conversations.replies({ channel: 'C0WEBSITE', ts: first.ts ?? '' });
    expect(thread.messages?.map((message) => message.ts)).toEqual([first.ts, reply.ts]);
    expect(thread.messages?.[0]).toMatchObject({ reply_count: 1, latest_reply: reply.ts });
  });

  it('does not let the bot change what a person wrote', async () => {
    const ts = fixture.sandbox.world.messages['C0WEBSITE']?.[0]?.ts ?? '';
    const own = { channel: 'C0WEBSITE', ts };
    expect(await errorOf(fixture.client.chat.update({ ...own, text: 'mine' }))).toBe('cant_update_message');
    expect(await errorOf(fixture.client.chat.delete(own))).toBe('cant_delete_message');
  });

  it('keeps the payload of metadata for those who ask for it', async () => {
    const metadata = { event_type: 'lore_post', event_payload: { delivery_id: 'd1' } };
    await post('C0LEARNING', { metadata });
    const read = (include_all_metadata: boolean) =>
      fixture.client.conversations.history({ channel: 'C0LEARNING', limit: 1, include_all_metadata });
    expect((await read(true)).messages?.[0]?.metadata).toEqual(metadata);
    expect((await read(false)).messages?.[0]?.metadata).toEqual({ event_type: 'lore_post' });
    const deep = { event_type: 'x', event_payload: { a: { b: { c: 1 } } } };
    expect(await errorOf(post('C0LEARNING', { metadata: deep }))).toBe('invalid_metadata_schema');
  });

  it('shows an ephemeral message to members only, and finds it again for nobody', async () => {
    const to = (user: string) =>
      fixture.client.chat.postEphemeral({ channel: 'C0WEBSITE', user, text: 'psst' });
    expect(await errorOf(to('U0SEUN'))).toBe('user_not_in_channel');
    const { message_ts: ts = '' } = await to('U0MARA');
    expect(await errorOf(fixture.client.chat.update({ channel: 'C0WEBSITE', ts, text: 'x' }))).toBe(
      'message_not_found',
    );
  });

  it('opens the same direct conversation every time, and none with people it must not', async () => {
    const first = await fixture.client.conversations.open({ users: 'U0MARA' });
    expect(first.channel?.id).toBe('D0MARA');
    expect(await fixture.client.conversations.open({ users: 'U0MARA' })).toMatchObject({
      already_open: true,
    });
    const open = (users: string) => errorOf(fixture.client.conversations.open({ users }));
    expect(await open('U0LEILA')).toBe('user_disabled');
    expect(await open('U0FREYA')).toBe('user_not_visible');
    expect(await open('U0NOBODY')).toBe('user_not_found');
    expect(await open('U0LOREBOT')).toBe('cannot_dm_bot');
  });

  it('lists people page by page, without those of other organisations', async () => {
    const ids: (string | undefined)[] = [];
    let pages = 0;
    for await (const page of fixture.client.paginate('users.list', { limit: 5 })) {
      pages += 1;
      ids.push(...((page as UsersListResponse).members ?? []).map((member) => member.id));
    }
    expect(pages).toBe(4);
    expect(new Set(ids).size).toBe(17);
    expect(ids).not.toContain('U0FREYA');
    expect(await errorOf(fixture.client.users.list({ cursor: 'nonsense' }))).toBe('invalid_cursor');
  });

  it('tells zone, status and, when asked, language; of other organisations’ people no language and no e-mail', async () => {
    const jonas = await fixture.client.users.info({ user: 'U0JONAS', include_locale: true });
    expect(jonas.user).toMatchObject({ tz: 'Europe/Berlin', locale: 'de-DE', is_restricted: false });
    expect(jonas.user?.profile).toMatchObject({ status_text: 'Vacationing', status_emoji: ':palm_tree:' });
    expect((await fixture.client.users.info({ user: 'U0JONAS' })).user).not.toHaveProperty('locale');
    const freya = await fixture.client.users.info({ user: 'U0FREYA', include_locale: true });
    expect(freya.user).toMatchObject({ team_id: 'T0HARBOUR01' });
    expect(freya.user).not.toHaveProperty('locale');
    expect(freya.user?.profile).not.toHaveProperty('email');
    expect((await fixture.client.users.info({ user: 'U0SAM' })).user?.is_restricted).toBe(true);
  });

  it('tells who is in a channel, page by page, and whether it is shared', async () => {
    const page = await fixture.client.conversations.members({ channel: 'C0HARBOUR', limit: 5 });
    expect(page.members).toHaveLength(5);
    const rest = await fixture.client.conversations.members({
      channel: 'C0HARBOUR',
      cursor: page.response_metadata?.next_cursor ?? '',
    });
    expect([...(page.members ?? []), ...(rest.members ?? [])]).toContain('U0LOREBOT');
    const info = await fixture.client.conversations.info({ channel: 'C0HARBOUR', include_num_members: true });
    expect(info.channel).toMatchObject({ is_ext_shared: true, is_member: true, num_members: 8 });
    expect(await errorOf(fixture.client.conversations.info({ channel: 'C0BUDGET' }))).toBe(
      'channel_not_found',
    );
    const all = await fixture.client.conversations.list({ types: 'public_channel,private_channel,im' });
    const names = all.channels?.map((channel) => channel.name);
    expect(names).toContain('people-private');
    expect(names).not.toContain('budget-round');
  });

  it('refuses unknown methods, no token and a wrong one', async () => {
    expect(await errorOf(fixture.client.apiCall('chat.meMessage'))).toBe('unknown_method');
    const raw = (token?: string) =>
      fetch(`${fixture.sandbox.url}/api/auth.test`, {
        method: 'POST',
        headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
      }).then((response) => response.json());
    expect(await raw()).toEqual({ ok: false, error: 'not_authed' });
    expect(await raw('xoxb-wrong')).toEqual({ ok: false, error: 'invalid_auth' });
  });

  it('takes JSON bodies and a token in the body', async () => {
    const answer = await fetch(`${fixture.sandbox.url}/api/chat.postMessage`, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8', authorization: 'Bearer xoxb-test-token' },
      body: JSON.stringify({ channel: 'C0WEBSITE', text: 'as JSON', blocks: [{ type: 'divider' }] }),
    });
    expect(await answer.json()).toMatchObject({ ok: true });
    const form = await fetch(`${fixture.sandbox.url}/api/auth.test`, {
      method: 'POST',
      body: new URLSearchParams({ token: 'xoxb-test-token' }),
    });
    expect(await form.json()).toMatchObject({ ok: true });
  });

  it('gives every message of a channel a later ts than the one before', async () => {
    const many = await Promise.all(Array.from({ length: 4 }, () => post('C0LEARNING')));
    expect(new Set(many.map((message) => message.ts)).size).toBe(4);
    const stored = (fixture.sandbox.world.messages['C0LEARNING'] ?? []).map((message) => Number(message.ts));
    expect(stored).toEqual([...stored].sort((a, b) => a - b));
  });
});

describe('without a scope', () => {
  it('a call is refused and told which scope it needs', async () => {
    const small = await startFixture(undefined, {
      manifest: manifest({ scopes: ['chat:write', 'channels:read'] }),
    });
    const answer = (name: string, args: Record<string, unknown>) =>
      small.client.apiCall(name, args).catch((error: unknown) => (error as { data: unknown }).data);
    expect(await answer('users.info', { user: 'U0MARA' })).toMatchObject({
      error: 'missing_scope',
      needed: 'users:read',
      provided: 'chat:write,channels:read',
    });
    const needed = async (name: string, channel: string) =>
      (await answer(name, { channel, users: 'U0MARA' })) as { needed?: string };
    expect(await needed('conversations.history', 'C0WEBSITE')).toMatchObject({ needed: 'channels:history' });
    expect(await needed('conversations.members', 'C0PEOPLE')).toMatchObject({ needed: 'groups:read' });
    expect(await answer('conversations.open', { users: 'U0MARA' })).toMatchObject({ needed: 'im:write' });
    await small.close();
  });
});
