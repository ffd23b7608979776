/** What is announced, pressed and done later around a meeting. */
import type { FeaturePart } from '#core/feature.ts';
import type { RowId } from '#core/ids.ts';
import { defineJob } from '#core/job.ts';
import { endedMessage } from '#core/kit/ended.ts';
import { messageOf } from '#core/kit/message.ts';
import { postsAbout } from '#core/kit/posts-about.ts';
import {
  clear,
  errors,
  type EventListener,
  type Interaction,
  onAction,
  onEvent,
  onReading,
  onSubmit,
  open,
  type Reading,
  type Reply,
  say,
} from '#core/listener.ts';
import type { Channel } from '#core/people.ts';
import { definePost } from '#core/post.ts';
import type { Schedule } from '#core/schedule.ts';
import { atMoment } from '#core/sentence.ts';
import { oneLine } from '#core/text.ts';
import { isLocalDate } from '#core/time/date.ts';
import { copy } from '../copy.ts';
import * as ids from '../ids.ts';
import { forumIn, type ForumRow, loadForum, peopleIn } from '../rows.ts';
import { agendaOf, onSubject, type Others } from './agenda.ts';
import { announce } from './announce.ts';
import { loadItem, loadMeeting, type MeetingRow } from './rows.ts';
import { meetsSchedule } from '../rules.ts';
import { tell } from '../setup/handlers.ts';
import * as operations from './operations.ts';
import { ledgerIn } from '../hours/operations.ts';
import * as screens from './screens.ts';

/** A forum whose channel the person is in now. */
export async function forumHere(
  it: Reading,
  id: RowId,
): Promise<{ readonly forum: ForumRow; readonly channel: Channel } | null> {
  const forum = await loadForum(it.scope, id);
  const channel = forum === null ? null : await it.scope.channel(forum.channel_id);
  return forum === null || forum.state === 'ended' || channel === null ? null : { forum, channel };
}

const putOn = onReading(ids.putOn, async (it, { forum: id }): Promise<Reply> => {
  const here = await forumHere(it, id);
  if (here === null) return tell(it, 'told.forumGone');
  if (here.channel.isArchived) return tell(it, 'told.archived');
  return open(screens.renderItem(copy.for(it), here.forum));
});

const submitItem = onSubmit(ids.itemModal, async (it, { forum: id }, fields): Promise<Reply> => {
  const t = copy.for(it);
  const here = await forumHere(it, id);
  const words = oneLine(fields.words);
  if (here === null) return errors({ words: t.plain('told.forumGone') });
  if (here.channel.isArchived) return errors({ words: t.plain('told.archived') });
  if (words === '') return errors({ words: t.plain('item.empty') });
  const meeting = await operations.putOn(it, here.forum, it.person.userId, words);
  return meeting === null
    ? say(messageOf(t.mrkdwn('item.kept')))
    : say(messageOf(t.mrkdwn('item.on', { at: atMoment(meeting.meets_at) })));
});

const takeOff = onAction(ids.takeOff, async (it, { item: id }): Promise<Reply> => {
  const item = await loadItem(it.scope, id);
  const isDone = item !== null && (await operations.takeOff(it.scope, item));
  await it.scope.refreshHome(it.person.userId);
  return tell(it, isDone ? 'told.itemOff' : 'told.itemGone');
});

type Core =
  | { readonly forum: ForumRow; readonly channel: Channel }
  | { readonly why: 'told.forumGone' | 'told.notCore' | 'told.archived' };

/** A forum in whose core group the person is. */
export async function asCore(it: Reading, id: RowId): Promise<Core> {
  const here = await forumHere(it, id);
  if (here === null) return { why: 'told.forumGone' };
  if (here.channel.isArchived) return { why: 'told.archived' };
  const { core } = await peopleIn(it.scope, here.forum);
  return core.includes(it.person.userId) ? here : { why: 'told.notCore' };
}

const isToCome = ({ state }: MeetingRow) => state === 'coming' || state === 'written';

/** What became of a meeting whose button is pressed late. */
const meetingOver = (it: Reading, row: MeetingRow): Reply =>
  say(
    endedMessage({
      what: screens.whenLine(copy.for(it), row),
      now: copy.for(it).mrkdwn('meeting.next'),
    }),
  );

const openMove = onReading(ids.moveMeeting, async (it, { meeting }): Promise<Reply> => {
  const row = await loadMeeting(it.scope, meeting);
  if (row === null) return tell(it, 'told.forumGone');
  const core = await asCore(it, row.forum_id);
  if ('why' in core) return tell(it, core.why);
  return isToCome(row) ? open(screens.renderMove(copy.for(it), row)) : meetingOver(it, row);
});

