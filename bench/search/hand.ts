/**
 * The best queries that we could write by hand for the same question, in one transaction: how many rows this person may see, in how many of them the
 * terms stand, and the newest rows with these terms. They keep the same rules (who is in the workspace and in which channel, for whom a row is,
 * embargoes, what a person wrote), but know that nobody is named in an audience, so each rule is looked at once for each audience, and none
 * for each row; and they know which of two ways is the quicker one for which question.
 */
import Database from 'better-sqlite3';
import pg from 'pg';
import { countsIn, type StoredWords, type Term } from '#core/search/stored.ts';
import { perSecond, signs, vectorOf } from '../../db/words-parts.ts';

export interface Asked {
  readonly team: string;
  readonly user: string;
  /** A row has at least one term of each. */
  readonly all: readonly (readonly string[])[];
  readonly channel?: string;
  readonly since?: number;
  readonly most: number;
}

export interface Answered {
  /** How many rows this person may see. */
  readonly rows: number;
  /** In how many of these each term stands. */
  readonly of: ReadonlyMap<string, number>;
  /** The newest. */
  readonly ids: readonly string[];
}

export interface ByHand {
  readonly find: (asked: Asked) => Promise<Answered>;
  readonly close: () => Promise<void>;
}

const day = 86_400_000;

/** The audiences that include this person. */
const seen = (team: string, user: string, fresh: string) => `
  select a.id from person as p inner join audience as a on a.team_id = p.team_id
    inner join channel as c on c.team_id = a.team_id and c.channel_id = a.channel_id
  where p.team_id = ${team} and p.user_id = ${user} and p.standing not in ('deactivated', 'bot', 'external') and (
    (a.kind = 'workspace' and p.standing = 'member' and (c.kind = 'public' or a.was_private = 1) and c.is_shared = 0)
    or (c.members_at >= ${fresh} and exists (select 1 from membership as m
      where m.team_id = a.team_id and m.channel_id = a.channel_id and m.user_id = p.user_id
        and (a.kind = 'workspace' or c.kind <> 'public' or a.was_private = 0 or m.since_private = 1))))`;

export function handOnSqlite(file: string): ByHand {
  const db = new Database(file, { readonly: true });
  const theirs = `x.audience_id in (select value from json_each(:seen)) and x.seal_id = ''`;
  const isOwn = `exists (select 1 from authorship as o where o.team_id = :team and o.table_name = 'lesson'
    and o.row_id = x.row_id and o.user_id = :user)`;
  const find = (first: string, more: string) =>
    db.prepare(`${first} select x.row_id as id, x.at, x.words from lesson_terms cross join lesson_words as x
      where lesson_terms match :query ${more} and x.number = lesson_terms.rowid and x.team_id = :team
        and ((${theirs}) or ${isOwn}) order by lesson_terms.rowid desc limit :most`);
  const statements = {
    seen: db.prepare(seen(':team', ':user', ':fresh')).pluck(),
    own: db.prepare(`select x.words from authorship as o
      cross join lesson_words as n indexed by ix_lesson_words_reach cross join lesson_words as x
      where o.team_id = :team and o.user_id = :user and o.table_name = 'lesson'
        and n.team_id = o.team_id and n.row_id = o.row_id
        and not (n.audience_id in (select value from json_each(:seen)) and n.seal_id = '')
        and x.team_id = n.team_id and x.row_id = n.row_id and x.words <> ''`),
    counts: db.prepare(`select x.word, sum(x.row_count) as count from lesson_word as x
      where x.team_id = :team and x.word in (select value from json_each(:terms)) and ${theirs} group by x.word`),
    plain: find('', ''),
    since: find('', 'and lesson_terms.rowid >= cast(:first as integer)'),
    rareInChannel: find(
      '',
      `and exists (select 1 from lesson as l where l.team_id = :team and l.id = x.row_id and l.channel_id = :channel)`,
    ),
    channel: find(
      `with there as materialized (select w.number from lesson as l
        cross join lesson_words as w where l.team_id = :team and l.channel_id = :channel
          and w.team_id = l.team_id and w.row_id = l.id)`,
      'and +lesson_terms.rowid in (select number from there)',
    ),
  };
  const begin = db.prepare('begin');
  const commit = db.prepare('commit');
  return {
    find: async ({ team, user, all, channel, since, most }) => {
      const query = all
        .map((terms) => `(${terms.map((term) => `"${team}·${term}"`).join(' OR ')})`)
        .join(' AND ');
      begin.run();
      const list = JSON.stringify(statements.seen.all({ team, user, fresh: Date.now() - day }));
      const own = statements.own.all({ team, user, seen: list }) as readonly {
        readonly words: StoredWords;
      }[];
      const of = new Map<string, number>();
      const terms = JSON.stringify(['', ...all.flat()]);
      const counted = statements.counts.all({ team, terms, seen: list });
      for (const { word, count } of counted as readonly { readonly word: Term; readonly count: number }[])
        of.set(word, count + own.filter(({ words }) => word === '' || countsIn(words, word) !== null).length);
      const values = { team, user, query, most, seen: list };
      const isCommon = all.every((some) => some.some((term) => (of.get(term) ?? 0) > 1_000));
      const rows =
        channel !== undefined
          ? statements[isCommon ? 'channel' : 'rareInChannel'].all({ ...values, channel })
          : since !== undefined
            ? statements.since.all({ ...values, first: Math.floor(since / 1000) * perSecond })
            : statements.plain.all(values);
      commit.run();
      const ids = (rows as readonly { readonly id: string }[]).map(({ id }) => id);
      return { rows: of.get('') ?? 0, of, ids };
    },
    close: async () => void db.close(),
  };
}

