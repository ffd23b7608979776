/** files.*: a file is announced, its bytes are sent to an address that Slack gives for it, and then it is shared. */
import { isUtf8 } from 'node:buffer';
import type { Core } from '../core.ts';
import { isJson, textAt, type Json } from '../json.ts';
import { addMessage, changeFiles } from '../state/changes.ts';
import { findConversation } from '../state/find.ts';
import { newId, secret } from '../state/ids.ts';
import type { Conversation, Upload } from '../state/world.ts';
import type { Args } from './args.ts';
import { findToPost } from './content.ts';
import { fail, ok, type Method } from './method.ts';
import { PROCESSING_MS } from './shown-files.ts';

const getUploadURLExternal: Method = {
  scope: 'files:write',
  run: (core, args) => {
    const name = args.text('filename');
    const length = args.text('length');
    // Slack's word for a file of no bytes too.
    if (name === '' || Number(length) === 0) return fail('missing_argument');
    if (!/^[1-9]\d{0,9}$/.test(length)) return fail('invalid_arguments');
    const upload: Upload = {
      id: newId(core.world, 'F'),
      name,
      length: Number(length),
      key: secret(),
      content: null,
      title: name,
      isShared: false,
    };
    core.world.uploads.push(upload);
    core.changed();
    return ok({ upload_url: `${core.url()}/upload/${upload.key}`, file_id: upload.id });
  },
};

/** Takes the bytes of a file that was announced, once and whole. Gives the HTTP status. */
export function takeUpload(core: Core, key: string, content: Buffer): 200 | 400 | 404 {
  const upload = core.world.uploads.find((one) => one.key === key && one.content === null);
  const status = upload === undefined ? 404 : content.length === upload.length ? 200 : 400;
  if (upload !== undefined && status === 200) {
    upload.isBinary = !isUtf8(content);
    upload.content = content.toString(upload.isBinary ? 'base64' : 'utf8');
  }
  core.changed();
  core.exchanges.add({
    at: core.clock.now(),
    direction: 'from app',
    what: 'upload_url',
    outcome: `HTTP ${status}`,
    durationMs: 0,
    request: { size: content.length },
    answer: null,
  });
  return status;
}

/** The bytes of a file, for whoever has its address; `null` when there is none. */
export function fileContent(core: Core, key: string): Buffer<ArrayBuffer> | null {
  const upload = core.world.uploads.find((one) => one.key === key);
  if (upload?.isShared !== true || upload.content === null) return null;
  return Buffer.from(upload.content, upload.isBinary === true ? 'base64' : 'utf8');
}

/** The files that were named, all of them uploaded and none of them shared; or Slack's refusal. */
function uploaded(core: Core, args: Args): Upload[] | { refusal: Json } {
  const named = args.json('files');
  if (named === undefined) return { refusal: fail('missing_argument') };
  if (!Array.isArray(named) || named.length === 0) return { refusal: fail('invalid_arguments') };
  const found: Upload[] = [];
  for (const one of named) {
    const upload = core.world.uploads.find(({ id }) => isJson(one) && id === textAt(one, 'id'));
    if (upload === undefined || upload.content === null || upload.isShared)
      return { refusal: fail('file_not_found') };
    const title = isJson(one) ? textAt(one, 'title') : '';
    if (title !== '') upload.title = title;
    found.push(upload);
  }
  return found;
}

const completeUploadExternal: Method = {
  scope: 'files:write',
  run: (core, args) => {
    const found = uploaded(core, args);
    if ('refusal' in found) return found.refusal;
    const channel = args.text('channel_id');
    // Without a channel it stays the app's own.
    if (channel !== '') {
      const place = findToPost(core, channel);
      if ('refusal' in place) return place.refusal;
      addMessage(core, {
        channelId: place.conversation.id,
        userId: core.install.botUserId,
        text: args.text('initial_comment'),
        files: found.map(({ id }) => id),
      });
    }
    for (const upload of found) {
      upload.isShared = true;
      upload.readyAt = core.clock.now() + PROCESSING_MS;
      if (channel !== '') upload.shownIn = channel;
    }
    core.changed();
    return ok({ files: found.map(({ id, title }) => ({ id, title })) });
  },
};

/** Whom a file is for: the conversation that shows it, or the app alone. */
const info: Method = {
  scope: 'files:read',
  run: (core, args) => {
    const upload = core.world.uploads.find((one) => one.id === args.text('file') && one.isShared);
    if (upload === undefined) return fail('file_not_found');
    const place = findConversation(core.world, upload.shownIn ?? '');
    const idsOf = (kind: Conversation['kind']) => (place?.kind === kind ? [place.id] : []);
    return ok({
      file: {
        id: upload.id,
        name: upload.name,
        title: upload.title,
        size: upload.length,
        user: core.install.botUserId,
        mode: 'hosted',
        is_external: false,
        is_public: place?.kind === 'public',
        public_url_shared: false,
        channels: idsOf('public'),
        groups: idsOf('private'),
        ims: idsOf('im'),
      },
    });
  },
};

/** Its message stays, and says that a file was deleted. */
const remove: Method = {
  scope: 'files:write',
  run: (core, args) => {
    const id = args.text('file');
    const index = core.world.uploads.findIndex((one) => one.id === id);
    if (index === -1) return fail('file_not_found');
    core.world.uploads.splice(index, 1);
    changeFiles(core, id);
    return ok();
  },
};

export const files: Readonly<Record<string, Method>> = {
  'files.getUploadURLExternal': getUploadURLExternal,
  'files.completeUploadExternal': completeUploadExternal,
  'files.info': info,
  'files.delete': remove,
};
