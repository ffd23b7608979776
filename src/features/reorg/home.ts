/** What of a reorganisation waits for a person: their tasks, what they lead, their interview, what they were handed; for an admin how far it is. */
import type { KnownBlock } from '@slack/types';
import { day } from '#core/clock.ts';
import { button } from '#core/kit/action.ts';
import { actions, header, section } from '#core/kit/blocks.ts';
import type { Feature, HomeSection } from '#core/feature.ts';
import type { UserId } from '#core/ids.ts';
import type { RenderContext } from '#core/post.ts';
import { isAdmin } from '#core/people.ts';
import { findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { channelLink, nameOf, onDay } from '#core/sentence.ts';
import { join } from '#core/text.ts';
import { isOver } from './brief/rules.ts';
import { askedLast } from './interview/operations.ts';
import { hasEnded } from './interview/rules.ts';
import { draftOf } from './brief/rows.ts';
import { dayOf } from './brief/screens.ts';
import { copy, type T } from './copy.ts';
import * as ids from './ids.ts';
import { handovers, ownInterviews } from './interview/rows.ts';
import { handoverBlocks, handoverWords } from './interview/screens.ts';
import { tasks, tasksOf } from './rituals/rows.ts';
import { ritualLines, taskLine, titlesIn } from './rituals/screens.ts';
import { changes, loadReorg, noticeIn, noticesOf, reorgsOf } from './rows.ts';

/** So many of each. */
const most = 3;
/** What somebody wrote or was handed stands in Home for so long; after that it stands in their messages, and in what Lore stores of them. */
const shownFor = 90 * day;
/** After it was counted which rituals live on, its admin has so long to read it. */
const readFor = 14 * day;

export const homeAmong = (practices: () => readonly Feature[]): HomeSection => ({
  order: 10,
  build: async (read, renderContext) => {
    const { viewer } = read;
    const person = viewer.kind === 'person' ? await read.person(viewer.userId) : null;
    if (person === null || person.memberType !== 'member') return [];
    const t = copy.for(renderContext);
    const { userId: user } = person;
    const { now } = renderContext;
    const blocks = [
      ...(await ownTasks(practices, read, t, user, renderContext)),
      ...(await led(read, t, user)),
      ...(await ownInterview(read, t, user, renderContext)),
      ...(await received(read, t, user, now)),
      ...(isAdmin(person) ? await written(read, t, user, renderContext) : []),
    ];
    return blocks.length === 0 ? [] : [header(t.plain('practice.title')), ...blocks.slice(0, 19)];
  },
});

async function ownTasks(
  practices: () => readonly Feature[],
  read: ReadScope,
  t: T,
  user: UserId,
  { now, locale }: RenderContext,
): Promise<readonly KnownBlock[]> {
  const open = await findRows(read.from(tasks), { state: 'open', owner_id: user }, 'due_at', 'id');
  const current = open.filter(({ due_at: at }) => now < at);
  const blocks: KnownBlock[] = [];
  for (const [channel, some] of [...Map.groupBy(current, (row) => row.channel_id)].slice(0, most)) {
    const [first] = some;
    if (first === undefined || (await read.channel(channel)) === null) continue;
    const titles = titlesIn(practices, t, locale);
    const lines = some.map((task) => taskLine(t, titles, task, now, false));
    const of = { reorg: first.reorg_id, channel };
    blocks.push(
      section(join([t.mrkdwn('home.tasks', { channel: channelLink(channel) }), ...lines])),
      actions([button(ids.openRituals, t.plain('rituals.open'), of)], `reorg.${first.id}`),
    );
  }
  return blocks;
}

async function led(read: ReadScope, t: T, user: UserId): Promise<readonly KnownBlock[]> {
  const mine = await findRows(
    read.from(changes),
    { leader_id: user, said: 'yes', kept_at: null },
    'said_at',
    'id',
  );
  const blocks: KnownBlock[] = [];
  for (const { id, reorg_id: reorg, channel_id: channel } of mine) {
    const notice = await noticeIn(read, reorg, channel);
    if (notice === null || notice.ended_at !== null) continue;
    const words = t.mrkdwn('home.led', { channel: channelLink(channel), day: onDay(notice.effect_at) });
    blocks.push(section(words, button(ids.openHanded, t.plain('handed.open'), { change: id })));
  }
  return blocks.slice(0, most);
}

async function ownInterview(
  read: ReadScope,
  t: T,
  user: UserId,
  { now, tz }: RenderContext,
): Promise<readonly KnownBlock[]> {
  const blocks: KnownBlock[] = [];
  for (const row of (await ownInterviews(read)).slice(0, most)) {
    const reorg = await loadReorg(read, row.reorg_id);
    if (reorg === null || (reorg.ended_at !== null && row.state !== 'open')) continue;
    const at = dayOf(reorg.effect_on, tz);
    if (now > at + shownFor || hasEnded(row, at, now)) continue;
    const words = t.mrkdwn(at > now ? 'home.interview' : 'home.interviewAfter', { day: onDay(at) });
    const open = button(ids.openInterview, t.plain('home.interviewOpen'), { reorg: row.reorg_id });
    blocks.push(section(words, open));
    const { handover, isHere } = await askedLast(read, row.reorg_id, user);
    if (handover !== null) blocks.push(...handoverBlocks(t, { row, handover, isHere }, 'home'));
  }
  return blocks;
}

/** What others hand over to them. */
async function received(read: ReadScope, t: T, user: UserId, now: number): Promise<readonly KnownBlock[]> {
  const all = await findRows(
    read.from(handovers),
    { to_id: user, state: ['asked', 'yes'] },
    '-asked_at',
    'id',
  );
  const standing = all.filter(({ from_id: from, asked_at: at }) => from !== null && now < at + shownFor);
  return standing.slice(0, most).flatMap((row) => {
    const who = nameOf(row.from_id);
    const of = { handover: row.id };
    if (row.state === 'yes') return [section(t.mrkdwn('handover.line', { who })), ...handoverWords(t, row)];
    const yes = button(ids.takeOver, t.plain('asked.yes'), of);
    return [
      section(t.mrkdwn('asked.line', { who })),
      actions([yes, button(ids.takeOverNot, t.plain('asked.no'), of)], `reorg.${row.id}`),
    ];
  });
}

/** For an admin: what they are writing, what they wrote, and what nobody here looks after any more. */
async function written(
  read: ReadScope,
  t: T,
  user: UserId,
  { now, tz }: RenderContext,
): Promise<readonly KnownBlock[]> {
  const lines = [];
  const draft = await draftOf(read);
  if (draft !== null) lines.push(t.mrkdwn('home.draft', { day: onDay(dayOf(draft.effect_on, tz)) }));
  for (const row of await reorgsOf(read, most)) {
    const by = row.by_id === null ? null : await read.person(row.by_id);
    const isTheirs = row.by_id === user || by?.memberType !== 'member';
    const notices = await noticesOf(read, row.id);
    const isDone = notices.length > 0 && notices.every(({ effect_at: at }) => isOver(at, now - readFor));
    if (!isTheirs || row.ended_at !== null || isDone) continue;
    const on = onDay(dayOf(row.effect_on, tz));
    lines.push(t.mrkdwn('home.sent', { day: on }), ...ritualLines(t, await tasksOf(read, row.id), now));
  }
  const page = actions([button(ids.openPage, t.plain('home.page'), null)]);
  return lines.length === 0 ? [] : [section(join(lines.slice(0, 30))), page];
}
