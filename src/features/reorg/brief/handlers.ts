/** What an admin does with a brief, and how it reaches its channels. */
import type { FeaturePart } from '#core/feature.ts';
import type { ChannelId, UserId } from '#core/ids.ts';
import { defineJob } from '#core/job.ts';
import { messageOf } from '#core/kit/message.ts';
import { postsAbout } from '#core/kit/posts-about.ts';
import {
  errors,
  type Interaction,
  onAction,
  onReading,
  onSubmit,
  open,
  type Reading,
  type Reply,
  say,
  update,
} from '#core/listener.ts';
import { isAdmin } from '#core/people.ts';
import type { ReadScope } from '#core/scope.ts';
import { namesOf } from '#core/sentence.ts';
import type { Mrkdwn } from '#core/text.ts';
import { addDates, isLocalDate } from '#core/time/date.ts';
import { localTime } from '#core/time/zone.ts';
import type { ReorgKey } from '#locales/reorg.ts';
import { copy } from '../copy.ts';
import * as ids from '../ids.ts';
import { ritualLines } from '../rituals/screens.ts';
import { tasksOf } from '../rituals/rows.ts';
import { asSeen, changesOf, loadNotice, loadReorg, noticesOf, reorgsOf, type NoticeRow } from '../rows.ts';
import { endIn, rewordIn, saysOther } from './in-channel.ts';
import * as operations from './operations.ts';
import { changeOf, draftChanges, draftChangesOf, draftOf } from './rows.ts';
import { type Change, changesFrom, concerned, isOver, mayTakeEffect, whyNotChange } from './rules.ts';
import * as screens from './screens.ts';

type Told = Extract<ReorgKey, `told.${string}`>;

export const tell = (it: Reading, key: Told): Reply => say(messageOf(copy.for(it).mrkdwn(key)));

/** Says why not: to who pressed a button, or beside a field of a form. */
export type Refuse = (key: Told) => Reply;
export const byTelling =
  (it: Reading): Refuse =>
  (key) =>
    tell(it, key);
export const beside =
  (it: Reading, field: string): Refuse =>
  (key) =>
    errors({ [field]: copy.for(it).plain(key) });

/** A button can be older than who may press it. */
const forAdmin =
  <It extends Reading, Value>(run: (it: It, value: Value) => Promise<Reply>) =>
  async (it: It, value: Value): Promise<Reply> =>
    isAdmin(it.person) ? run(it, value) : tell(it, 'told.adminsOnly');

/** The page for an admin. */
export async function page(it: Reading, channel: ChannelId | null, note?: Mrkdwn) {
  const { scope, now, person } = it;
  const t = copy.for(it);
  const sent: screens.Sent[] = [];
  for (const row of await reorgsOf(scope, 5)) {
    const all = await noticesOf(scope, row.id);
    sent.push({
      row,
      channels: all.map(({ channel_id: one }) => one),
      rituals: ritualLines(t, await tasksOf(scope, row.id), now),
      isOver: all.length > 0 && all.every(({ effect_at: at }) => isOver(at, now)),
    });
  }
  const draft = await draftOf(scope);
  const changes = await draftChangesOf(scope);
  const notes = note === undefined ? {} : { note };
  return screens.renderPage(t, { channel, draft, changes, sent, tz: person.tz, ...notes });
}

const show = async (it: Reading, channel: ChannelId | null, note?: Mrkdwn) =>
  update(await page(it, channel, note));

const submitBrief = onSubmit(ids.briefModal, async (it, of, fields) => {
  const { scope, person, now } = it;
  const t = copy.for(it);
  const wrong = (name: string, key: Extract<ReorgKey, `brief.no${string}`>) =>
    errors({ [name]: t.plain(key) });
  if (!isAdmin(person)) return errors({ why: t.plain('told.adminsOnly') });
  const { why, stays, on, ask } = fields;
  if (why === '') return wrong('why', 'brief.noWhy');
  if (stays === '') return wrong('stays', 'brief.noStays');
  const today = localTime(now, person.tz).date;
  const sent = of.reorg === null ? null : await loadReorg(scope, of.reorg);
  const isSameDay = sent !== null && sent.effect_on === on;
  if (on === null || !isLocalDate(on) || !(isSameDay || mayTakeEffect(on, today, addDates(today, 365))))
    return wrong('on', 'brief.noDay');
  if (ask !== null && (await scope.person(ask))?.memberType !== 'member')
    return wrong('ask', 'brief.noMember');
  const words = { why, stays, ask_id: ask, effect_on: on };
  if (of.reorg !== null) {
    if (sent === null || sent.ended_at !== null) return errors({ why: t.plain('told.ended') });
    await operations.reword(it, of.reorg, words);
    return show(it, of.channel, t.mrkdwn('sent.saved'));
  }
  const home = (await draftOf(scope))?.channel_id ?? of.channel;
  if (home === null || !(await operations.isHome(scope, home))) return wrong('why', 'brief.noHome');
  await operations.saveDraft(it, home, words);
  return show(it, of.channel);
});

