/** Messages, modals and Home as the page shows them. */
import type { KnownBlock, View } from '@slack/types';
import { SLACKBOT } from '../company/slackbot.ts';
import type { Core } from '../core.ts';
import { listAt, objectAt, textAt } from '../json.ts';
import type { FileView, MessageView, OpenView } from '../protocol.ts';
import type { PreviewView } from '../preview-view.ts';
import { findPerson, repliesOf } from '../state/find.ts';
import type { LinkUnfurl, Message } from '../state/world.ts';
import { addressOf, withAddresses } from '../web-api/shown-files.ts';

// Blocks and views were checked when they came in.
const asBlocks = (blocks: unknown): KnownBlock[] => blocks as KnownBlock[];
const asView = (view: unknown): View => view as View;

/** A message as the page shows it. */
export function messageView(core: Core, message: Message): MessageView {
  const isBot = core.world.tokens.some(({ botUserId }) => botUserId === message.userId);
  const author = isBot ? core.app.name : message.userId === SLACKBOT ? 'Slackbot' : undefined;
  return {
    ts: message.ts,
    channelId: message.channelId,
    userId: isBot ? null : message.userId,
    author: author ?? findPerson(core.world, message.userId)?.realName ?? message.userId,
    isBot: author !== undefined,
    text: message.text,
    blocks: asBlocks(withAddresses(core, message)),
    threadTs: message.threadTs,
    replyCount: message.threadTs === null ? repliesOf(core.world, message.channelId, message.ts).length : 0,
    isEdited: message.editedTs !== null,
    isEphemeral: message.ephemeralTo !== null,
    isBroadcast: message.isThreadBroadcast,
    files: (message.files ?? []).map((id) => fileView(core, id)),
    previews: (message.previews ?? []).map(previewView),
  };
}

function previewView({ url, blocks, entity }: LinkUnfurl): PreviewView {
  if (entity === null) return { url, blocks: asBlocks(blocks), title: null, fields: [] };
  const payload = objectAt(entity, 'entity_payload');
  const title = textAt(objectAt(objectAt(payload, 'attributes'), 'title'), 'text');
  const fields = listAt(payload, 'custom_fields').map((field) => ({
    label: textAt(field, 'label'),
    value: textAt(field, 'value'),
  }));
  return { url, blocks: [], title, fields };
}

function fileView(core: Core, id: string): FileView | null {
  const upload = core.world.uploads.find((one) => one.id === id);
  return upload === undefined ? null : { title: upload.title, name: upload.name, url: addressOf(upload) };
}

/** A person's open modals, topmost last. */
export const openViews = (core: Core, userId: string): OpenView[] =>
  core.world.modals
    .filter((modal) => modal.userId === userId)
    .map(({ id, hash, view }) => ({ id, hash, view: asView(view), appName: core.app.name }));

/** A person's Home as published last. */
export function homeView(core: Core, userId: string): { view: View | null; hash: string } {
  const record = core.world.homes[userId];
  return { view: record ? asView(record.view) : null, hash: record?.hash ?? '' };
}
