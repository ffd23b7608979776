/**
 * The best queries that we could write by hand for the same question: the newest rows with these terms that this person may see. They know the tables
 * and what is in them: nobody is a guest, and nothing is sealed, private or shared. So they need fewer conditions than Lore's guards, and ask
 * about each audience once.
 */
import Database from 'better-sqlite3';
import pg from 'pg';
import { vectorOf } from '../../db/words-parts.ts';

export interface Asked {
  readonly team: string;
  readonly user: string;
  /** A row has at least one term of each. */
  readonly all: readonly (readonly string[])[];
  readonly channel?: string;
  readonly most: number;
}

export interface ByHand {
  readonly find: (asked: Asked) => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
}

const seen = (team: string, user: string) => `with seen as materialized (
  select a.id from audience as a inner join channel as c on c.team_id = a.team_id and c.channel_id = a.channel_id
  where a.team_id = ${team} and (a.kind = 'workspace' or exists (select 1 from membership as m
    where m.team_id = a.team_id and m.channel_id = a.channel_id and m.user_id = ${user})))`;
const theirs = (team: string, user: string) => `(x.audience_id in (select id from seen) or exists (
  select 1 from authorship as o where o.team_id = ${team} and o.table_name = 'lesson' and o.row_id = x.row_id
    and o.user_id = ${user}))`;

export function handOnSqlite(file: string): ByHand {
  const db = new Database(file, { readonly: true });
  const text = (narrow: string) => `${seen(':team', ':user')}
    select l.id, x.at, x.words from lesson_terms cross join lesson_words as x cross join lesson as l
    where lesson_terms match :query and x.number = lesson_terms.rowid and l.team_id = x.team_id and l.id = x.row_id
      and x.team_id = :team and ${theirs(':team', ':user')} ${narrow}
    order by lesson_terms.rowid desc limit :most`;
  const [plain, inChannel] = ['', 'and l.channel_id = :channel'].map((narrow) => db.prepare(text(narrow)));
  return {
    find: async ({ team, user, all, channel, most }) => {
      const query = all
        .map((terms) => `(${terms.map((term) => `"${team}·${term}"`).join(' OR ')})`)
        .join(' AND ');
      const values = { team, user, query, most };
      const rows = channel === undefined ? plain?.all(values) : inChannel?.all({ ...values, channel });
      return (rows as readonly { readonly id: string }[]).map(({ id }) => id);
    },
    close: async () => void db.close(),
  };
}

export async function handOnPostgres(url: string): Promise<ByHand> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return {
    find: async ({ team, user, all, channel, most }) => {
      const query = all.map((terms) => `(${terms.map((term) => `'${term}'`).join(' | ')})`).join(' & ');
      const narrow =
        channel === undefined
          ? ''
          : 'and exists (select 1 from lesson as l where l.team_id = $1 and l.id = x.row_id and l.channel_id = $5)';
      const { rows } = await client.query<{ id: string }>({
        name: `find ${narrow}`,
        text: `${seen('$1', '$2')}, newest as (
          select x.row_id, x.at, x.words from lesson_words as x
          where x.team_id = $1 and ${vectorOf('x.words')} @@ cast($3 as tsquery) and ${theirs('$1', '$2')} ${narrow}
          order by x.at desc, x.row_id limit $4)
          select l.id, n.at, n.words from newest as n inner join lesson as l on l.team_id = $1 and l.id = n.row_id
          order by n.at desc, n.row_id`,
        values: [team, user, query, most, ...(channel === undefined ? [] : [channel])],
      });
      return rows.map(({ id }) => id);
    },
    close: () => client.end(),
  };
}