export async function handOnPostgres(url: string): Promise<ByHand> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const theirs = `(x.audience_id in (select id from seen) and x.seal_id = '')`;
  const first = `with seen as materialized (${seen('$1', '$2', '$3')})`;
  const isOwn = `(select 1 from authorship as o where o.team_id = $1 and o.table_name = 'lesson' and o.row_id = x.row_id
    and o.user_id = $2) = 1`;
  const newest = `and (${theirs} or ${isOwn}) order by x.at desc, x.row_id limit $5`;
  const oneByOne = 'x.words ~ all($4)';
  const isThere = `exists (select 1 from lesson as l where l.team_id = $1 and l.id = x.row_id and l.channel_id = $6)`;
  const from = 'select x.row_id as id, x.at, x.words from lesson_words as x where x.team_id = $1';
  // PostgreSQL would otherwise test this condition on every row, which takes a quarter of a millisecond.
  const fromIndex = `select x.row_id as id, x.at, x.words from (select x.* from lesson_words as x where x.team_id = $1
    and ${vectorOf('x.words')} @@ cast($4 as tsquery) offset 0) as x where 1 = 1`;
  const texts = {
    rare: `${first} ${fromIndex} ${newest}`,
    common: `${first} ${from} and ${oneByOne} ${newest}`,
    rareSince: `${first} ${fromIndex} and x.at >= $6 ${newest}`,
    commonSince: `${first} ${from} and ${oneByOne} and x.at >= $6 ${newest}`,
    rareInChannel: `${first} ${fromIndex} and ${isThere} ${newest}`,
    commonInChannel: `${first}, there as materialized (select id from lesson where team_id = $1 and channel_id = $6)
      ${from} and x.row_id in (select id from there) and ${oneByOne} ${newest}`,
  };
  return {
    find: async ({ team, user, all, channel, since, most }) => {
      await client.query('begin isolation level repeatable read read only');
      const who = [team, user, Date.now() - day];
      const { rows: counted } = await client.query<{ word: string; count: string }>({
        name: 'counts',
        text: `${first}, own as materialized (
          select x.words from authorship as o inner join lesson_words as x on x.team_id = o.team_id and x.row_id = o.row_id
          where o.team_id = $1 and o.user_id = $2 and o.table_name = 'lesson' and not ${theirs} and x.words <> '')
          select x.word, sum(x.row_count) + (
            select count(*) from own where x.word = '' or own.words like '% ' || x.word || '%'
              and ' ' || translate(own.words, '${signs}', '') || ' ' like '% ' || x.word || ' %') as count
          from lesson_word as x where x.team_id = $1 and x.word = any($4) and ${theirs} group by x.word`,
        values: [...who, ['', ...all.flat()]],
      });
      const of = new Map(counted.map(({ word, count }) => [word, Number(count)]));
      const isCommon = all.every((some) => some.some((term) => (of.get(term) ?? 0) > 1_000));
      // Two common words together may be rare.
      const isOneByOne = isCommon && (all.length === 1 || channel !== undefined || since !== undefined);
      const name = `${isOneByOne ? 'common' : 'rare'}${channel !== undefined ? 'InChannel' : since !== undefined ? 'Since' : ''}`;
      const query = isOneByOne
        ? all.map((terms) => ` (${terms.join('|')})[${signs.replaceAll(/[\]^-]/g, '\\$&')}]`)
        : all.map((terms) => `(${terms.map((term) => `'${term}'`).join(' | ')})`).join(' & ');
      const { rows } = await client.query<{ id: string }>({
        name,
        text: texts[name as keyof typeof texts],
        values: [
          ...who,
          query,
          most,
          ...(channel === undefined ? [] : [channel]),
          ...(since === undefined ? [] : [since]),
        ],
      });
      await client.query('commit');
      return { rows: of.get('') ?? 0, of, ids: rows.map(({ id }) => id) };
    },
    close: () => client.end(),
  };
}
