/** Records who used wider access than a person's or a channel's, and who changed what a workspace keeps or has turned on. */
import type { Kysely } from 'kysely';
import type { Instant } from '#core/clock.ts';
import type { Ids, TeamId, UserId } from '#core/ids.ts';
import type { Subject } from '#core/scope.ts';
import type { Schema } from '../schema.ts';
import { isAdmin } from './is-admin.ts';

/** Who asked: an admin or the person, or the operator on the command line. */
export type Actor = UserId | 'operator';

/** Everything that is recorded; an admin reads a sentence for each (`src/system/audit`). */
export const recordedKinds = [
  'export',
  'erase',
  'keep',
  'switch on',
  'switch off',
  'let channels choose',
  'name group',
  'preselect',
  'import',
  'copy',
  'connect',
  'disconnect',
] as const;

export type Recorded = (typeof recordedKinds)[number];

export interface Audited {
  readonly at: Instant;
  /** A person's id; `operator`; `themselves`; or `erased`: it is no longer known who. */
  readonly actor: string;
  readonly deed: string;
  readonly subject: string;
}

export interface AuditPage {
  readonly entries: readonly Audited[];
  /** How many there are in all. */
  readonly count: number;
}

export interface Audit {
  /** What was done in a workspace, the newest first. */
  of(team: TeamId): Promise<readonly Audited[]>;
  /**
   * A page of it, for an admin.
   * @param part `since`: what is older is over, whether it has gone yet or not
   * @returns `null` to somebody who is none
   */
  forAdmin(
    team: TeamId,
    user: UserId,
    part: { readonly since: Instant; readonly from: number; readonly size: number },
  ): Promise<AuditPage | null>;
}

export function auditIn(system: Kysely<Schema>): Audit {
  return {
    of: (team) =>
      system
        .selectFrom('audit')
        .select(['at', 'actor', 'deed', 'subject'])
        .where('team_id', '=', team)
        .orderBy('at', 'desc')
        .orderBy('id')
        .execute(),
    forAdmin: async (team, user, { since, from, size }) => {
      if (!(await isAdmin(system, team, user))) return null;
      const kept = system.selectFrom('audit').where('team_id', '=', team).where('at', '>=', since);
      const counted = await kept
        .select((it) => it.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow();
      const entries = await kept
        .select(['at', 'actor', 'deed', 'subject'])
        .orderBy('at', 'desc')
        .orderBy('id')
        .limit(size)
        .offset(from)
        .execute();
      return { entries, count: counted.count };
    },
  };
}

/**
 * Records an act. An erasure names neither its subject nor someone who erases themselves: what was erased stays erased. The erasure of a workspace
 * leaves nobody to name.
 * @param of what of the subject, if not all
 */
export async function record(
  db: Kysely<Schema>,
  ids: Ids,
  entry: { team: TeamId; at: Instant; actor: Actor; deed: 'export' | 'erase'; subject: Subject },
  of?: 'lessons',
): Promise<void> {
  const { subject, actor } = entry;
  const isAboutActor =
    entry.deed === 'erase' &&
    (subject.kind === 'workspace' || (subject.kind === 'person' && subject.userId === actor));
  await recordChange(db, ids, {
    ...entry,
    actor: isAboutActor && actor !== 'operator' ? 'themselves' : actor,
    subject: of ?? subject.kind,
  });
}

/** Records a change of a workspace's settings. @param entry.subject what was changed, and to what; never what a person wrote */
export async function recordChange(
  db: Kysely<Schema>,
  ids: Ids,
  entry: { team: TeamId; at: Instant; actor: string; deed: Recorded; subject: string },
): Promise<void> {
  const { team, ...rest } = entry;
  await db
    .insertInto('audit')
    .values({ team_id: team, id: ids.next(), ...rest })
    .execute();
}
