/** Making a pathway: what is written, and who is told. */
import type { Instant } from '#core/clock.ts';
import { type ChannelId, rowId, type RowId, type UserId } from '#core/ids.ts';
import type { JobContext } from '#core/job.ts';
import { type Insertion, insertion, type Scope } from '#core/scope.ts';
import { audienceFrom, type Visibility } from '#core/visibility.ts';
import type { Work } from '#core/work.ts';
import * as ids from '../ids.ts';
import {
  activities,
  type ActivityRow,
  changes,
  type ChangeRow,
  editors,
  editorsOf,
  loadPathway,
  type PathwayRow,
  pathways,
  type SkillRow,
  skills,
  type Whole,
} from '../rows.ts';
import { afterWithout, type ChangeKind, type Format, type Line, review } from '../rules.ts';

export interface Named {
  readonly role: string;
  readonly about: string;
}

/** Begins a draft, and says so in the channel. @param channel one where the person is and Lore may post */
export async function begin(
  work: Work,
  by: UserId,
  channel: ChannelId,
  { role, about, reach }: Named & { readonly reach: Visibility },
): Promise<PathwayRow> {
  const { scope, now, newId } = work;
  const audience = await scope.audience(audienceFrom(channel, reach === 'workspace'));
  const row: PathwayRow = {
    ...{ id: rowId(newId()), channel_id: channel, reach_id: audience },
    ...{ role, about, state: 'draft', version: 0, revision: 1, named_by: by },
    ...{ begun_at: now, published_at: null, published_by: null, right_at: null, rests_since: now },
  };
  await scope.insert(pathways, row, { audience, by: [], names: 'shown' });
  await addEditor(work, row, by);
  await scope.publish(ids.cardPost(row, by));
  return row;
}

const written = ({ reach_id: audience }: PathwayRow) => ({ audience, by: [], names: 'shown' }) as const;

async function addEditor({ scope, now, newId }: Work, row: PathwayRow, user: UserId): Promise<void> {
  const of = { id: rowId(newId()), pathway_id: row.id, person_id: user, joined_at: now, left_at: null };
  await scope.insert(editors, of, written(row));
}

/** Somebody walks this path, too, and can change it from now on. */
export async function join(work: Work, row: PathwayRow, user: UserId): Promise<void> {
  const { scope } = work;
  const before = await editorsOf(scope, row.id);
  if (before.includes(user)) return;
  await addEditor(work, row, user);
  await scope.refresh(ids.cardPost(row));
  if (row.state === 'draft') for (const other of before) await scope.publish(ids.readyPost(row, other));
  else await askLater(scope, row, [user]);
}

/** Edits it no more. What they wrote stays. */
export async function leave({ scope, now }: Work, row: PathwayRow, user: UserId): Promise<void> {
  const theirs = scope.from(editors).where('it.pathway_id', '=', row.id).where('it.person_id', '=', user);
  for (const { id } of await theirs.selectAll().execute()) await scope.update(editors, id, { left_at: now });
  await scope.cancel(ids.jobs.review.ref({ pathway: row.id, person: user }));
  await redraw(scope, row, [user]);
}

/** The card, what editors were asked, and how far somebody is of it. */
async function redraw(scope: Scope, row: PathwayRow, also: readonly UserId[] = []): Promise<void> {
  await scope.refresh(ids.cardPost(row));
  await scope.refreshShowing(row.id);
  for (const user of new Set([...(await editorsOf(scope, row.id)), ...also])) {
    await scope.refresh(ids.readyPost(row, user));
    const { right_at: since } = row;
    if (since === null) continue;
    for (const nth of [1, 2] as const) await scope.refresh(ids.reviewPost(row.id, since, nth, user));
  }
}

/** What was changed, in a word or two. */
type Change = Pick<ChangeRow, 'kind' | 'part_id' | 'count'>;

/**
 * Changes it, if nobody else did meanwhile.
 * @param then what is changed with it, as it is from now on
 * @returns `false`: somebody was quicker
 */
