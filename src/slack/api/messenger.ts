/** `jobs/messenger.ts` on Slack's Web API. Nothing here retries: the outbox decides whether that is safe. */
import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Instant } from '#core/clock.ts';
import { channelId, type TeamId } from '#core/ids.ts';
import { cardsIn, withoutCards } from '#core/kit/cards.ts';
import { fewButtons } from '#core/kit/few-buttons.ts';
import { tellApart } from '#core/kit/tell-apart.ts';
import type { Message } from '#core/post.ts';
import type { Messenger, Outcome } from '../../jobs/messenger.ts';
import { failureOf } from './call-outcome.ts';
import type { Clients } from './clients.ts';
import { showPreviews } from './previews.ts';
import { announce, send, upload } from './upload.ts';

const eventType = 'lore_delivery';
const posted = z.object({ ts: z.string() });

const opened = z.object({ channel: z.object({ id: z.string() }) });

const history = z.object({
  messages: z.array(
    z.object({
      ts: z.string(),
      user: z.string().optional(),
      bot_id: z.string().optional(),
      subtype: z.string().optional(),
      files: z.unknown().optional(),
      metadata: z.unknown().optional(),
    }),
  ),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});

const ours = z.object({
  event_type: z.literal(eventType),
  /** `posts`: the marks of what is in the message; messages from before 0.2 have none. */
  event_payload: z.object({ id: z.string(), posts: z.string().optional() }),
});

/** The delivery that a message's metadata names. @returns `null` if the metadata is not ours */
export function deliveryIn(metadata: unknown): string | null {
  return ours.safeParse(metadata).data?.event_payload.id ?? null;
}

function isMeant(metadata: unknown, { id, mark }: Parameters<Messenger['find']>[2]): boolean {
  const named = ours.safeParse(metadata).data?.event_payload;
  return named?.id === id || (mark !== null && named?.posts?.split(' ').includes(mark) === true);
}

const noScope: readonly string[] = ['missing_scope', 'not_allowed_token_type'];

/** Seconds. */
const undisturbed = z.object({
  dnd_enabled: z.boolean(),
  next_dnd_start_ts: z.number(),
  next_dnd_end_ts: z.number(),
  snooze_enabled: z.boolean().optional(),
  snooze_endtime: z.number().optional(),
});

/** When a person's current pause in notifications ends, whether set by hand or by schedule; `null` if there is none. */
function quietEnd(told: z.infer<typeof undisturbed>, now: Instant): Instant | null {
  const byHand = told.snooze_enabled === true ? (told.snooze_endtime ?? 0) * 1000 : 0;
  const isInHours = told.dnd_enabled && told.next_dnd_start_ts * 1000 <= now;
  const until = Math.max(byHand, isInHours ? told.next_dnd_end_ts * 1000 : 0);
  return until > now ? until : null;
}