const submitMove = onSubmit(ids.moveModal, async (it, { meeting }, { how, day }): Promise<Reply> => {
  const t = copy.for(it);
  const row = await loadMeeting(it.scope, meeting);
  const core = row === null ? null : await asCore(it, row.forum_id);
  if (row === null || core === null) return errors({ how: t.plain('told.forumGone') });
  if ('why' in core) return errors({ how: t.plain(core.why) });
  if (!isToCome(row)) return errors({ how: t.plain('move.over') });
  const by = it.person.userId;
  if (how === 'cancelled') {
    await operations.cancel(it.scope, core.forum, row, by);
    return clear;
  }
  if (day === null || !isLocalDate(day)) return errors({ day: t.plain('move.noDay') });
  const moved = await operations.move(it, core.channel, core.forum, row, { day, by });
  return moved === 'moved' ? clear : errors({ day: t.plain(`move.${moved}`) });
});

async function goOn(it: Interaction, id: RowId): Promise<Reply> {
  const core = await asCore(it, id);
  if ('why' in core) return tell(it, core.why);
  if (core.forum.state === 'on') return tell(it, 'told.isOn');
  if (!(await operations.goOn(it, core.forum))) return tell(it, 'told.locked');
  await it.scope.refresh(ids.againPost(core.forum, it.person.userId));
  await it.scope.refreshHome(it.person.userId);
  return tell(it, 'told.goesOn');
}

const events: readonly EventListener[] = [
  onEvent('channel_archive', ({ scope, channel }) => operations.rest(scope, channel)),
  onEvent('channel_unarchive', async ({ scope, channel }) => {
    const forum = await forumIn(scope, channel.channelId);
    if (forum?.state !== 'paused') return;
    for (const user of (await peopleIn(scope, forum)).core) await scope.publish(ids.againPost(forum, user));
  }),
];

/** @param others the practices of the workspace */
export const meetingAmong = (
  others: Others,
): FeaturePart & { readonly schedules: readonly Schedule[]; readonly events: readonly EventListener[] } => {
  const about = postsAbout(copy, (read, { meeting }: ids.OfMeeting) => loadMeeting(read, meeting));
  return {
    actions: [putOn, takeOff, openMove, onAction(ids.goOn, (it, { forum }) => goOn(it, forum))],
    views: [submitItem, submitMove],
    events,
    schedules: [
      {
        name: meetsSchedule,
        title: copy.named('meets.title'),
        what: copy.named('meets.what'),
        usual: { every: 'month', weekday: 3, minutes: 10 * 60 },
        offered: 'settings',
        hasOwnForm: true,
        occur: (context) => announce(context, others),
      },
    ],
    posts: [
      about.post(ids.posts.meeting, 'title.meeting', async (t, row, _params, read) => {
        const forum = await loadForum(read, row.forum_id);
        const channel = await read.channel(row.channel_id);
        if (forum === null || channel === null) return null;
        return screens.meetingMessage(t, {
          row,
          forum,
          core: (await peopleIn(read, forum)).core,
          ...(await agendaOf(read, t, forum.id, row)),
          ledger: await ledgerIn(read, channel, forum, row.meets_at + 1),
        });
      }),
      definePost(ids.posts.agenda, {
        title: copy.titled('title.agenda'),
        build: async (read, { meeting }, renderContext) => {
          const row = await loadMeeting(read, meeting);
          const forum = row === null ? null : await loadForum(read, row.forum_id);
          const found = forum === null ? [] : await onSubject(others, read, forum, renderContext);
          if (found.length === 0) return null;
          const message = messageOf(
            copy.for(renderContext).mrkdwn('agenda.elsewhere'),
            ...found.map(({ block }) => block),
          );
          // What came up since it was announced, too.
          return { ...message, shows: found.map(({ id }) => id) };
        },
        over: copy.says('agenda.over'),
      }),
      about.post(ids.posts.moved, 'title.meeting', (t, row, { at }) => screens.movedMessage(t, row, at)),
      definePost(ids.posts.again, {
        title: copy.titled('title.again'),
        build: async (read, { forum: id }, renderContext) => {
          const forum = await loadForum(read, id);
          return forum?.state === 'paused' ? screens.againMessage(copy.for(renderContext), forum) : null;
        },
        over: copy.says('again.over'),
      }),
    ],
    jobs: [
      defineJob(ids.jobs.over, 'transition', {
        title: copy.titled('title.meeting'),
        run: (context, { meeting }) => operations.end(context, meeting),
      }),
    ],
  };
};
