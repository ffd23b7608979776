/** Files: announced, sent to an address of their own, shared once, deleted. */
import type { KnownBlock } from '@slack/types';
import { messageView } from '../../sandbox/page-api/shown.ts';
import { PROCESSING_MS } from '../../sandbox/web-api/shown-files.ts';
import { errorOf, manifest, startFixture, type Fixture } from './fixture.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await startFixture();
});
afterAll(() => fixture.close());

const announce = async (content = 'ä # hello') => {
  const length = Buffer.byteLength(content);
  const { upload_url: url = '', file_id: id = '' } = await fixture.client.files.getUploadURLExternal({
    filename: 'notes.md',
    length,
  });
  return { url, id, content };
};
const sendTo = (url: string, body: string) => fetch(url, { method: 'POST', body });
const complete = (id: string, channel = 'C0WEBSITE') =>
  fixture.client.files.completeUploadExternal({
    files: [{ id, title: 'Notes' }],
    channel_id: channel,
    initial_comment: 'Here',
  });
const last = async () => {
  const { messages } = await fixture.client.conversations.history({ channel: 'C0WEBSITE', limit: 1 });
  return messages?.[0];
};

describe('a file', () => {
  it('is shared in a message once its bytes are there, and only once', async () => {
    const { url, id, content } = await announce();
    expect(await errorOf(complete(id))).toBe('file_not_found');
    expect((await sendTo(url, 'something else')).status).toBe(400);
    expect((await sendTo(url, content)).status).toBe(200);
    // The address takes it once.
    expect((await sendTo(url, content)).status).toBe(404);
    expect((await complete(id)).files).toEqual([{ id, title: 'Notes' }]);
    expect(await errorOf(complete(id))).toBe('file_not_found');
    expect(await last()).toMatchObject({ text: 'Here', files: [{ id, name: 'notes.md', title: 'Notes' }] });
  });

  it('leaves a tombstone in its message when it is deleted', async () => {
    const { url, id, content } = await announce();
    await sendTo(url, content);
    await complete(id);
    await fixture.client.files.delete({ file: id });
    expect(await last()).toMatchObject({ files: [{ id, mode: 'tombstone' }] });
    expect(await errorOf(fixture.client.files.delete({ file: id }))).toBe('file_not_found');
  });

  it('is refused where a message would be, and stays to be shared elsewhere', async () => {
    const { url, id, content } = await announce();
    await sendTo(url, content);
    expect(await errorOf(complete(id, 'C0COFFEE'))).toBe('not_in_channel');
    expect(await errorOf(complete(id, 'C0NOWHERE'))).toBe('channel_not_found');
    expect((await complete(id)).ok).toBe(true);
  });

  it('needs a name and a length, and the scope', async () => {
    const begin = (over: object) =>
      fixture.client.apiCall('files.getUploadURLExternal', { filename: 'a.md', length: 3, ...over });
    expect(await errorOf(begin({ filename: '' }))).toBe('missing_argument');
    expect(await errorOf(begin({ length: 0 }))).toBe('missing_argument');
    expect(await errorOf(begin({ length: -1 }))).toBe('invalid_arguments');
    const without = await startFixture(undefined, { manifest: manifest({ scopes: ['chat:write'] }) });
    try {
      expect(await errorOf(without.client.files.getUploadURLExternal({ filename: 'a.md', length: 3 }))).toBe(
        'missing_scope',
      );
    } finally {
      await without.close();
    }
  });
});

describe('a file that a message shows', () => {
  const png = Buffer.concat([Buffer.from([0x89]), Buffer.from('PNG'), Buffer.from([0xff, 0x00, 0xfe])]);

  /** Uploaded without a channel: nobody sees it yet. */
  const upload = async () => {
    const { client } = fixture;
    const { upload_url: url = '', file_id: id = '' } = await client.files.getUploadURLExternal({
      filename: 'picture.png',
      length: png.length,
    });
    await fetch(url, { method: 'POST', body: new Uint8Array(png) });
    await client.files.completeUploadExternal({ files: [{ id, title: 'Votes' }] });
    return id;
  };
  const image = (id: string): KnownBlock => ({
    type: 'image',
    block_id: id,
    alt_text: 'Votes: 3',
    slack_file: { id },
  });
  const post = (id: string, channel = 'C0WEBSITE') =>
    fixture.client.chat.postMessage({ channel, text: 'Votes', blocks: [image(id)] });
  const later = (ms = PROCESSING_MS) => {
    const { clock } = fixture.sandbox.core;
    clock.set(clock.now() + ms);
  };
  const seenIn = (channel: string) => {
    const message = fixture.sandbox.world.messages[channel]?.at(-1);
    return message === undefined ? undefined : messageView(fixture.sandbox.core, message).blocks[0];
  };

  it('is refused until it is uploaded, completed and processed, by the sandbox’s own clock', async () => {
    expect(await errorOf(post('F0NOBODY'))).toBe('invalid_blocks');
    const { file_id: announced = '' } = await fixture.client.files.getUploadURLExternal({
      filename: 'picture.png',
      length: 7,
    });
    expect(await errorOf(post(announced))).toBe('invalid_blocks');
    const id = await upload();
    const refused: unknown = await post(id).catch((error: unknown) => error);
    expect(JSON.stringify(refused)).toContain('invalid slack file [json-pointer:/blocks/0/slack_file]');
    later();
    expect((await post(id)).ok).toBe(true);
  });

  it('is seen with its alt text in the conversation that shows it first, and in no other', async () => {
    const id = await upload();
    later();
    await post(id);
    const block = seenIn('C0WEBSITE');
    expect(block).toMatchObject({ type: 'image', alt_text: 'Votes: 3' });
    const address = new URL((block as { image_url: string }).image_url, fixture.sandbox.url);
    const answer = await fetch(address);
    expect(answer.headers.get('content-type')).toBe('image/png');
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(png);
    await post(id, 'C0LEARNING');
    expect(seenIn('C0LEARNING')).not.toHaveProperty('image_url');
  });

  it('is no longer seen once it is deleted, and then no message takes it', async () => {
    const id = await upload();
    later();
    const { ts = '' } = await post(id);
    await fixture.client.files.delete({ file: id });
    expect(seenIn('C0WEBSITE')).not.toHaveProperty('image_url');
    const again = fixture.client.chat.update({ channel: 'C0WEBSITE', ts, text: 'x', blocks: [image(id)] });
    expect(await errorOf(again)).toBe('invalid_blocks');
  });

  it('stands in messages for everybody alone: not for one person, not in a view', async () => {
    const id = await upload();
    later();
    const toOne = fixture.client.chat.postEphemeral({
      channel: 'C0WEBSITE',
      user: 'U0MARA',
      text: 'x',
      blocks: [image(id)],
    });
    expect(await errorOf(toOne)).toBe('invalid_blocks');
    const home = fixture.client.views.publish({
      user_id: 'U0MARA',
      view: { type: 'home', blocks: [image(id)] },
    });
    expect(await errorOf(home)).toMatch(/^invalid_(arguments|blocks)$/);
  });
});
