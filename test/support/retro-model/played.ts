/** One retrospective that is played: what was acknowledged to whom, beside what is stored. */
import { sql } from 'kysely';
import { type RowId, userId } from '../../../src/core/ids.ts';
import { topicsIn } from '../../../src/features/retro/group/rows.ts';
import type { Phase } from '../../../src/features/retro/session/phases.ts';
import { type LeakCompany, teams } from '../leak/company.ts';
import type { ModelTeam } from '../leak/model.ts';
import { asked, type Plan } from './plan.ts';

const [team] = teams;

export interface Played {
  readonly system: LeakCompany;
  readonly model: ModelTeam;
  readonly retro: RowId;
  readonly plan: Plan;
  /** Every text that was typed into a card, and by whom. */
  readonly typed: Map<string, string>;
  /** The phase in which it was typed. */
  readonly typedIn: Map<string, Phase>;
  /** Texts of cards that Lore has taken, and that nobody has tried to delete. */
  readonly cards: Set<string>;
  readonly actions: Set<string>;
  /** The last ballots that were taken, by person, where no other of theirs was on its way: how many votes each topic got. */
  readonly ballots: Map<string, ReadonlyMap<string, number>>;
  /** What somebody who was not asked did, and Lore took. */
  readonly intrusions: string[];
  /** Whether the channel, or Lore's place in it, was ever changed. */
  wasChanged: boolean;
  /** Whether the cards could be read once, other than by being cancelled. */
  wasOpened: boolean;
  deeds: number;
}

/** As Mara sees them, or anybody who sees any. */
export async function topicsNow({ system, retro }: Played): Promise<readonly RowId[]> {
  for (const user of asked) {
    const topics = await system.store.read(team, { kind: 'person', userId: userId(user) }, (read) =>
      topicsIn(read, retro),
    );
    if (topics.length > 0) return topics.map(({ id }) => id);
  }
  return [];
}

export interface Stored {
  readonly phase: Phase;
  readonly cards: readonly { readonly id: string; readonly text: string }[];
  /** Texts of late cards, told, held, or kept for the next one. */
  readonly late: readonly string[];
  readonly actions: readonly {
    readonly id: string;
    readonly what: string;
    readonly state: string;
    readonly owner_id: string | null;
  }[];
}

export async function storedIn({ system, retro }: Played): Promise<Stored> {
  const db = system.store.system;
  const [found] = (await sql<{ phase: Phase }>`select phase from retro where id = ${retro}`.execute(db)).rows;
  const cards = await sql<{ id: string; text: string }>`select id, text from retro_card order by id`.execute(
    db,
  );
  const late = await sql<{ text: string }>`
    select text from retro_late_card union all select lines as text from retro_kept_card`.execute(db);
  const actions = await sql<Stored['actions'][number]>`
    select id, what, state, owner_id from retro_action order by id`.execute(db);
  return {
    phase: found?.phase ?? 'cancelled',
    cards: cards.rows,
    late: late.rows.flatMap(({ text }) => text.match(/card\d+x\d+/g) ?? []),
    actions: actions.rows,
  };
}
