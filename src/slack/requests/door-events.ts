/**
 * Events by which somebody reads in Slack itself: they wrote to Lore in its Messages tab, a link to one of its pages stands in a message, or they opened
 * such a link beside the conversation. Lore's own screens (`system/asking`, `system/previews`) say what is shown, with the access of who reads it.
 */
import { z } from 'zod';
import type { Asked } from '#core/asking.ts';
import { type DocumentRef, mostLinks } from '#core/document.ts';
import { channelId, type ChannelId, isId, type TeamId, type UserId, userId } from '#core/ids.ts';
import type { LinkPreview, OpenedLink } from '#core/link-preview.ts';
import { microsOf, tsOf } from '#core/message-ts.ts';
import { documentRef, readPath, refAt } from '#core/read-path.ts';
import type { IncomingEvent } from '../../jobs/inbox.ts';
import type { Messenger } from '../../jobs/messenger.ts';
import type { HeardQuestions } from './heard-questions.ts';

/** What Lore's own screens do. */
export interface Doors {
  /** Answers once, however often it is called. */
  readonly answer: (team: TeamId, asked: Asked) => Promise<void>;
  /** Shows what the channel may read, once. @returns `false`: nothing of it, since Lore is not in that channel or it is shared with others */
  readonly preview: (
    team: TeamId,
    at: { readonly channel: ChannelId; readonly micros: number },
    refs: readonly DocumentRef[],
  ) => Promise<boolean>;
  /** That they are something in Lore, and no more. @param user whose language it is in */
  readonly hidden: (
    team: TeamId,
    user: UserId | null,
    refs: readonly DocumentRef[],
  ) => Promise<readonly LinkPreview[]>;
  /** @returns `null`: it is not there for them */
  readonly open: (team: TeamId, user: UserId, ref: DocumentRef) => Promise<OpenedLink | null>;
}

export interface DoorParts {
  readonly doors: Doors;
  readonly heard: HeardQuestions;
  readonly messenger: Pick<Messenger, 'preview'>;
  readonly readQuestion: (
    team: TeamId,
    channel: ChannelId,
    at: { readonly ts: string; readonly root: string },
  ) => Promise<string | null>;
  /** @param opened `null`: that it is not there for them */
  readonly present: (team: TeamId, trigger: string, opened: OpenedLink | null) => Promise<unknown>;
}

const id = z.string().refine(isId);
const ref = z.object({ kind: z.string(), id: z.string() });

/** What is stored of them until they are handled. */
export const doorFields = {
  ts: z.string().optional(),
  thread_ts: z.string().optional(),
  /** Who wrote the first message of the thread. */
  parent_user_id: id.optional(),
  message_ts: z.string().optional(),
  unfurl_id: z.string().optional(),
  source: z.string().optional(),
  trigger_id: z.string().optional(),
  /** Lore's own pages among the links, or what was opened. */
  refs: z.array(ref).optional(),
};

/** What is looked at as they come, and not stored. */
export const doorFieldsHeard: readonly string[] = [
  ...['text', 'subtype', 'bot_id', 'app_id', 'hidden', 'links', 'external_ref'],
];

export const doorEvents: ReadonlySet<string> = new Set([
  'message',
  'link_shared',
  'entity_details_requested',
]);

const fields = z.object({
  ...doorFields,
  channel: id.optional(),
  user: id.optional(),
});

/** A message that somebody wrote, and not Slack, an app, or an edit of one. */
const writtenBySomebody = z.object({
  channel_type: z.literal('im'),
  channel: id,
  user: id,
  ts: z.string().refine((ts) => microsOf(ts) !== null),
  text: z.string().catch(''),
  subtype: z.enum(['file_share', 'thread_broadcast']).optional(),
  bot_id: z.never().optional(),
  app_id: z.never().optional(),
  hidden: z.literal(false).optional(),
});

