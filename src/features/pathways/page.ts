/** A pathway as its readers see it: page by page, since it may be long. */
import type { Button, KnownBlock } from '@slack/types';
import { type Instant } from '#core/clock.ts';
import type { ChannelId, RowId, UserId } from '#core/ids.ts';
import { button, entriesMenu, entry, type MenuEntry } from '#core/kit/action.ts';
import { actions, context, divider, section, userText } from '#core/kit/blocks.ts';
import { renderModal, type RenderedModal } from '#core/kit/modal.ts';
import { pageOf, pager } from '#core/kit/pages.ts';
import { nameOf, namesOf, onDay } from '#core/sentence.ts';
import { join, type Mrkdwn, shorten } from '#core/text.ts';
import { copy, type T, walkCopy, type WalkT } from './copy.ts';
import * as ids from './ids.ts';
import type { ActivityRow, PathwayRow, SkillRow, Told, Whole } from './rows.ts';
import { isStale, leastEditors } from './rules.ts';
import * as walking from './walking/ids.ts';

/** So many skills and activities are on a page; an activity may take two blocks. */
const most = { items: 25, versions: 20, after: 60 } as const;
export const listedOnPage = 15;

/** Who reads it, and what is theirs in it. */
export interface Reader {
  readonly t: T;
  readonly walkT: WalkT;
  readonly now: Instant;
  readonly self: UserId;
  /** A full member, who can edit. */
  readonly isMember: boolean;
  readonly follows: boolean;
  /** Of the activities that they finished, what they noted. */
  readonly done: ReadonlyMap<RowId, RowId>;
}

export const roleOf = (t: T, { role }: Pick<PathwayRow, 'role'>): string =>
  role === '' ? t.plain('unnamed') : role;

/** Opens one of several. */
export const openButton = (t: T, row: PathwayRow): Button =>
  button(
    ids.openPathway,
    t.plain('open'),
    { pathway: row.id, page: 0 },
    { label: t.plain('openIt', { role: roleOf(t, row) }) },
  );

/** What state it is in, as everybody may read. */
export function factsOf(t: T, { row, editors, activities, skills }: Whole, now: Instant): Mrkdwn[] {
  const counts = t.mrkdwn('facts.counts', { activities: activities.length, skills: skills.length });
  const by =
    editors.length === 0 ? t.mrkdwn('facts.nobody') : t.mrkdwn('facts.by', { people: namesOf(editors) });
  if (row.state === 'draft') return [join([counts, by], ' · '), t.mrkdwn('facts.draft')];
  if (row.state === 'ended') return [counts, t.mrkdwn('facts.ended')];
  const since = row.right_at ?? row.begun_at;
  const right = isStale(row.right_at, now)
    ? t.mrkdwn('facts.stale', { since: onDay(since) })
    : t.mrkdwn('facts.right', { since: onDay(since) });
  return [
    join([t.mrkdwn('facts.version', { version: row.version }), counts, by], ' · '),
    right,
    ...(editors.length < leastEditors ? [t.mrkdwn('facts.alone')] : []),
  ];
}

/** What an activity is, in one line. */
export function activityLine(t: T, { activities }: Pick<Whole, 'activities'>, row: ActivityRow): string {
  const after = activities.find(({ id }) => id === row.after_id);
  return [
    t.plain(`format.${row.format}`),
    ...(row.effort === '' ? [] : [row.effort]),
    ...(row.is_required === 1 ? [t.plain('activity.isRequired')] : []),
    ...(after === undefined
      ? []
      : [t.plain('activity.comesAfter', { title: shorten(after.title, most.after) })]),
    ...(row.moment === 'none' ? [] : [t.plain(`activity.at.${row.moment}`)]),
  ].join(' · ');
}

type Item = { readonly skill: SkillRow } | { readonly activity: ActivityRow; readonly of: SkillRow };

