/** People, conversations, messages and views as Slack writes them. */
import type { Core } from '../core.ts';
import { textAt, type Json } from '../json.ts';
import { messagesOf, repliesOf } from '../state/find.ts';
import type { Conversation, Message, Person, ViewRecord } from '../state/world.ts';

const seconds = (at: number): number => Math.floor(at / 1000);

/** By zone and style: to make one takes a hundred times as long as to use it. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** What a zone is called at an instant: `Central European Summer Time`, or `GMT+02:00`. */
function zoneName(tz: string, at: number, timeZoneName: 'long' | 'longOffset'): string | undefined {
  const key = `${tz} ${timeZoneName}`;
  const format = formats.get(key) ?? new Intl.DateTimeFormat('en-US', { timeZone: tz, timeZoneName });
  formats.set(key, format);
  return format.formatToParts(at).find((part) => part.type === 'timeZoneName')?.value;
}

/** Seconds east of UTC in a zone at an instant. */
export function zoneOffset(tz: string, at: number): number {
  const match = /GMT([+-])(\d\d):(\d\d)/.exec(zoneName(tz, at, 'longOffset') ?? '');
  if (!match) return 0;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 3600 + Number(match[3]) * 60);
}

/** A user object. People of other organisations come without e-mail and language. */
export function personJson(core: Core, person: Person, includeLocale = false): Json {
  const isExternal = person.teamId !== core.install.teamId;
  const now = core.clock.now();
  const hasStatus = person.statusExpiration === 0 || person.statusExpiration > seconds(now);
  const showsEmail = !isExternal && !person.isBot && core.app.scopes.has('users:read.email');
  const [first = '', ...rest] = person.realName.split(' ');
  return {
    id: person.id,
    team_id: person.teamId,
    name: person.handle,
    deleted: person.isDeleted,
    color: '4bbe2e',
    real_name: person.realName,
    tz: person.tz,
    tz_label: zoneName(person.tz, now, 'long') ?? person.tz,
    tz_offset: zoneOffset(person.tz, now),
    profile: {
      title: person.title,
      phone: '',
      skype: '',
      real_name: person.realName,
      real_name_normalized: person.realName.normalize('NFKD').replace(/\p{M}/gu, ''),
      display_name: first,
      display_name_normalized: first.normalize('NFKD').replace(/\p{M}/gu, ''),
      first_name: first,
      last_name: rest.join(' '),
      status_text: hasStatus ? person.statusText : '',
      status_text_canonical: '',
      status_emoji: hasStatus ? person.statusEmoji : '',
      status_emoji_display_info: [],
      status_expiration: hasStatus ? person.statusExpiration : 0,
      avatar_hash: 'sandbox',
      always_active: person.isBot,
      team: person.teamId,
      ...(showsEmail ? { email: person.email } : {}),
      ...(person.isBot ? { bot_id: core.install.botId, api_app_id: core.app.id } : {}),
    },
    is_admin: person.isAdmin,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: person.isGuest,
    is_ultra_restricted: false,
    is_bot: person.isBot,
    is_app_user: false,
    is_email_confirmed: !person.isBot,
    is_workflow_bot: false,
    updated: seconds(person.updatedAt),
    ...(includeLocale && !isExternal ? { locale: person.locale } : {}),
  };
}

/** A conversation object as the bot sees it. */
export function conversationJson(core: Core, conversation: Conversation, withCount = false): Json {
  const bot = core.install.botUserId;
  const created = seconds(conversation.createdAt);
  if (conversation.kind === 'im') {
    const other = conversation.members.find((id) => id !== bot) ?? '';
    return {
      id: conversation.id,
      created,
      is_archived: false,
      is_im: true,
      is_org_shared: false,
      context_team_id: core.install.teamId,
      updated: conversation.createdAt,
      user: other,
      is_user_deleted: core.world.people.some((person) => person.id === other && person.isDeleted),
      is_open: true,
      priority: 0,
    };
  }
  const isShared = conversation.teamIds.length > 1;
  const others = conversation.teamIds.filter((id) => id !== core.install.teamId);
  return {
    id: conversation.id,
    name: conversation.name,
    name_normalized: conversation.name,
    is_channel: conversation.kind === 'public',
    is_group: conversation.kind === 'private',
    is_im: false,
    is_mpim: false,
    is_private: conversation.kind === 'private',
    created,
    creator: conversation.creator,
    is_archived: conversation.isArchived,
    is_general: conversation.isGeneral,
    unlinked: 0,
    is_shared: isShared,
    is_ext_shared: isShared,
    is_org_shared: false,
    is_pending_ext_shared: false,
    pending_shared: [],
    pending_connected_team_ids: [],
    shared_team_ids: conversation.teamIds,
    internal_team_ids: [],
    ...(isShared ? { connected_team_ids: others, conversation_host_id: conversation.teamIds[0] } : {}),
    context_team_id: core.install.teamId,
    updated: conversation.createdAt,
    is_member: conversation.members.includes(bot),
    topic: { value: conversation.topic, creator: conversation.creator, last_set: created },
    purpose: { value: conversation.purpose, creator: conversation.creator, last_set: created },
    previous_names: conversation.previousNames,
    properties: {},
    ...(withCount ? { num_members: conversation.members.length } : {}),
  };
}

