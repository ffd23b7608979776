/** A pathway, its skills and activities, who edits it, and what was changed. The words are their editors' together, so a row names who wrote them last. */
import {
  audience,
  channel,
  choice,
  flag,
  instant,
  number,
  partOf,
  person,
  reference,
  text,
} from '#core/columns.ts';
import type { RowId, UserId } from '#core/ids.ts';
import { findRow, findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { type RowOf, type SharedTable, sharedTable } from '#core/tables.ts';
import { changeKinds, formats, inOrder, moments, pathwayStates } from './rules.ts';

export const pathways = sharedTable(
  'pathway',
  {
    channel_id: channel,
    /** Who may see it and all that it is made of. */
    reach_id: audience,
    /** Empty once who wrote it last is erased: its editors name it again. */
    role: text,
    about: text,
    state: choice(pathwayStates),
    /** How often it was published, or changed after. */
    version: number,
    /** Each change makes it one more, so that of two at once the second is noticed. */
    revision: number.internal,
    named_by: person.orNull.theirs.writing('role', 'about'),
    begun_at: instant,
    published_at: instant.orNull,
    published_by: person.orNull.theirs,
    /** When somebody last said that it is right. */
    right_at: instant.orNull,
    /** It is no pathway that people walk: a draft, since it was last changed, or ended. */
    rests_since: instant.orNull.internal,
  },
  {
    kept: { name: 'pathways.pathways', days: 730, since: 'rests_since' },
    exported: { as: 'pathways', order: 'begun_at', withId: true },
    called: ({ role }) => (role === '' ? null : role),
  },
);
export type PathwayRow = RowOf<typeof pathways>;

export const skills = sharedTable(
  'pathway_skill',
  {
    pathway_id: partOf(pathways),
    name: text,
    /** 1 to 5. */
    level: number,
    place: number.internal,
    named_by: person.orNull.theirs.writing('name'),
    out_at: instant.orNull,
  },
  { exported: { as: 'pathwaySkills', order: 'place', withId: true } },
);
export type SkillRow = RowOf<typeof skills>;

export const activities = sharedTable(
  'pathway_activity',
  {
    pathway_id: partOf(pathways),
    skill_id: reference,
    /** Empty once who wrote it last is erased: it is shown no more. */
    title: text,
    /** An address, or empty. */
    link: text,
    effort: text,
    format: choice(formats),
    /** The organisation asks it of everybody in the role. */
    is_required: flag,
    moment: choice(moments),
    after_id: reference.orNull,
    place: number.internal,
    named_by: person.orNull.theirs.writing('title', 'link', 'effort'),
    out_at: instant.orNull,
  },
  { exported: { as: 'pathwayActivities', order: 'place' } },
);
export type ActivityRow = RowOf<typeof activities>;

/** People who said that they walk this path. */
export const editors = sharedTable(
  'pathway_editor',
  {
    pathway_id: partOf(pathways),
    person_id: person.orNull.theirs,
    joined_at: instant,
    left_at: instant.orNull,
  },
  { exported: { as: 'pathwayEditors', order: 'joined_at' } },
);

export const changes = sharedTable(
  'pathway_change',
  {
    pathway_id: partOf(pathways),
    /** The version that it made; 0: it was a draft. */
    version: number,
    kind: choice(changeKinds),
    /** The skill or the activity; `null`: all of it. */
    part_id: reference.orNull.internal,
    /** Of how many. */
    count: number,
    changed_by: person.orNull.theirs,
    changed_at: instant,
  },
  { exported: { as: 'pathwayChanges', order: 'changed_at' } },
);
export type ChangeRow = RowOf<typeof changes>;

/** @returns `null` if this viewer may not see it, or it is gone */
export const loadPathway = (read: ReadScope, id: RowId): Promise<PathwayRow | null> =>
  findRow(read.from(pathways), { id });

/** The active full members who edit each of them, the first first. */
async function editorsAmong(
  read: ReadScope,
  ids: readonly RowId[],
): Promise<ReadonlyMap<RowId, readonly UserId[]>> {
  const rows = await findRows(read.from(editors), { pathway_id: ids, left_at: null }, 'joined_at', 'id');
  const mayEdit = new Set<UserId>();
  for (const user of new Set(rows.flatMap(({ person_id: one }) => one ?? [])))
    if ((await read.person(user))?.memberType === 'member') mayEdit.add(user);
  const grouped = Map.groupBy(rows, ({ pathway_id: id }) => id);
  return new Map(
    [...grouped].map(([id, some]) => [
      id,
      [...new Set(some.flatMap(({ person_id: one }) => (one !== null && mayEdit.has(one) ? [one] : [])))],
    ]),
  );
}

/** The active full members who edit it, the first first. */
export const editorsOf = async (read: ReadScope, id: RowId): Promise<readonly UserId[]> =>
  (await editorsAmong(read, [id])).get(id) ?? [];

/** A pathway with all that stands in it. */
export interface Whole {
  readonly row: PathwayRow;
  readonly editors: readonly UserId[];
  readonly skills: readonly SkillWith[];
  readonly activities: readonly ActivityRow[];
}

export interface SkillWith {
  readonly skill: SkillRow;
  readonly activities: readonly ActivityRow[];
}

/** The activities that stand in it: not taken out, and with a title. */
export async function activitiesOf(read: ReadScope, id: RowId): Promise<readonly ActivityRow[]> {
  const rows = await findRows(read.from(activities), { pathway_id: id, out_at: null }, 'place', 'id');
  return rows.filter(({ title }) => title !== '');
}

/** @returns `null`: as `loadPathway` */
export async function loadWhole(read: ReadScope, id: RowId): Promise<Whole | null> {
  const row = await loadPathway(read, id);
  return row === null ? null : ((await wholesOf(read, [row]))[0] ?? null);
}

/** Pathways with all that stands in them, in the same order: however many, with as many queries, and one for each person who edits some. */
export async function wholesOf(read: ReadScope, rows: readonly PathwayRow[]): Promise<readonly Whole[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const standing = { pathway_id: ids, out_at: null };
  const activitiesIn = Map.groupBy(
    (await findRows(read.from(activities), standing, 'place', 'id')).filter(({ title }) => title !== ''),
    ({ pathway_id: id }) => id,
  );
  const skillsIn = Map.groupBy(
    await findRows(read.from(skills), standing, 'place', 'id'),
    ({ pathway_id: id }) => id,
  );
  const edit = await editorsAmong(read, ids);
  return rows.map((row) => {
    const all = activitiesIn.get(row.id) ?? [];
    const grouped = (skillsIn.get(row.id) ?? []).map((skill): SkillWith => {
      const here = all.filter(({ skill_id: of }) => of === skill.id);
      return { skill, activities: inOrder(here.map((one) => ({ ...one, after: one.after_id }))) };
    });
    return { row, editors: edit.get(row.id) ?? [], skills: grouped, activities: all };
  });
}

/** The pathway that a skill or an activity stands in. */
export async function pathwayOf(
  read: ReadScope,
  table: SharedTable<SkillRow> | SharedTable<ActivityRow>,
  id: RowId,
): Promise<RowId | null> {
  const rows = read.from(table as SharedTable<Pick<SkillRow, 'id' | 'pathway_id'>>);
  return (await findRow(rows, { id }))?.pathway_id ?? null;
}

/** A change, and what the skill or the activity is called that it is about; empty: nothing, or who wrote it is erased. */
export interface Told extends ChangeRow {
  readonly name: string;
}

/** What was changed, the newest first. */
export async function changesOf(read: ReadScope, id: RowId): Promise<readonly Told[]> {
  const of = { pathway_id: id };
  const names = new Map<RowId, string>();
  for (const row of await findRows(read.from(skills), of)) names.set(row.id, row.name);
  for (const row of await findRows(read.from(activities), of)) names.set(row.id, row.title);
  const all = await findRows(read.from(changes), of, '-changed_at', '-id');
  return all.map((row) => ({ ...row, name: (row.part_id === null ? null : names.get(row.part_id)) ?? '' }));
}