/** @param hasWorkObjects an operator turned them on in the app's settings at Slack, which no call tells */
export function makeMessenger(clients: Clients, hasWorkObjects = false): Messenger {
  /** Workspaces that did not grant the scope; if it is granted later, a restart notices. */
  const cannotAsk = new Set<TeamId>();
  /** Cards are new at Slack: where it refuses them, nothing was posted, and the same words go out in sections. */
  const withCards = async (
    message: Pick<Message, 'text' | 'blocks'>,
    send: (content: ReturnType<typeof contentOf>) => Promise<Outcome>,
  ): Promise<Outcome> => {
    const outcome = await send(contentOf(message));
    const isRefused = outcome.kind === 'refused' && outcome.error === 'invalid_blocks';
    if (!isRefused || !message.blocks.some((block) => cardsIn(block).length > 0)) return outcome;
    return send(contentOf({ ...message, blocks: withoutCards(message.blocks) }));
  };
  const call = async (team: TeamId, run: (client: WebClient) => Promise<unknown>): Promise<Outcome> => {
    const client = await clients.background(team);
    try {
      const answer = posted.safeParse(await run(client));
      return answer.success ? { kind: 'done', ts: answer.data.ts } : { kind: 'unknown' };
    } catch (error) {
      return failureOf(error);
    }
  };

  return {
    post: async (team, to, message, deliveryId, marks) => {
      const { file } = message;
      if (file !== undefined) return upload(await clients.background(team), to.channel, message.text, file);
      return withCards(message, (content) =>
        call(team, (client) =>
          client.chat.postMessage({
            channel: to.channel,
            ...(to.threadTs === undefined ? {} : { thread_ts: to.threadTs }),
            ...content,
            unfurl_links: false,
            unfurl_media: false,
            metadata: { event_type: eventType, event_payload: { id: deliveryId, posts: marks.join(' ') } },
          }),
        ),
      );
    },
    update: (team, at, message) =>
      withCards(message, (content) =>
        call(team, (client) =>
          // Without `parse` Slack would parse an updated text as if a person had typed it.
          client.chat.update({ channel: at.channel, ts: at.ts, ...content, parse: 'none' }),
        ),
      ),
    preview: (team, at, previews) => showPreviews(clients, team, at, previews, hasWorkObjects),
    remove: (team, at) => call(team, (client) => client.chat.delete(at)),
    announceFile: async (team, name, bytes) => announce(await clients.background(team), name, bytes),
    sendFile: async (team, announced, title, content) =>
      send(await clients.background(team), announced, title, content),
    removeFile: async (team, file) => {
      const client = await clients.background(team);
      try {
        await client.files.delete({ file });
        return { kind: 'done', ts: null };
      } catch (error) {
        return failureOf(error);
      }
    },
    direct: async (team, user) => {
      const client = await clients.background(team);
      try {
        const answer = opened.safeParse(await client.conversations.open({ users: user }));
        return answer.success
          ? { kind: 'open', channel: channelId(answer.data.channel.id) }
          : { kind: 'unknown' };
      } catch (error) {
        return failureOf(error);
      }
    },
    quietUntil: async (team, user, now) => {
      if (cannotAsk.has(team)) return { kind: 'known', until: null };
      const client = await clients.background(team);
      try {
        const answer = undisturbed.safeParse(await client.dnd.info({ user }));
        return { kind: 'known', until: answer.success ? quietEnd(answer.data, now) : null };
      } catch (error) {
        const failure = failureOf(error);
        if (failure.kind === 'later') return failure;
        if (failure.kind === 'refused' && noScope.includes(failure.error)) cannotAsk.add(team);
        return { kind: 'known', until: null };
      }
    },
    home: async (team, user, view) => {
      const client = await clients.background(team);
      try {
        await client.views.publish({ user_id: user, view: { ...view, blocks: tellApart(view.blocks) } });
        // A Home has no timestamp.
        return { kind: 'done', ts: '' };
      } catch (error) {
        return failureOf(error);
      }
    },
    find: async (team, channel, by, since, threadTs) => {
      const client = await clients.background(team);
      try {
        return await search(client, channel, by, since, threadTs);
      } catch (error) {
        const failure = failureOf(error);
        const isForbidden = failure.kind === 'refused' && noScope.includes(failure.error);
        return { kind: isForbidden ? 'cannot' : 'unknown' };
      }
    },
  };
}

function contentOf(message: Pick<Message, 'text' | 'blocks'>) {
  return { text: message.text, blocks: fewButtons(tellApart(message.blocks)) };
}

/** Reads back to `since`, at most this many pages: beyond that the answer is "unknown", never "absent". */
const mostPages = 10;

async function search(
  client: WebClient,
  channel: string,
  by: Parameters<Messenger['find']>[2],
  since: number,
  threadTs: string | undefined,
) {
  let cursor: string | undefined;
  /** Authors of apps' messages whose metadata Slack does not show. */
  const bare = new Set<string | undefined>();
  for (let page = 0; page < mostPages; page++) {
    const range = {
      channel,
      // A little earlier, since Slack's clock and ours may differ.
      oldest: String(Math.floor(since / 1000) - 60),
      limit: 200,
      include_all_metadata: true,
      ...(cursor === undefined ? {} : { cursor }),
    };
    const answer = history.parse(
      threadTs === undefined
        ? await client.conversations.history(range)
        : await client.conversations.replies({ ...range, ts: threadTs }),
    );
    for (const { ts, user, metadata } of answer.messages)
      // Another app can copy what it reads in ours. Where Slack names no author, nobody can tell.
      if (isMeant(metadata, by) && (user === undefined || (await isAmong(client, new Set([user])))))
        return { kind: 'found' as const, ts };
    for (const { user } of answer.messages.filter(isBare)) bare.add(user);
    cursor = answer.response_metadata?.next_cursor;
    if (cursor === undefined || cursor === '')
      return { kind: (await isAmong(client, bare)) ? ('unknown' as const) : ('absent' as const) };
  }
  return { kind: 'unknown' as const };
}

/** A message of an app without metadata. What Slack says of joining, and the message above a file, never have any. */
const isBare = ({ bot_id: bot, subtype, files, metadata }: z.infer<typeof history>['messages'][number]) =>
  bot !== undefined && subtype === undefined && files === undefined && metadata === undefined;

/** Whether Lore is one of these. Each of its posts has metadata: if Slack does not show it, what is looked for may be there. */
async function isAmong(client: WebClient, users: ReadonlySet<string | undefined>): Promise<boolean> {
  return users.size > 0 && users.has((await client.auth.test()).user_id);
}