/** A channel as `conversations.list` gives it: not with whom it is shared. */
export function listedConversation(core: Core, conversation: Conversation): Json {
  return {
    ...conversationJson(core, conversation, conversation.kind !== 'im'),
    connected_team_ids: undefined,
  };
}

/** A message object; the payload of its metadata only when asked for. */
export function messageJson(core: Core, message: Message, withMetadata = true): Json {
  const isBot = message.userId === core.install.botUserId;
  const replies = message.threadTs === null ? repliesOf(core.world, message.channelId, message.ts) : [];
  const last = replies.at(-1);
  const first = messagesOf(core.world, message.channelId).find((each) => each.ts === message.threadTs);
  return {
    type: 'message',
    ...(message.isThreadBroadcast ? { subtype: 'thread_broadcast' } : {}),
    user: message.userId,
    team: message.teamId,
    text: message.text,
    ts: message.ts,
    ...(isBot
      ? {
          bot_id: core.install.botId,
          app_id: core.app.id,
          bot_profile: {
            id: core.install.botId,
            app_id: core.app.id,
            name: core.app.name,
            icons: {},
            deleted: false,
            updated: 0,
            team_id: core.install.teamId,
          },
        }
      : {}),
    ...(message.blocks.length > 0 ? { blocks: message.blocks } : {}),
    ...(message.files === undefined ? {} : { files: message.files.map((id) => fileJson(core, id)) }),
    ...(message.editedTs
      ? { edited: { user: isBot ? core.install.botId : message.userId, ts: message.editedTs } }
      : {}),
    ...(message.threadTs ? { thread_ts: message.threadTs, parent_user_id: first?.userId } : {}),
    ...(last
      ? {
          thread_ts: message.ts,
          reply_count: replies.length,
          reply_users_count: new Set(replies.map((reply) => reply.userId)).size,
          reply_users: [...new Set(replies.map((reply) => reply.userId))],
          latest_reply: last.ts,
          is_locked: false,
          subscribed: false,
        }
      : {}),
    ...(message.metadata
      ? { metadata: withMetadata ? message.metadata : { event_type: textAt(message.metadata, 'event_type') } }
      : {}),
  };
}

/** A file as it stands in a message: what was deleted leaves a tombstone. */
function fileJson(core: Core, id: string): Json {
  const upload = core.world.uploads.find((one) => one.id === id);
  if (upload === undefined) return { id, mode: 'tombstone' };
  return { id, name: upload.name, title: upload.title, size: upload.length, mode: 'hosted' };
}

/** A view object as the app receives it. */
export function viewJson(core: Core, record: ViewRecord): Json {
  const view = record.view;
  const isModal = view['type'] === 'modal';
  return {
    id: record.id,
    team_id: record.teamId,
    type: view['type'],
    blocks: view['blocks'],
    private_metadata: textAt(view, 'private_metadata'),
    callback_id: textAt(view, 'callback_id'),
    state: { values: record.values },
    hash: record.hash,
    title: view['title'] ?? { type: 'plain_text', text: 'View Title', emoji: true },
    clear_on_close: view['clear_on_close'] === true,
    notify_on_close: view['notify_on_close'] === true,
    close: view['close'] ?? null,
    submit: view['submit'] ?? null,
    submit_disabled: false,
    previous_view_id: record.previousId,
    root_view_id: isModal ? record.rootId : record.id,
    app_id: core.app.id,
    external_id: textAt(view, 'external_id'),
    app_installed_team_id: core.install.teamId,
    bot_id: core.install.botId,
  };
}
