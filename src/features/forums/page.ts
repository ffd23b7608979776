/** What there is of a forum in one channel, for one person, and what they can do. */
import type { Button, KnownBlock } from '@slack/types';
import { button } from '#core/kit/action.ts';
import { actions, context, section, userText } from '#core/kit/blocks.ts';
import { messageOf } from '#core/kit/message.ts';
import type { Reading } from '#core/listener.ts';
import type { Channel } from '#core/people.ts';
import type { Message } from '#core/post.ts';
import { atMoment, nameOf, namesOf } from '#core/sentence.ts';
import { join, type Mrkdwn } from '#core/text.ts';
import { copy, type T } from './copy.ts';
import { ledgerIn } from './hours/operations.ts';
import * as ids from './ids.ts';
import { agendaOf } from './meetings/agenda.ts';
import { comingOf, type MeetingRow } from './meetings/rows.ts';
import { agendaBlocks, ledgerLine, whenLine } from './meetings/screens.ts';
import { forumIn, type ForumPeople, type ForumRow, peopleIn } from './rows.ts';
import { isPlaceFree, meetsSchedule } from './rules.ts';
import { plannedOf } from './setup/handlers.ts';
import { ownPlanIn } from './setup/rows.ts';
import { planMessage, subjectOf } from './setup/screens.ts';

/** So many lines of one's own have a button beside them. */
const ownShown = 3;

/** Names a forum's people, as far as they are known. */
export const peopleLine = (t: T, { core, sponsor }: ForumPeople): Mrkdwn[] => {
  const parts = [
    ...(core.length === 0 ? [] : [t.mrkdwn('begun.core', { people: namesOf(core) })]),
    ...(sponsor === null ? [] : [t.mrkdwn('begun.sponsor', { person: nameOf(sponsor) })]),
  ];
  return parts.length === 0 ? [] : [join(parts, ' ')];
};

/** When it meets next, as far as that is known. */
export async function nextLine(
  { scope }: Pick<Reading, 'scope'>,
  t: T,
  forum: ForumRow,
  meeting: MeetingRow | null,
): Promise<Mrkdwn> {
  if (meeting !== null) return whenLine(t, meeting);
  const schedule = await scope.schedules.of(forum.channel_id, meetsSchedule);
  if (forum.state !== 'on' || schedule?.next == null) return t.mrkdwn('page.rests');
  return t.mrkdwn('page.announced', { at: atMoment(schedule.next.at) });
}

/** What there is of a forum, for one person in its channel. */
export async function forumBlocks(
  it: Reading,
  forum: ForumRow,
  channel: Channel,
): Promise<readonly KnownBlock[]> {
  const t = copy.for(it);
  const { scope } = it;
  const meeting = await comingOf(scope, forum.id);
  const people = await peopleIn(scope, forum);
  const agenda = await agendaOf(scope, t, forum.id, meeting);
  const learning = await scope.schedules.learningTime(channel.channelId);
  const own = agenda.items.filter(({ by }) => by === it.person.userId).slice(-ownShown);
  const ledger = await ledgerIn(scope, channel, forum, meeting === null ? it.now : meeting.meets_at + 1);
  return [
    section(t.mrkdwn('page.subject', { subject: subjectOf(t, forum) })),
    ...(forum.about === '' ? [] : [userText({ written: forum.about, as: 'quote' })]),
    section(await nextLine(it, t, forum, meeting)),
    ...agendaBlocks(t, agenda),
    ...own.map(({ row }) =>
      section(
        t.mrkdwn('page.own', { words: row.words }),
        button(ids.takeOff, t.plain('item.off'), { item: row.id }),
      ),
    ),
    actions([
      button(ids.putOn, t.plain('putOn'), { forum: forum.id }),
      ...buttonsFor(t, it, forum, people, meeting),
    ]),
    ...peopleLine(t, people).map((line) => context(line)),
    ...ledgerLine(t, ledger).map((line) => context(line)),
    ...(learning?.next[0] === undefined
      ? []
      : [context(t.mrkdwn('page.learning', { at: atMoment(learning.next[0]), minutes: learning.long }))]),
  ];
}

/** What somebody can do beside putting something on the agenda: at most four buttons. */
function buttonsFor(
  t: T,
  { person }: Pick<Reading, 'person'>,
  { id: forum }: ForumRow,
  { core }: ForumPeople,
  meeting: MeetingRow | null,
): readonly Button[] {
  const of = { forum };
  const madeIt = button(ids.made, t.plain('made'), of);
  const mayJoin = isPlaceFree(core) && person.memberType === 'member';
  if (!core.includes(person.userId))
    return [madeIt, ...(mayJoin ? [button(ids.joinCore, t.plain('core.join'), of)] : [])];
  return [
    button(ids.inviteTeam, t.plain('invite.button'), of),
    ...(meeting === null ? [] : [button(ids.moveMeeting, t.plain('move.title'), { meeting: meeting.id })]),
    madeIt,
    button(ids.manage, t.plain('manage.title'), of),
  ];
}

/** What there is in a channel, for one person. */
export async function forumPage(it: Reading, channel: Channel): Promise<Message> {
  const t = copy.for(it);
  const { scope } = it;
  const { channelId } = channel;
  const forum = await forumIn(scope, channelId);
  if (forum !== null) return messageOf(...(await forumBlocks(it, forum, channel)));
  const plan = await ownPlanIn(scope, channelId);
  const message = plan === null ? null : planMessage(t, await plannedOf(scope, plan));
  return (
    message ??
    messageOf(
      section(t.mrkdwn('page.none')),
      actions([button(ids.beginNew, t.plain('page.new'), { channel: channelId }, { style: 'primary' })]),
    )
  );
}
