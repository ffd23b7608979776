/** A new leader agrees in the channel, is handed what the team goes on with, and says once which of it they keep. */
import type { Feature } from '#core/feature.ts';
import type { HandedOn } from '#core/handed-on.ts';
import { type ChannelId, rowId, type UserId } from '#core/ids.ts';
import type { JobContext } from '#core/job.ts';
import type { RenderContext } from '#core/post.ts';
import { findRows } from '#core/rows.ts';
import type { ReadScope, Scope } from '#core/scope.ts';
import type { Work } from '#core/work.ts';
import { askKeptAfter } from '../brief/rules.ts';
import * as ids from '../ids.ts';
import { type ChangeRow, changes, loadChange, noticeIn, type NoticeRow } from '../rows.ts';
import { kept } from './rows.ts';

export type Practices = () => readonly Feature[];

/** The reorganisation does not take place: nobody leads by it, and nothing is asked of it any more. */
export const isTakenBack = async (
  read: ReadScope,
  { reorg_id: reorg, channel_id: channel }: Pick<ChangeRow, 'reorg_id' | 'channel_id'>,
): Promise<boolean> => (await noticeIn(read, reorg, channel))?.ended_at != null;

/** With the channel’s access: it is asked where the team reads the answer. */
export async function askToLead(scope: Scope, notice: NoticeRow, { id }: ChangeRow): Promise<void> {
  const here = await scope.channel(notice.channel_id);
  if (here !== null && !here.isArchived) await scope.publish(ids.leadPost(notice, id));
}

/** @returns `false`: they said so before, or somebody else is asked by now */
export async function answerLead(
  { scope, now }: Pick<Work, 'scope' | 'now'>,
  change: ChangeRow,
  user: UserId,
  said: 'yes' | 'no',
): Promise<boolean> {
  const where = { said: 'asked', leader_id: user } as const;
  if (!(await scope.update(changes, change.id, { said, said_at: now }, { where }))) return false;
  const notice = await noticeIn(scope, change.reorg_id, change.channel_id);
  if (notice !== null) await scope.refresh(ids.leadPost(notice, change.id));
  if (said === 'yes') {
    await scope.publish(ids.handedPost(change.id, 0, user));
    const job = ids.jobs.askKept.ref({ change: change.id, user });
    const leadsFrom = Math.max(now, notice?.effect_at ?? now);
    await scope.runAt(job, leadsFrom + askKeptAfter, { kind: 'person', userId: user });
  }
  await scope.refreshHome(user);
  return true;
}

/** Who is not in the channel any more reads nothing of it, and is not asked there. With the channel’s access. */
export async function hasLeft(scope: Scope, channel: ChannelId, user: UserId): Promise<void> {
  for (const change of await findRows(scope.from(changes), { channel_id: channel, leader_id: user }, 'id')) {
    await scope.refresh(ids.handedPost(change.id, 0, user), ids.handedPost(change.id, 1, user));
    const notice = await noticeIn(scope, change.reorg_id, channel);
    if (notice !== null) await scope.refresh(ids.leadPost(notice, change.id));
  }
  await scope.refreshHome(user);
}

/** With the leader’s access, unless they said it by themselves. */
export async function askKept(
  { scope }: JobContext,
  { change: id, user }: ids.OfChange & ids.OneUser,
): Promise<void> {
  const change = await loadChange(scope, id);
  if (change === null || change.said !== 'yes' || change.kept_at !== null) return;
  if (await isTakenBack(scope, change)) return;
  await scope.publish(ids.handedPost(id, 1, user));
}

export interface HandedRitual {
  /** `Schedule.name`. */
  readonly name: string;
  /** As people know it. */
  readonly title: string;
}

export interface Handed {
  readonly rituals: readonly HandedRitual[];
  readonly items: readonly HandedOn[];
  /** Of its reader. */
  readonly tz: string;
}

/** Of all practices that are on there, as far as the reader may see it. */
export async function handedIn(
  practices: Practices,
  read: ReadScope,
  { channel_id: channel }: Pick<ChangeRow, 'channel_id'>,
  { locale, tz }: Pick<RenderContext, 'locale' | 'tz'>,
): Promise<Handed> {
  const running = new Set((await read.schedules.running(channel)).map(({ name }) => name));
  const rituals = practices()
    .flatMap(({ schedules = [] }) => schedules)
    .filter(({ name }) => running.has(name))
    .map(({ name, title }) => ({ name, title: title(locale) }));
  const items: HandedOn[] = [];
  for (const { handedOn } of practices()) items.push(...((await handedOn?.(read, channel)) ?? []));
  return { rituals, items: items.slice(0, 60), tz };
}

/** @param drops what they do not keep; of the rest they keep all @returns `false`: they said it before */
export async function sayKept(
  { scope, now, newId }: Work,
  change: ChangeRow,
  user: UserId,
  { rituals, items }: Handed,
  drops: ReadonlySet<string>,
): Promise<boolean> {
  const where = { said: 'yes', leader_id: user, kept_at: null } as const;
  if (!(await scope.update(changes, change.id, { kept_at: now }, { where }))) return false;
  const notice = await noticeIn(scope, change.reorg_id, change.channel_id);
  const audience = await scope.audience({ kind: 'conversation', channel: change.channel_id });
  const written = { audience, by: [], names: 'shown' } as const;
  for (const about of [...rituals.map(({ name }) => name), ...items.map(({ id }) => id)]) {
    const is_kept = drops.has(about) ? 0 : 1;
    const of = { id: rowId(newId()), reorg_id: change.reorg_id, change_id: change.id };
    await scope.insert(kept, { ...of, about, is_kept }, written);
  }
  if (notice !== null) await scope.publish(ids.keptPost(notice, change.id));
  await scope.refresh(ids.handedPost(change.id, 0, user), ids.handedPost(change.id, 1, user));
  await scope.refreshHome(user);
  return true;
}
