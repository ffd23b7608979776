/** A forum that somebody sets up, as long as people are being asked. */
import { channel, choice, instant, partOf, person, reference, text } from '#core/columns.ts';
import type { ChannelId, RowId, UserId } from '#core/ids.ts';
import { findRow, findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { ownTable, type RowOf, sharedTable } from '#core/tables.ts';
import { parts, planStates, rhythms, saidAnswers } from '../rules.ts';

/** For the person who set it up alone. */
export const plans = sharedTable(
  'forum_plan',
  {
    channel_id: channel,
    subject: text,
    about: text,
    every: choice(rhythms),
    planned_by: person.orNull.theirs,
    planned_at: instant,
    state: choice(planStates),
  },
  {
    kept: { name: 'forums.plans', days: 180, since: 'planned_at' },
    exported: { as: 'forumPlans', only: 'person', order: 'planned_at' },
  },
);

export type PlanRow = RowOf<typeof plans>;

const plan_id = partOf(plans).internal;

/** One question to one person, for the two of them: nobody reads who else was asked. */
export const asks = sharedTable(
  'forum_ask',
  {
    plan_id,
    channel_id: channel,
    subject: text,
    about: text,
    asked_by: person.orNull.theirs,
    person_id: person.orNull.theirs.as('asked'),
    part: choice(parts),
    asked_at: instant,
  },
  { exported: { as: 'forumAsks', only: 'person', order: 'asked_at' } },
);

export type AskRow = RowOf<typeof asks>;

/** Somebody agreed, which the person who set it up reads. */
export const yeses = sharedTable(
  'forum_yes',
  { plan_id, person_id: person.orNull.theirs, part: choice(parts), said_at: instant },
  { exported: { as: 'forumAgreed', only: 'person', order: 'said_at' } },
);

export type YesRow = RowOf<typeof yeses>;

/** What the person who was asked answered: theirs alone. */
export const answers = ownTable(
  'forum_answer',
  ['ask_id'],
  { plan_id, ask_id: reference.internal, answer: choice(saidAnswers), answered_at: instant },
  { exported: { as: 'forumAnswers', order: 'answered_at' } },
);

/** @returns `null` if this viewer may not see it, or it is gone */
export const loadPlan = (read: ReadScope, id: RowId): Promise<PlanRow | null> =>
  findRow(read.from(plans), { id });

export const loadAsk = (read: ReadScope, id: RowId): Promise<AskRow | null> =>
  findRow(read.from(asks), { id });

/** What the viewer is setting up, the first first. */
export const ownPlans = (read: ReadScope): Promise<PlanRow[]> =>
  findRows(read.mine(plans), { state: 'asking' }, 'planned_at', 'id');

/** What the viewer is setting up in a channel. */
export const ownPlanIn = async (read: ReadScope, channelId: ChannelId): Promise<PlanRow | null> =>
  (await ownPlans(read)).find((row) => row.channel_id === channelId) ?? null;

export const asksOf = (read: ReadScope, plan: RowId): Promise<AskRow[]> =>
  findRows(read.from(asks), { plan_id: plan }, 'asked_at', 'id');

export const yesesTo = (read: ReadScope, plan: RowId): Promise<YesRow[]> =>
  findRows(read.from(yeses), { plan_id: plan }, 'said_at', 'id');

/** Whether two people were asked, or one twice, to be the same in a forum on the same subject in the same channel. */
const isSamePlace = (one: AskRow, other: AskRow): boolean =>
  one.channel_id === other.channel_id &&
  one.part === other.part &&
  one.subject.toLowerCase() === other.subject.toLowerCase();

/** What the viewer is asked, the newest first: nothing that they declined when it was somebody else who asked. */
export async function ownAsks(read: ReadScope, user: UserId): Promise<readonly AskRow[]> {
  const all = await findRows(read.from(asks), { person_id: user }, '-asked_at', '-id');
  const no = new Set(
    (await findRows(read.from(answers), { answer: 'no' }, 'ask_id')).map((one) => one.ask_id),
  );
  const declined = all.filter(({ id }) => no.has(id));
  return all.filter((row) => no.has(row.id) || !declined.some((other) => isSamePlace(row, other)));
}

/** What the viewer answered; `null`: nothing yet. */
export const answerTo = (read: ReadScope, { id }: AskRow) => findRow(read.from(answers), { ask_id: id });