const itemsOf = ({ skills }: Whole): readonly Item[] =>
  skills.flatMap(({ skill, activities }): Item[] => [
    { skill },
    ...activities.map((activity) => ({ activity, of: skill })),
  ]);

const isMenu = (entries: readonly MenuEntry[]): entries is readonly [MenuEntry, ...MenuEntry[]] =>
  entries.length > 0;

const withMenu = (line: Mrkdwn, entries: readonly MenuEntry[]): KnownBlock =>
  isMenu(entries) ? section(line, entriesMenu(entries)) : section(line);

function skillBlock({ t }: Reader, skill: SkillRow, canChange: boolean): KnownBlock {
  const line = t.mrkdwn('skill.line', {
    name: skill.name === '' ? t.plain('skill.unnamed') : skill.name,
    level: t.plain(`level.${levelOf(skill)}`),
  });
  const of = { part: skill.id };
  return withMenu(
    line,
    canChange
      ? [entry(ids.openAddTo, t.plain('skill.add'), of), entry(ids.openSkill, t.plain('skill.change'), of)]
      : [],
  );
}

export const levelOf = ({ level }: Pick<SkillRow, 'level'>) =>
  (['1', '2', '3', '4', '5'] as const)[Math.min(5, Math.max(1, level)) - 1] ?? '1';

function activityBlocks(
  reader: Reader,
  whole: Whole,
  activity: ActivityRow,
  canChange: boolean,
): KnownBlock[] {
  const { t, walkT, done, follows } = reader;
  const of = { part: activity.id };
  const noted = done.get(activity.id);
  const line = join([
    noted === undefined
      ? t.mrkdwn('activity.line', { title: activity.title })
      : walkT.mrkdwn('page.finished', { title: activity.title }),
    t.mrkdwn('activity.facts', { facts: activityLine(t, whole, activity) }),
  ]);
  const isOpen = whole.row.state === 'published' && follows;
  const entries = [
    ...(isOpen && noted === undefined ? [entry(walking.openFinish, walkT.plain('page.finish'), of)] : []),
    ...(noted === undefined ? [] : [entry(walking.unfinish, walkT.plain('page.unfinish'), { done: noted })]),
    ...(canChange ? [entry(ids.openActivity, t.plain('activity.change'), of)] : []),
  ];
  return [withMenu(line, entries), ...(activity.link === '' ? [] : [userText({ link: activity.link })])];
}

function buttonsOf({ t, walkT, self, isMember, follows }: Reader, { row, editors }: Whole): Button[] {
  const of = { pathway: row.id };
  const isEditor = editors.includes(self);
  const following = follows
    ? button(walking.unfollow, walkT.plain('unfollow'), of)
    : button(walking.follow, walkT.plain('follow'), of);
  const showing = button(walking.openShow, walkT.plain('show.button'), of);
  const isOpen = row.state === 'published';
  return [
    ...(isOpen || follows ? [following] : []),
    ...(isOpen && follows && isMember ? [showing] : []),
    ...(isEditor && row.state !== 'ended' ? [button(ids.openAdd, t.plain('add.button'), of)] : []),
    ...(isEditor && row.state === 'draft' ? [button(ids.publish, t.plain('publish.button'), of)] : []),
    ...(isEditor && isOpen ? [button(ids.stillRight, t.plain('right.button'), of)] : []),
    ...(isEditor && row.state === 'ended' ? [button(ids.takeUp, t.plain('takeUp.button'), of)] : []),
    ...(!isEditor && isMember && row.state !== 'ended' ? [button(ids.walk, t.plain('walk.button'), of)] : []),
  ];
}

function menuOf({ t, self }: Reader, { row, editors }: Whole): readonly [MenuEntry, ...MenuEntry[]] {
  const of = { pathway: row.id };
  const mine = [
    entry(ids.openName, t.plain('name.button'), of),
    entry(ids.leave, t.plain('leave.button'), of),
  ];
  return [
    entry(ids.openVersions, t.plain('versions.button'), of),
    entry(ids.getMarkdown, t.plain('file.markdown'), of),
    entry(ids.getTable, t.plain('file.table'), of),
    ...(editors.includes(self) ? mine : []),
  ];
}