const links = z.array(z.object({ url: z.string() }).catch({ url: '' })).catch([]);

/**
 * @param event as Slack sent it
 * @param address Lore's; `null`: no link leads to it
 * @returns what is left of it to be stored; `null`: it is nothing to Lore. What somebody wrote is in `heard`, and not in it
 */
export function doorEventIn(
  team: TeamId,
  event: Readonly<Record<string, unknown>>,
  address: string | null,
  heard: HeardQuestions,
): Readonly<Record<string, unknown>> | null {
  if (event['type'] === 'message') {
    const read = writtenBySomebody.safeParse(event);
    if (!read.success) return null;
    heard.hear(team, channelId(read.data.channel), read.data.ts, read.data.text);
    return event;
  }
  if (event['type'] === 'entity_details_requested') {
    const { success, data } = ref
      .partial({ kind: true })
      .extend({ type: z.string() })
      .safeParse(event['external_ref']);
    return success ? { ...event, refs: [{ kind: data.type, id: data.id }] } : null;
  }
  if (address === null) return null;
  const refs = links
    .parse(event['links'])
    .slice(0, mostLinks)
    .flatMap(({ url }) => {
      const found = refAt(url, address);
      // Slack takes the preview of a link only by how it stands there, and nothing else of it is kept.
      return found !== null && url === `${address}${readPath(found)}` ? [found] : [];
    });
  return refs.length === 0 ? null : { ...event, refs };
}

/** @param event of one of `doorEvents`, as it was stored */
export async function handleDoorEvent(parts: DoorParts, { team, type, body }: IncomingEvent): Promise<void> {
  const read = fields.parse(body);
  const user = read.user === undefined ? null : userId(read.user);
  const channel = read.channel === undefined ? null : channelId(read.channel);
  if (type === 'message') {
    if (user !== null && channel !== null) await answer(parts, team, { user, channel }, read);
    return;
  }
  const refs = (read.refs ?? []).flatMap((one) => documentRef(one.kind, one.id) ?? []);
  if (type === 'link_shared') {
    await preview(parts, team, refs, { user, channel, read });
    return;
  }
  const [asked] = refs;
  if (read.trigger_id === undefined || user === null) return;
  const opened = asked === undefined ? null : await parts.doors.open(team, user, asked);
  // Nobody waits for one that Slack refuses: its trigger is over.
  await parts.present(team, read.trigger_id, opened);
}

async function answer(
  { doors, heard, readQuestion }: DoorParts,
  team: TeamId,
  { user, channel }: { readonly user: UserId; readonly channel: ChannelId },
  { ts = '', thread_ts: root = ts, parent_user_id: parent }: z.infer<typeof fields>,
): Promise<void> {
  const at = microsOf(ts);
  if (at === null) return;
  const text = heard.take(team, channel, ts) ?? (await readQuestion(team, channel, { ts, root }));
  if (text === null) return;
  await doors.answer(team, {
    user,
    at,
    root: microsOf(root) ?? at,
    text,
    isReply: (parent ?? user) !== user,
  });
}

async function preview(
  { doors, messenger }: DoorParts,
  team: TeamId,
  refs: readonly DocumentRef[],
  {
    user,
    channel,
    read,
  }: {
    readonly user: UserId | null;
    readonly channel: ChannelId | null;
    readonly read: z.infer<typeof fields>;
  },
): Promise<void> {
  const micros = microsOf(read.message_ts);
  if (read.source === 'composer') {
    // It says nothing of where it will be sent.
    if (read.unfurl_id === undefined) return;
    const place = { unfurlId: read.unfurl_id, source: 'composer' } as const;
    await messenger.preview(team, place, await doors.hidden(team, user, refs));
    return;
  }
  if (channel === null || micros === null) return;
  if (await doors.preview(team, { channel, micros }, refs)) return;
  await messenger.preview(team, { channel, ts: tsOf(micros) }, await doors.hidden(team, user, refs));
}
