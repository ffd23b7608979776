/** Writes an invented workspace straight into the tables, whatever a channel has become since its rows were written. */
import { sql } from 'kysely';
import { day } from '../../../src/core/clock.ts';
import type { ChannelNow, Facts, Row } from './oracle.ts';
import { noon, T1, T2, type World } from './world.ts';

const tables = [
  'vote',
  'note',
  'authorship',
  'audience_person',
  'audience',
  'seal',
  'membership',
  'channel',
  'person',
];

type Cells = Readonly<Record<string, string | number | null>>;

/**
 * Replaces everything that is stored. The other workspace has the same people and channels under the same ids. Each author
 * of a row also casts a vote for it, for the same audience and under the same embargo.
 */
export async function fill(world: World, facts: Facts, rows: readonly Row[]): Promise<void> {
  const all = new Map<string, Cells[]>(tables.toReversed().map((table) => [table, []]));
  const add = (table: string, cells: Cells): void => void all.get(table)?.push(cells);
  for (const team of [T1, T2]) {
    for (const [id, standing] of Object.entries(facts.standings))
      add('person', personCells(team, id, standing));
    for (const channel of facts.channels) {
      add('channel', channelCells(team, channel));
      for (const id of channel.people)
        add('membership', {
          team_id: team,
          channel_id: channel.id,
          user_id: id,
          since_private: channel.sincePrivate.includes(id) ? 1 : 0,
        });
    }
  }
  for (const row of rows) addRow(add, row);
  await world.store.write(async (db) => {
    for (const table of tables) await sql`delete from ${sql.table(table)}`.execute(db);
    for (const [table, cells] of all) {
      const [first] = cells;
      if (first === undefined) continue;
      const columns = Object.keys(first);
      const values = cells.map((one) => sql`(${sql.join(columns.map((column) => one[column] ?? null))})`);
      await sql`insert into ${sql.table(table)} (${sql.join(columns.map((column) => sql.ref(column)))})
        values ${sql.join(values)}`.execute(db);
    }
  });
}

function addRow(add: (table: string, cells: Cells) => void, row: Row): void {
  const team_id = row.isElsewhere ? T2 : T1;
  const embargo = (id: string, state: 'closed' | 'open'): string => {
    add('seal', { team_id, id, is_open: state === 'open' ? 1 : 0 });
    return id;
  };
  const audience = `a-${row.id}`;
  add('audience', {
    team_id,
    id: audience,
    kind: row.kind,
    channel_id: row.channel,
    was_private: row.wasPrivate ? 1 : 0,
    was_shared: row.wasShared ? 1 : 0,
    sharings: row.sharings,
    channel_after: row.after === 'never' ? null : embargo(`f-${row.id}`, row.after),
  });
  for (const user_id of row.named) add('audience_person', { team_id, audience_id: audience, user_id });
  const guard = {
    team_id,
    audience_id: audience,
    seal_id: row.embargo === 'none' ? null : embargo(`s-${row.id}`, row.embargo),
  };
  add('note', { ...guard, id: row.id, words: '', rank: null, owner: null });
  for (const user_id of row.by) {
    add('authorship', { team_id, table_name: 'note', row_id: row.id, user_id, names: row.names });
    add('vote', { ...guard, user_id, note: row.id, score: 1 });
  }
}

function personCells(team_id: string, user_id: string, standing: string): Cells {
  const hours = { work_days: '1', work_start: 0, work_end: 0, holidays: null };
  const facts = { is_admin: 0, tz: 'UTC', locale: 'en', away_until: null, fetched_at: noon };
  return { team_id, user_id, standing, ...hours, ...facts };
}

function channelCells(team_id: string, channel: ChannelNow): Cells {
  return {
    team_id,
    channel_id: channel.id,
    kind: channel.isPrivate ? 'private' : 'public',
    is_shared: channel.isShared ? 1 : 0,
    shared_with: '',
    sharings: channel.sharings,
    is_archived: 0,
    has_lore: channel.hasLore ? 1 : 0,
    name: channel.id,
    tz: 'UTC',
    locale: 'en',
    fetched_at: noon,
    members_at: { known: noon, old: noon - 2 * day, unknown: null }[channel.members],
    members_changed_at: null,
  };
}
