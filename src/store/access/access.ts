/** Combines the guards: what a viewer may see, as one condition on the row `t` (guards.ts explains the names). */
import { type Kysely, type RawBuilder, sql, type SqlBool } from 'kysely';
import type { Instant } from '#core/clock.ts';
import type { ChannelId, TeamId, UserId } from '#core/ids.ts';
import type { Viewer } from '#core/visibility.ts';
import type { UnscopedViewer } from '#core/scope.ts';
import type { AnyTable } from '#core/tables.ts';
import type { Engine } from '../engines/engine.ts';
import type { Schema } from '../schema.ts';
import type { BallotKeys } from '../ballots/keys.ts';
import type { Seals } from '../settings/seals.ts';
import type { StartsOff } from '../settings/practices.ts';
import type { Catalogue } from './catalogue.ts';
import type { Facts, GuardName, Guards } from './guards.ts';

export type Condition = RawBuilder<SqlBool>;
type Check = (name: GuardName) => Condition;

/** One viewer in one transaction. */
export interface AccessContext {
  readonly db: Kysely<Schema>;
  readonly engine: Engine['name'];
  readonly catalogue: Catalogue;
  readonly guards: Guards;
  readonly teamId: TeamId;
  readonly viewer: Viewer | UnscopedViewer;
  readonly now: Instant;
  readonly freshSince: Instant;
  readonly startsOff: StartsOff;
  readonly ballotKeys: BallotKeys;
  readonly seals: Seals;
  /** The practice for which a person acts, where channels may choose it: it reaches only those that did. */
  readonly practice?: string;
}

const nothing: Condition = sql`1 = 0`;

/** @returns the guards with their facts filled in, for rows of `table` */
export function checks(access: AccessContext, table = ''): Check {
  const facts: Facts = { teamId: access.teamId, freshSince: access.freshSince, table };
  return (name) => access.guards[name](facts);
}

/** The rows of a table that the viewer may see. */
export function readableRows(access: AccessContext, table: AnyTable): Condition {
  const is = checks(access, table.name);
  if (table.guard === 'own') return own(access, is);
  const byAudience = (holds: Condition): Condition => sql`(${is('embargoIsLifted')} and ${holds})`;
  switch (access.viewer.kind) {
    case 'operator':
      return sql`(${is('isOfThisWorkspace')} and ${is('embargoIsLifted')})`;
    case 'person':
      return sql`(${is('isOfThisWorkspace')} and ${person(
        access.viewer.userId,
        sql`(${is('isAuthor')} or ${byAudience(audienceWithPerson(is))})`,
        is,
      )})`;
    case 'channel':
      return sql`(${is('isOfThisWorkspace')} and ${byAudience(audienceWithChannel(access.viewer.channelId, is))})`;
    case 'admin':
      return sql`(${is('isOfThisWorkspace')} and ${person(
        access.viewer.userId,
        byAudience(audienceWithPerson(is)),
        is,
      )})`;
    case 'former':
      return sql`(${is('isOfThisWorkspace')} and ${former(
        access.viewer.userId,
        sql`(${is('isAuthor')} or (${is('embargoIsLifted')} and ${isNamedIn(access, table)}))`,
      )})`;
  }
}

/** The rows of a shared table that the viewer wrote. */
export function written(access: AccessContext, table: AnyTable): Condition {
  const is = checks(access, table.name);
  return sql`(${is('isOfThisWorkspace')} and ${theirs(access, is('isAuthor'), is)})`;
}

/** The rows of an own table, of any person, that the viewer may count but not read. In an export only where the table says so. */
export function counted(access: AccessContext, table: AnyTable): Condition {
  const { viewer } = access;
  const is = checks(access, table.name);
  const isExport = viewer.kind === 'operator' || viewer.kind === 'admin';
  if (isExport && !(table.guard === 'own' && table.isCountedInExports === true)) return nothing;
  switch (viewer.kind) {
    case 'operator':
      return sql`(${is('isOfThisWorkspace')} and ${is('embargoIsLifted')})`;
    case 'former':
      return nothing;
    case 'admin':
    case 'person':
      return sql`(${is('isOfThisWorkspace')} and ${is('embargoIsLifted')} and ${person(
        viewer.userId,
        audienceWithPerson(is),
        is,
      )})`;
    case 'channel':
      return sql`(${is('isOfThisWorkspace')} and ${is('embargoIsLifted')} and ${audienceWithChannel(
        viewer.channelId,
        is,
      )})`;
  }
}

/**
 * The rows of an own table, of any person, that were written for the conversation of a channel, and not for others: what its rituals put people
 * together by.
 */
export function ofConversation(access: AccessContext, table: AnyTable, channelId: ChannelId): Condition {
  const is = checks(access, table.name);
  return sql`(${is('isOfThisWorkspace')} and ${is('embargoIsLifted')} and exists (select 1 from ${audienceOfRow}
    inner join channel as h on h.team_id = a.team_id and h.channel_id = ${channelId}
    where ${isOfRow} and ${is('hereHasLore')} and a.kind = 'conversation' and ${asConversation(is)}))`;
}

