/** Files: announced, sent to an address of their own, shared once, deleted. */
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
    expect(await errorOf(begin({ length: 0 }))).toBe('invalid_arguments');
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
