/**
 * Every condition under which something is visible, one by one. Each only ever takes away: without it, someone sees more. `access.ts` combines
 * them; a test removes each and expects a leak.
 *
 * The names in the conditions: `t` the row, `a` its audience, `c` that audience's channel, `p` the person who reads, `h` the channel that reads
 * ("here"), `w` an authorship: who wrote which row.
 */
import { type RawBuilder, sql, type SqlBool } from 'kysely';
import type { Instant } from '#core/clock.ts';
import type { TeamId } from '#core/ids.ts';
import { isSharedNow, sameOrganisations } from './shared-now.ts';

export interface Facts {
  readonly teamId: TeamId;
  /** A list of members that was last complete before this instant counts as unknown. */
  readonly freshSince: Instant;
  /** The table that `t` is a row of. */
  readonly table: string;
}

export type Guard = (facts: Facts) => RawBuilder<SqlBool>;

const rowGuards = {
  /** No row of another workspace. */
  isOfThisWorkspace: ({ teamId }) => sql`t.team_id = ${teamId}`,
  /** Until its embargo is opened, a row is for its authors alone. */
  embargoIsLifted: () => sql`(t.seal_id is null or exists (
    select 1 from seal as s where s.team_id = t.team_id and s.id = t.seal_id and s.is_open = 1))`,
  /** The author of a row sees it. */
  isAuthor: ({ table }) => sql`exists (select 1 from authorship as w
    where w.team_id = t.team_id and w.table_name = ${table} and w.row_id = t.id and w.user_id = p.user_id)`,
  /** Nobody reads another person's drafts, votes or settings. */
  isOwn: () => sql`t.user_id = p.user_id`,
  /** Where names are hidden, a row does not say who wrote it. */
  nameIsShown: () => sql`w.names = 'shown'`,
} satisfies Record<string, Guard>;

const personGuards = {
  /** People who left the workspace see nothing, not even what they wrote. */
  isNotDeactivated: () => sql`p.standing <> 'deactivated'`,
  /** Bots are in no audience. */
  isAPerson: () => sql`p.standing <> 'bot'`,
  /** Guests and people from other organisations do not count as the workspace. */
  isFullMember: () => sql`p.standing = 'member'`,
  /** In the conversation at this moment. */
  isInChannel: () => sql`exists (select 1 from membership as m
    where m.team_id = c.team_id and m.channel_id = c.channel_id and m.user_id = p.user_id)`,
  /** What was written before an organisation was let in never reaches it, whatever the channel becomes. */
  isNotForeign: () => sql`(p.standing <> 'external' or ${sameOrganisations('c')})`,
  /** What was said in private is for the people who were there then, not for those who joined once the channel was public. */
  wasThereInPrivate:
    () => sql`(c.kind <> 'public' or a.was_private = 0 or exists (select 1 from membership as m
    where m.team_id = c.team_id and m.channel_id = c.channel_id and m.user_id = p.user_id and m.since_private = 1))`,
  /** One of the people that the audience names. */
  isNamed: () => sql`exists (select 1 from audience_person as n
    where n.team_id = a.team_id and n.audience_id = a.id and n.user_id = p.user_id)`,
} satisfies Record<string, Guard>;

const channelGuards = {
  /** The list of members is known and recent enough to trust. */
  membersAreKnown: ({ freshSince }) => sql`c.members_at >= ${freshSince}`,
  /** What reached the workspace stays with the channel it came from once that became private … */
  hasNotBecomePrivate: () => sql`(c.kind = 'public' or a.was_private = 1)`,
  /** … or was shared with another organisation, or with one more. */
  hasNotBecomeShared: () => sql`(${sameOrganisations('c')} or not ${isSharedNow('c')})`,
  /** What was for some people reaches their channel only if that was chosen, and the embargo chosen for it is open. */
  isOpenToChannel: () => sql`exists (select 1 from seal as f
    where f.team_id = a.team_id and f.id = a.channel_after and f.is_open = 1)`,
} satisfies Record<string, Guard>;

const hereGuards = {
  /** A channel without Lore is shown nothing, since Lore no longer knows what it is. */
  hereHasLore: () => sql`h.has_lore = 1`,
  /** What one person writes to another is between them, wherever it is kept. */
  isOfConversation: () => sql`a.kind <> 'named'`,
  /** A conversation's rows are for that conversation. */
  isFromHere: () => sql`a.channel_id = h.channel_id`,
  /** Everyone in a shared channel reads what is posted there. */
  hereIsNotSharedSince: () => sql`(${sameOrganisations('h')} or not ${isSharedNow('h')})`,
  /** Everyone in the workspace can read a public channel, so what was said in private does not go there. */
  hereIsNotPublicSince: () => sql`(h.kind <> 'public' or a.was_private = 0)`,
  /** The workspace's rows go to no channel that people from another organisation read … */
  hereIsNotShared: () => sql`h.is_shared = 0`,
  /** … nor to one with a guest, or with someone we know nothing about … */
  hereAreOnlyFullMembers: () => sql`not exists (select 1 from membership as m
    left join person as q on q.team_id = m.team_id and q.user_id = m.user_id
    where m.team_id = h.team_id and m.channel_id = h.channel_id
      and (q.standing is null or q.standing in ('guest', 'external')))`,
  /** … nor to one whose members we do not know. */
  hereMembersAreKnown: ({ freshSince }) => sql`h.members_at >= ${freshSince}`,
} satisfies Record<string, Guard>;

export const allGuards = { ...rowGuards, ...personGuards, ...channelGuards, ...hereGuards } satisfies Record<
  string,
  Guard
>;

export type GuardName = keyof typeof allGuards;
export type Guards = Readonly<Record<GuardName, Guard>>;
