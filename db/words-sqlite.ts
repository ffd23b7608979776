import { closedSeal, marks, perSecond, type SearchedTable, signs } from './words-parts.ts';

/** A workspace's id as it begins each of its terms: letters and digits, which the tokenizer `ascii` leaves together. */
const prefixOf = (team: string): string =>
  `replace(replace(replace(replace(${team}, '.', ''), ':', ''), '-', ''), '_', '') || '·'`;

/** What makes SQLite keep the words, by the name of the trigger. */
export function triggersOf(searched: SearchedTable): Readonly<Record<string, string>> {
  const { table, columns, at, unless } = searched;
  const words = `${table}_words`;
  const has = unless === undefined ? 'true' : `new.${unless[0]} <> '${unless[1]}'`;
  const first = `max(new.${at}, 0) / 1000 * ${perSecond}`;
  // The next free one of its second; of a second that is full, the next of all.
  const next = `coalesce((select case when max(number) + 1 < ${first} + ${perSecond} then max(number) + 1 end
      from ${words} where number between ${first} and ${first} + ${perSecond} - 1),
    (select case when exists (select 1 from ${words} where number = ${first})
      then (select max(number) + 1 from ${words}) else ${first} end))`;
  const wait = `insert into ${words} (number, team_id, row_id, audience_id, seal_id, at, cut, words)
    select ${next}, new.team_id, new.id, new.audience_id, ${closedSeal('new')}, new.${at}, 0, '' where ${has};`;
  const split = (row: string) =>
    `select rtrim(value, '${signs}') from json_each('["' || replace(${row}.words, ' ', '","') || '"]')`;
  const counted = (row: string) => `insert into ${table}_word (team_id, word, audience_id, seal_id, row_count)
    select ${row}.team_id, rtrim(value, '${signs}'), ${row}.audience_id, ${row}.seal_id, 1
    from json_each('["' || replace(${row}.words, ' ', '","') || '"]') where ${row}.words <> ''
    on conflict do update set row_count = row_count + 1;`;
  const mine = (row: string) => `team_id = ${row}.team_id and audience_id = ${row}.audience_id
    and seal_id = ${row}.seal_id and word in (${split(row)}) and ${row}.words <> ''`;
  const uncounted = (row: string) => `update ${table}_word set row_count = row_count - 1 where ${mine(row)};
    delete from ${table}_word where ${mine(row)} and row_count = 0;`;
  const terms = (row: string) => `replace(${row}.words, ' ', ' ' || ${prefixOf(`${row}.team_id`)})`;
  const indexed = (row: string) => `insert into ${table}_terms (rowid, words)
    select ${row}.number, ${terms(row)} where ${row}.words <> '';`;
  const unindexed = (row: string) => `insert into ${table}_terms (${table}_terms, rowid, words)
    select 'delete', ${row}.number, ${terms(row)} where ${row}.words <> '';`;
  const changing = [...new Set([...columns, at, ...(unless === undefined ? [] : [unless[0]])])];
  const changed = changing.map((column) => `new.${column} <> old.${column}`).join(' or ');
  const trigger = (name: string, when: string, body: string): readonly [string, string] => [
    name,
    `create trigger ${name} ${when} begin ${body} end`,
  ];
  return Object.fromEntries<string>([
    trigger(`${words}_begin`, `after insert on ${table}`, wait),
    trigger(
      `${words}_again`,
      `after update of ${changing.join(', ')} on ${table} when ${changed}`,
      `delete from ${words} where team_id = new.team_id and row_id = new.id; ${wait}`,
    ),
    trigger(
      `${words}_reach`,
      `after update of audience_id, seal_id on ${table}`,
      `update ${words} set audience_id = new.audience_id, seal_id = ${closedSeal('new')}
        where team_id = new.team_id and row_id = new.id;`,
    ),
    trigger(
      `${words}_seal`,
      'after update of is_open on seal',
      `update ${words} set seal_id = case when new.is_open = 0 then new.id else '' end
        where team_id = new.team_id and row_id in (
          select t.id from ${table} as t where t.team_id = new.team_id and t.seal_id = new.id);`,
    ),
    trigger(`${words}_added`, `after insert on ${words}`, `${counted('new')} ${indexed('new')}`),
    trigger(
      `${words}_changed`,
      `after update of words, audience_id, seal_id on ${words}
        when new.words <> old.words or new.audience_id <> old.audience_id or new.seal_id <> old.seal_id`,
      `${counted('new')} ${uncounted('old')}`,
    ),
    trigger(
      `${words}_indexed`,
      `after update of words on ${words} when new.words <> old.words`,
      `${unindexed('old')} ${indexed('new')}`,
    ),
    trigger(`${words}_gone`, `after delete on ${words}`, `${uncounted('old')} ${unindexed('old')}`),
    trigger(
      `${table}_word_new`,
      `after insert on ${table}_word when new.word <> '' and substr(new.word, 1, 1) not in (${marks})`,
      `insert or ignore into ${table}_vocabulary (team_id, word, reversed)
        values (new.team_id, new.word, (with recursive it (rest, said) as (select new.word, ''
          union all select substr(rest, 2), substr(rest, 1, 1) || said from it where rest <> '')
          select said from it where rest = ''));`,
    ),
    trigger(
      `${table}_word_gone`,
      `after delete on ${table}_word`,
      `delete from ${table}_vocabulary where team_id = old.team_id and word = old.word and not exists (
        select 1 from ${table}_word as o where o.team_id = old.team_id and o.word = old.word);`,
    ),
  ]);
}
