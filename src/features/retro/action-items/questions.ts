/** Questions to an action item's owner: whether they accept it, a reminder, whether it is late, and whether it helped. */
import type { Button } from '@slack/types';
import type { RowId } from '#core/ids.ts';
import { defineJob, type JobDefinition } from '#core/job.ts';
import { actions, context } from '#core/kit/blocks.ts';
import { gone, messageOf } from '#core/kit/message.ts';
import type { PostId } from '#core/post-ref.ts';
import { definePost, type Message, type RenderContext, type Title } from '#core/post.ts';
import type { ReadScope } from '#core/scope.ts';
import { channelLink } from '#core/sentence.ts';
import type { Mrkdwn } from '#core/text.ts';
import { startOfDate } from '#core/time/date.ts';
import { waitingAmong } from '../assumptions/rows.ts';
import { retros } from '../session/rows.ts';
import { type Translator, wordsFor } from '../session/words.ts';
import * as operations from './operations.ts';
import { type Ask, asks, asksWhetherItHelped, isLate } from './rules.ts';
import { buttonsFor, dueOf } from './screens.ts';

/** The words of each question, and the action item's standing then. */
const asked = {
  accept: { text: 'follow.accept', aside: 'follow.acceptAside', standing: 'asked' },
  remind: { text: 'follow.remind', aside: 'follow.remindAside', standing: 'open' },
  late: { text: 'follow.late', aside: 'follow.lateAside', standing: 'late' },
  helped: { text: 'follow.helped', aside: 'follow.helpedAside', standing: 'helped' },
} as const;

/** An action item as its current or former owner sees it, and what its retrospective is about. */
interface AskedOf {
  readonly row: operations.ActionRow;
  readonly about: string;
  readonly isTheirs: boolean;
  /** Whether a leader is asked about it. */
  readonly isWaiting: boolean;
}

async function askedOf(read: ReadScope, id: RowId): Promise<AskedOf | null> {
  const { viewer } = read;
  const row = await operations.loadAction(read, id);
  if (row === null || viewer.kind !== 'person') return null;
  const { retro_id: of } = row;
  const retro = await read.from(retros).select('it.about').where('it.id', '=', of).executeTakeFirst();
  if (retro === undefined) return null;
  const isWaiting = (await waitingAmong(read, [id])).has(id);
  return { row, about: retro.about, isTheirs: row.owner_id === viewer.userId, isWaiting };
}

/** The question, with its answers. */
function askMessage(t: Translator, { row, about }: AskedOf, ask: keyof typeof asked): Message {
  const { text, aside, standing } = asked[ask];
  const channel = channelLink(row.channel_id);
  const [first, ...rest] = buttonsFor(t, row, standing);
  const primary: Button[] = first === undefined ? [] : [{ ...first, style: 'primary' }];
  return messageOf(
    t.mrkdwn(text, { what: row.what, about, channel, due: dueOf(t, row.due_on) }),
    actions([...primary, ...rest]),
    context(t.mrkdwn(aside)),
  );
}

/** What was decided. */
function decided(t: Translator, { row, isTheirs, isWaiting }: AskedOf): Mrkdwn {
  const { what } = row;
  if (row.state === 'dropped') return t.mrkdwn('follow.dropped', { what });
  if (!isTheirs) return t.mrkdwn(row.owner_id === null ? 'follow.free' : 'follow.given', { what });
  if (row.helped !== null) return t.mrkdwn(`follow.said.${row.helped}`, { what });
  if (row.state === 'done') return t.mrkdwn('follow.done', { what });
  if (isWaiting) return t.mrkdwn('follow.waiting', { what });
  return t.mrkdwn('follow.accepted', { what, due: dueOf(t, row.due_on) });
}

const actionTitled: Title<{ readonly action: RowId }> = async (read, { action }, renderContext) => {
  const t = wordsFor(renderContext);
  const row = await operations.loadAction(read, action);
  return row === null ? t.plain('title.actionUnseen') : t.plain('title.action', { what: row.what });
};

/** Asked while `isAsked` holds; afterwards it shows the decision. */
const question = <P extends { readonly action: RowId }>(
  ask: keyof typeof asked,
  post: PostId<P>,
  isAsked: (row: operations.ActionRow, params: P, renderContext: RenderContext) => boolean,
) =>
  definePost(post, {
    title: actionTitled,
    build: async (read, params, renderContext) => {
      const of = await askedOf(read, params.action);
      if (of?.isTheirs !== true || of.isWaiting || !isAsked(of.row, params, renderContext)) return null;
      return askMessage(wordsFor(renderContext), of, ask);
    },
    over: async (read, params, renderContext) => {
      const of = await askedOf(read, params.action);
      return of === null ? gone(read, params, renderContext) : decided(wordsFor(renderContext), of);
    },
  });

/** Whether a question still stands. */
const stands: Record<Ask, (row: operations.ActionRow, now: Pick<RenderContext, 'tz' | 'now'>) => boolean> = {
  remind: ({ state }) => state === 'open',
  late: (row, { tz, now }) => isLate(operations.actionOf(row), tz, now),
  helped: (row, { now }) => asksWhetherItHelped(operations.actionOf(row), now),
};

const standsAsDue =
  (ask: Ask) =>
  (row: operations.ActionRow, { due }: operations.OfDate, renderContext: RenderContext): boolean =>
    startOfDate(row.due_on) === due && stands[ask](row, renderContext);

export const questions = [
  question('accept', operations.followPosts.accept, ({ state }) => state === 'proposed'),
  question('remind', operations.followPosts.remind, standsAsDue('remind')),
  question('late', operations.followPosts.late, standsAsDue('late')),
  question('helped', operations.followPosts.helped, (row, _of, renderContext) =>
    stands.helped(row, renderContext),
  ),
];

export const askJobs: readonly JobDefinition[] = asks.map((ask) =>
  defineJob(operations.followJobs[ask], 'prompt', {
    title: actionTitled,
    run: async ({ scope, now }, { action: id, person }) => {
      const row = await operations.loadAction(scope, id);
      const owner = row?.owner_id === person ? await scope.person(person) : null;
      if (row === null || owner === null) return;
      const isWaiting = (await waitingAmong(scope, [id])).has(id);
      if (!isWaiting && stands[ask](row, { tz: owner.tz, now }))
        await scope.publish(operations.askPost(ask, { id, dueOn: row.due_on }, person));
      // Home asks the same.
      await scope.refreshHome(person);
    },
  }),
);