/** @param notice what came of a press */
export function renderPathway(
  reader: Reader,
  whole: Whole,
  wanted: number,
  notice: Mrkdwn | null = null,
): RenderedModal {
  const { t, self } = reader;
  const { row } = whole;
  const page = pageOf(itemsOf(whole), most.items, wanted);
  const canChange = whole.editors.includes(self) && row.state !== 'ended';
  const [begins] = page.shown;
  const blocks = page.shown.flatMap((item) =>
    'skill' in item
      ? [skillBlock(reader, item.skill, canChange)]
      : activityBlocks(reader, whole, item.activity, canChange),
  );
  const buttons = buttonsOf(reader, whole);
  return renderModal(ids.pathwayModal, {}, t.modal('page.title'), [
    ...(notice === null ? [] : [section(notice), divider()]),
    section(t.mrkdwn('page.role', { role: roleOf(t, row) }), entriesMenu(menuOf(reader, whole))),
    ...(row.about === '' ? [] : [userText({ written: row.about, as: 'quote' })]),
    context(...factsOf(t, whole, reader.now)),
    ...(buttons.length === 0 ? [] : [actions(buttons)]),
    divider(),
    ...(begins !== undefined && 'of' in begins ? [skillBlock(reader, begins.of, canChange)] : []),
    ...(page.shown.length === 0 ? [section(t.mrkdwn('page.empty'))] : blocks),
    ...pager(t, page, ids.pathwayPages, (turned) => ({ pathway: row.id, page: turned })),
  ]);
}

/** One of several. */
export interface Listed {
  readonly row: PathwayRow;
  readonly line: Mrkdwn;
}

export function renderList(
  t: T,
  listed: readonly Listed[],
  { page: wanted, at }: { readonly page: number; readonly at?: ChannelId | undefined },
  buttons: readonly Button[],
  notice: Mrkdwn,
): RenderedModal {
  const page = pageOf(listed, listedOnPage, wanted);
  return renderModal(ids.listModal, {}, t.modal('list.title'), [
    section(notice),
    actions([...buttons]),
    ...page.shown.map(({ row, line }) => section(line, openButton(t, row))),
    ...pager(t, page, ids.listPages, (turned) => ({ page: turned, at })),
  ]);
}

/** What was changed, in a few words. */
export const changeWords = (t: T, { kind, name, count }: Told): string =>
  t.plain(`change.${kind}`, { name: name === '' ? t.plain('change.erased') : name, count });

/** What was changed, when, and by whom: the newest first. */
export function renderVersions(t: T, row: PathwayRow, all: readonly Told[], wanted: number): RenderedModal {
  const page = pageOf(all, most.versions, wanted);
  const back = button(ids.openPathway, t.plain('versions.back'), { pathway: row.id, page: 0 });
  return renderModal(ids.versionsModal, {}, t.modal('versions.title'), [
    section(t.mrkdwn('page.role', { role: roleOf(t, row) }), back),
    ...(all.length === 0 ? [section(t.mrkdwn('versions.none'))] : []),
    ...page.shown.map((one) => {
      const values = { on: onDay(one.changed_at), by: nameOf(one.changed_by) };
      const what = changeWords(t, one);
      return section(
        one.version === 0
          ? t.mrkdwn('versions.draft', { ...values, what })
          : t.mrkdwn('versions.line', { ...values, what, version: one.version }),
      );
    }),
    ...pager(t, page, ids.versionPages, (turned) => ({ pathway: row.id, page: turned })),
  ]);
}

/** The sentences of both catalogues, for one person. */
export const sentencesFor = (to: Parameters<typeof copy.for>[0]) => ({
  t: copy.for(to),
  walkT: walkCopy.for(to),
});