/** What is wrong with a channel that a brief names; `null`: nothing. An admin names only those of which they may know. */
async function whyNotChannel(read: ReadScope, id: ChannelId): Promise<'noLore' | 'shared' | null> {
  const own = await read.channel(id);
  if (own !== null && (own.kind === 'direct' || !own.hasLore)) return 'noLore';
  if (own?.isShared === true) return 'shared';
  const people = (await read.membersOf([id])).get(id);
  if (people === undefined) return 'noLore';
  return people.some(({ memberType }) => memberType === 'external') ? 'shared' : null;
}

async function changeErrors(
  { scope }: Interaction,
  t: ReturnType<typeof copy.for>,
  fields: {
    readonly kind: Change['kind'] | null;
    readonly channel: ChannelId | null;
    readonly into: readonly ChannelId[];
    readonly name: string;
    readonly leader: UserId | null;
  },
): Promise<Readonly<Record<string, string>> | readonly Change[]> {
  const { kind, channel, into, name, leader } = fields;
  if (kind === null || channel === null) return { channel: t.plain('change.noChannel') };
  const isInto = kind === 'merged' || kind === 'split';
  for (const [field, ids_] of [
    ['channel', [channel]],
    ['into', isInto ? into : []],
  ] as const)
    for (const id of ids_) {
      const why = await whyNotChannel(scope, id);
      if (why !== null) return { [field]: t.plain(`change.${why}`) };
    }
  if (isInto && into.length === 0) return { into: t.plain('change.noInto') };
  if (kind === 'merged' && into.length > 1) return { into: t.plain('change.oneInto') };
  if (kind === 'renamed' && name === '') return { name: t.plain('change.noName') };
  if (kind === 'leader' && (leader === null || (await scope.person(leader))?.memberType !== 'member'))
    return { leader: t.plain('change.noLeader') };
  const wanted = changesFrom({ kind, channel, into, name, leader });
  const all = (await draftChangesOf(scope)).map(changeOf);
  for (const [at, one] of wanted.entries()) {
    const why = whyNotChange(one, [...all, ...wanted.slice(0, at)]);
    if (why !== null) return { [isInto ? 'into' : 'channel']: t.plain(`change.why.${why}`) };
  }
  return wanted;
}

const submitChange = onSubmit(
  ids.changeModal,
  async (it, of, fields) => {
    const t = copy.for(it);
    if (!isAdmin(it.person)) return errors({ channel: t.plain('told.adminsOnly') });
    if ((await draftOf(it.scope)) === null) return errors({ channel: t.plain('told.draftGone') });
    const found = await changeErrors(it, t, fields);
    if (!Array.isArray(found)) return errors(found as Readonly<Record<string, string>>);
    await operations.addChanges(it, found as readonly Change[]);
    return show(it, of.channel);
  },
  (it, of, { kind, channel, into, name, leader }) =>
    Promise.resolve(
      update(
        screens.renderChange(copy.for(it), of.channel, kind ?? 'merged', { channel, into, name, leader }),
      ),
    ),
);

const submitSend = onSubmit(ids.sendModal, async (it, of, fields) => {
  const { scope, person } = it;
  const t = copy.for(it);
  if (!isAdmin(person)) return errors({ people: t.plain('told.adminsOnly') });
  const draft = await draftOf(scope);
  const all = (await draftChangesOf(scope)).map(changeOf);
  if (draft === null || all.length === 0) return errors({ people: t.plain('told.draftGone') });
  const here = await scope.membersOf(concerned(all));
  const members = new Set<UserId>();
  for (const people of here.values())
    for (const { userId, memberType } of people) if (memberType === 'member') members.add(userId);
  const outside = fields.people.filter((user) => !members.has(user));
  if (outside.length > 0) return errors({ people: t.plain('send.outside', { who: namesOf(outside) }) });
  if (!(await operations.isHome(scope, draft.channel_id))) return errors({ people: t.plain('brief.noHome') });
  await operations.send(it, person.userId, draft, { all: fields.all.length > 0, people: fields.people });
  return show(it, of.channel, t.mrkdwn('send.done', { count: concerned(all).length }));
});