/** Whether the audience `a` with its channel `c` includes the person `p`. */
export function holdsPerson(is: Check): Condition {
  return sql`(${is('isNotDeactivated')} and ${is('isAPerson')} and ${is('isNotForeign')} and (
    (a.kind = 'workspace' and ${is('isFullMember')} and ${is('hasNotBecomePrivate')} and ${is('hasNotBecomeShared')})
    or (a.kind = 'named' and ${is('isFullMember')} and ${is('isNamed')})
    or (${isIn(is)} and (
      a.kind = 'workspace'
      or (a.kind = 'people' and ${is('isNamed')})
      or (${is('wasThereInPrivate')} and (
        a.kind = 'conversation' or (a.kind = 'people' and ${is('isOpenToChannel')})))))))`;
}

/** Whether the person `p` is in the channel `c`, as far as is known. */
export function isIn(is: Check): Condition {
  return sql`(${is('isInChannel')} and ${is('membersAreKnown')})`;
}

function own(access: AccessContext, is: Check): Condition {
  return sql`(${is('isOfThisWorkspace')} and ${theirs(access, is('isOwn'), is)})`;
}

/** What is the viewer's alone. A channel has nothing; an operator's or an admin's export never contains drafts, votes or answers. */
function theirs(access: AccessContext, condition: Condition, is: Check): Condition {
  switch (access.viewer.kind) {
    case 'person':
      return person(access.viewer.userId, condition, is);
    case 'former':
      return former(access.viewer.userId, condition);
    case 'channel':
    case 'operator':
    case 'admin':
      return nothing;
  }
}

/** That the viewer of an export has left the workspace and meets a condition on `p`. */
function former(userId: UserId, condition: Condition): Condition {
  return sql`exists (select 1 from person as p
    where p.team_id = t.team_id and p.user_id = ${userId} and p.standing = 'deactivated' and ${condition})`;
}

/** Whether a column of the row names the person `p`, for example as its owner or facilitator. */
function isNamedIn(access: AccessContext, table: AnyTable): Condition {
  const columns = access.catalogue
    .columnsOf(table)
    .map((column) => sql`cast(${sql.ref(`t.${column}`)} as text)`);
  return sql`p.user_id in (${sql.join(columns)})`;
}

/** That the viewer is known, active, and meets a condition on `p`. */
function person(userId: UserId, condition: Condition, is: Check): Condition {
  return sql`exists (select 1 from person as p
    where p.team_id = t.team_id and p.user_id = ${userId} and ${is('isNotDeactivated')} and ${condition})`;
}

/** The audience `a` of the row, and its channel `c`. */
const audienceOfRow = sql`audience as a
    inner join channel as c on c.team_id = a.team_id and c.channel_id = a.channel_id`;
const isOfRow = sql`a.team_id = t.team_id and a.id = t.audience_id`;

function audienceWithPerson(is: Check): Condition {
  return sql`exists (select 1 from ${audienceOfRow} where ${isOfRow} and ${holdsPerson(is)})`;
}

/**
 * Of many rows at once, those that a person may see: `readableRows` as a join, which PostgreSQL works through in a third of the time that it takes
 * for asking about each row.
 * @returns what follows `from` a list of rows `t` that has each row once; it keeps it so
 */
export function readableByPerson(
  access: AccessContext,
  table: AnyTable,
  userId: UserId,
): RawBuilder<unknown> {
  const is = checks(access, table.name);
  return sql`cross join person as p cross join ${audienceOfRow} where ${is('isOfThisWorkspace')}
    and p.team_id = t.team_id and p.user_id = ${userId} and ${is('isNotDeactivated')} and ${isOfRow}
    and ((${is('embargoIsLifted')} and ${holdsPerson(is)}) or ${is('isAuthor')})`;
}

function audienceWithChannel(channelId: ChannelId, is: Check): Condition {
  const asWorkspace = sql`(a.kind = 'workspace' and ${is('hasNotBecomePrivate')} and ${is('hasNotBecomeShared')}
    and ${is('hereIsNotShared')} and ${is('hereAreOnlyFullMembers')} and ${is('hereMembersAreKnown')})`;
  return sql`exists (select 1 from ${audienceOfRow}
    inner join channel as h on h.team_id = a.team_id and h.channel_id = ${channelId}
    where ${isOfRow} and ${is('hereHasLore')}
      and (${asConversation(is)} or ${asWorkspace}))`;
}

/** Whether the audience `a` is of the conversation that reads. */
const asConversation = (is: Check): Condition =>
  sql`(${is('isFromHere')} and ${is('hereIsNotSharedSince')} and (
    a.kind = 'workspace' or (${is('hereIsNotPublicSince')} and (
      a.kind = 'conversation' or (a.kind = 'people' and ${is('isOpenToChannel')})))))`;