async function change(
  { scope, now, newId }: Work,
  row: PathwayRow,
  by: UserId,
  what: Change,
  then: (after: PathwayRow) => Promise<void>,
  cells: Partial<Omit<PathwayRow, 'id'>> = {},
): Promise<boolean> {
  const version = row.state === 'published' ? row.version + 1 : row.version;
  const state = cells.state ?? row.state;
  const after: PathwayRow = {
    ...row,
    ...{ version, revision: row.revision + 1, rests_since: state === 'published' ? null : now },
    ...cells,
  };
  const { id, ...rest } = after;
  if (!(await scope.update(pathways, id, rest, { where: { revision: row.revision } }))) return false;
  const said = { id: rowId(newId()), pathway_id: id, changed_by: by, changed_at: now, ...what };
  await scope.insert(changes, { ...said, version: state === 'published' ? after.version : 0 }, written(row));
  await then(after);
  return true;
}

const say = (kind: ChangeKind, part_id: RowId | null = null, count = 1): Change => ({ kind, part_id, count });

export const name = (work: Work, row: PathwayRow, by: UserId, named: Named): Promise<boolean> =>
  change(work, row, by, say('named'), (after) => redraw(work.scope, after), { ...named, named_by: by });

export interface Adding {
  readonly skill: string;
  readonly level: number;
  readonly format: Format;
  readonly lines: readonly Line[];
}

const sameName = (name: string) => (one: { readonly skill: SkillRow }) =>
  one.skill.name.toLowerCase() === name.toLowerCase();

/** Adds activities, with their skill where it is new. @returns `false`: somebody was quicker */
export function add(work: Work, whole: Whole, by: UserId, adding: Adding): Promise<boolean> {
  const { scope, newId } = work;
  const known = whole.skills.find(sameName(adding.skill))?.skill;
  const last = (rows: readonly { readonly place: number }[]) => Math.max(-1, ...rows.map((one) => one.place));
  const made: SkillRow = {
    ...{ id: rowId(newId()), pathway_id: whole.row.id, name: adding.skill, level: adding.level },
    ...{ place: last(whole.skills.map(({ skill }) => skill)) + 1, named_by: by, out_at: null },
  };
  const skill = known ?? made;
  return change(work, whole.row, by, say('added', skill.id, adding.lines.length), async (row) => {
    if (known !== undefined && known.level !== adding.level)
      await scope.update(skills, known.id, { level: adding.level });
    const first = last(whole.activities) + 1;
    const rows = adding.lines.map(({ title, link }, at): Insertion => {
      const cells: ActivityRow = {
        ...{ id: rowId(newId()), pathway_id: row.id, skill_id: skill.id, title, link, effort: '' },
        ...{ format: adding.format, is_required: 0, moment: 'none', after_id: null, place: first + at },
        ...{ named_by: by, out_at: null },
      };
      return insertion(activities, cells, written(row));
    });
    await scope.insertAll([...(known === undefined ? [insertion(skills, made, written(row))] : []), ...rows]);
    await redraw(scope, row);
  });
}

export const changeSkill = (
  work: Work,
  whole: Whole,
  by: UserId,
  { id }: SkillRow,
  cells: Pick<SkillRow, 'name' | 'level'>,
): Promise<boolean> =>
  change(work, whole.row, by, say('skill', id), async () => {
    await work.scope.update(skills, id, { ...cells, named_by: by });
  });

/** Takes a skill out, with its activities. */
export function dropSkill(work: Work, whole: Whole, by: UserId, { id }: SkillRow): Promise<boolean> {
  const { scope, now } = work;
  const theirs = whole.activities.filter(({ skill_id: of }) => of === id);
  return change(work, whole.row, by, say('skillOut', id, theirs.length), async (row) => {
    await scope.update(skills, id, { out_at: now });
    await takeOut(work, whole, theirs);
    await redraw(scope, row);
  });
}