const aboutNotice = postsAbout(copy, (read, { notice }: ids.OfNotice) => loadNotice(read, notice));

/** Jobs of a channel know a notice by its id, which may be gone by then. */
export const ofNotice = <P extends ids.OfNotice>(
  run: (context: Parameters<typeof operations.tell>[0], notice: NoticeRow, params: P) => Promise<void>,
) => ({
  title: copy.titled('title.brief'),
  run: async (context: Parameters<typeof operations.tell>[0], params: P) => {
    const notice = await loadNotice(context.scope, params.notice);
    if (notice === null || notice.ended_at !== null) return;
    // Who took it back or changed its words need not have been in this channel.
    const row = await loadReorg(context.scope, notice.reorg_id);
    if (row !== null && row.ended_at !== null) return endIn(context, notice);
    if (row === null || !saysOther(row, notice)) return run(context, notice, params);
    await rewordIn(context.scope, notice, row);
    const { why, stays, ask_id, effect_on } = row;
    await run(context, { ...notice, why, stays, ask_id, effect_on }, params);
  },
});

export const briefing: FeaturePart = {
  actions: [
    onReading(
      ids.openPage,
      forAdmin(async (it: Reading) => open(await page(it, it.channel?.channelId ?? null))),
    ),
    onReading(
      ids.backToPage,
      forAdmin(async (it: Reading, { channel }) => show(it, channel)),
    ),
    onReading(
      ids.editDraft,
      forAdmin(async (it: Reading, { channel }) => {
        const t = copy.for(it);
        const draft = await draftOf(it.scope);
        // Said before anything is typed.
        if (!(await operations.isHome(it.scope, draft?.channel_id ?? channel)))
          return show(it, channel, t.mrkdwn('brief.noHome'));
        return update(screens.renderBrief(t, { channel, reorg: null }, draft, it.person.userId));
      }),
    ),
    onReading(
      ids.editSent,
      forAdmin(async (it: Reading, { reorg, channel }) => {
        const row = await loadReorg(it.scope, reorg);
        if (row === null || row.ended_at !== null) return tell(it, 'told.ended');
        return update(screens.renderBrief(copy.for(it), { channel, reorg }, row, it.person.userId));
      }),
    ),
    onReading(
      ids.addChange,
      forAdmin((it: Reading, { channel }) => {
        const nothingTyped = { channel: null, into: [], name: '', leader: null };
        return Promise.resolve(update(screens.renderChange(copy.for(it), channel, 'merged', nothingTyped)));
      }),
    ),
    onAction(
      ids.takeOut,
      forAdmin(async (it: Interaction, { change, channel }) => {
        await it.scope.deleteOwn(draftChanges, { change_id: change });
        return show(it, channel);
      }),
    ),
    onAction(
      ids.dropDraft,
      forAdmin(async (it: Interaction, { channel }) => {
        await operations.dropDraft(it.scope);
        return show(it, channel);
      }),
    ),
    onReading(
      ids.toSend,
      forAdmin(async (it: Reading, { channel }) => {
        const draft = await draftOf(it.scope);
        const all = (await draftChangesOf(it.scope)).map(changeOf);
        if (draft === null || all.length === 0) return tell(it, 'told.draftGone');
        return update(screens.renderSend(copy.for(it), channel, draft, all, it.person.tz));
      }),
    ),
    onAction(
      ids.takeBack,
      forAdmin(async (it: Interaction, { reorg, channel }) => {
        const isDone = await operations.takeBack(it, reorg);
        return isDone ? show(it, channel, copy.for(it).mrkdwn('sent.takenBack')) : tell(it, 'told.ended');
      }),
    ),
  ],
  views: [submitBrief, submitChange, submitSend],
  posts: [
    aboutNotice.post(ids.posts.brief, 'title.brief', async (t, notice, _params, read) => {
      const all = await changesOf(read, notice.reorg_id, notice.channel_id);
      return screens.briefMessage(t, notice, await asSeen(read, 'other_id', all));
    }),
  ],
  jobs: [
    defineJob(ids.jobs.prepare, 'transition', { title: copy.titled('title.brief'), run: operations.prepare }),
    defineJob(ids.jobs.write, 'transition', { title: copy.titled('title.brief'), run: operations.write }),
    defineJob(
      ids.jobs.tell,
      'transition',
      ofNotice((context, notice, { all }) => operations.tell(context, notice, all === 1)),
    ),
    defineJob(
      ids.jobs.moved,
      'transition',
      ofNotice((context, notice, { on }) => operations.moved(context, notice, on)),
    ),
  ],
};