export const changeActivity = (
  work: Work,
  whole: Whole,
  by: UserId,
  id: RowId,
  cells: Omit<ActivityRow, 'id' | 'pathway_id' | 'skill_id' | 'place' | 'named_by' | 'out_at'>,
): Promise<boolean> =>
  change(work, whole.row, by, say('activity', id), async () => {
    await work.scope.update(activities, id, { ...cells, named_by: by });
  });

export const dropActivity = (work: Work, whole: Whole, by: UserId, activity: ActivityRow): Promise<boolean> =>
  change(work, whole.row, by, say('activityOut', activity.id), async (row) => {
    await takeOut(work, whole, [activity]);
    await redraw(work.scope, row);
  });

/** What came after them comes after what they came after. */
async function takeOut({ scope, now }: Work, whole: Whole, rows: readonly ActivityRow[]): Promise<void> {
  const out = new Set(rows.map(({ id }) => id));
  const steps = whole.activities.map(({ id, after_id: after }) => ({ id, after }));
  for (const id of out) await scope.update(activities, id, { out_at: now });
  for (const { id, after_id: after } of whole.activities)
    if (after !== null && out.has(after) && !out.has(id))
      await scope.update(activities, id, { after_id: afterWithout(steps, out, after) });
}

/** @returns `false`: somebody was quicker */
export function publish(work: Work, { row, editors: all }: Whole, by: UserId): Promise<boolean> {
  const { scope, now } = work;
  const cells = {
    state: 'published',
    ...{ version: row.version + 1, right_at: now, rests_since: null },
    ...{ published_at: row.published_at ?? now, published_by: row.published_by ?? by },
  } as const;
  const tell = async (after: PathwayRow) => {
    await redraw(scope, after);
    await scope.publish(ids.publishedPost(after, by));
    await askLater(scope, after, all);
  };
  return change(work, row, by, say('published'), tell, cells);
}

/** Somebody who edits it says that it is right. */
export async function confirm({ scope, now }: Work, row: PathwayRow): Promise<void> {
  await scope.update(pathways, row.id, { right_at: now });
  await redraw(scope, row);
  await askLater(scope, { ...row, right_at: now }, await editorsOf(scope, row.id));
}

const askAt = (scope: Scope, pathway: RowId, person: UserId, at: Instant): Promise<void> =>
  scope.runAt(ids.jobs.review.ref({ pathway, person }), at, { kind: 'person', userId: person });

async function askLater(scope: Scope, row: PathwayRow, users: readonly UserId[]): Promise<void> {
  if (row.right_at === null) return;
  for (const user of users) await askAt(scope, row.id, user, row.right_at + review.asks);
}

/** With an editor's own access: asks them once after a quarter, and once more when it is out of date. Then it is silent until somebody says so. */
export async function ask(
  { scope, now }: JobContext,
  { pathway: id, person: self }: ids.OfEditor,
): Promise<void> {
  const row = await loadPathway(scope, id);
  if (row?.state !== 'published' || row.right_at === null) return;
  if (!(await editorsOf(scope, id)).includes(self)) return;
  const { right_at: since } = row;
  if (now < since + review.asks) return askAt(scope, id, self, since + review.asks);
  const isLast = now >= since + review.stale;
  await scope.publish(ids.reviewPost(id, since, isLast ? 2 : 1, self));
  await scope.refresh(ids.cardPost(row));
  if (!isLast) await askAt(scope, id, self, since + review.stale);
}

/** @returns `false`: somebody was quicker */
export async function end({ scope, now }: Work, row: PathwayRow): Promise<boolean> {
  const cells = { state: 'ended', rests_since: now, revision: row.revision + 1 } as const;
  if (!(await scope.update(pathways, row.id, cells, { where: { revision: row.revision } }))) return false;
  await redraw(scope, row);
  return true;
}

/** It is a draft again. */
export const takeUp = (work: Work, row: PathwayRow, by: UserId): Promise<boolean> =>
  change(work, row, by, say('takenUp'), (after) => redraw(work.scope, after), { state: 'draft' });
