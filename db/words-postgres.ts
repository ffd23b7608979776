import { closedSeal, marks, type SearchedTable, signs } from './words-parts.ts';

/** The same for PostgreSQL: words are counted for all rows of a statement together, in one order, so that two writers wait and do not meet. */
export function functionsOf(searched: SearchedTable): readonly string[] {
  const { table, columns, at, unless } = searched;
  const words = `${table}_words`;
  const has = unless === undefined ? 'true' : `new.${unless[0]} <> '${unless[1]}'`;
  const wait = `insert into ${words} (team_id, row_id, audience_id, seal_id, at, cut, words)
    select new.team_id, new.id, new.audience_id, ${closedSeal('new')}, new.${at}, 0, '' where ${has};`;
  const changing = [...new Set([...columns, at, ...(unless === undefined ? [] : [unless[0]])])];
  const changed = changing.map((column) => `new.${column} is distinct from old.${column}`).join(' or ');
  const counts = (
    rows: string,
  ) => `select r.team_id, rtrim(u.word, '${signs}') as word, r.audience_id, r.seal_id,
    count(*) as row_count from ${rows} as r cross join unnest(string_to_array(r.words, ' ')) as u (word)
    where r.words <> '' group by 1, 2, 3, 4 order by 1, 2, 3, 4`;
  const same = ['team_id', 'word', 'audience_id', 'seal_id']
    .map((key) => `w.${key} = g.${key}`)
    .join(' and ');
  const made = (name: string, body: string) =>
    `create function ${name}() returns trigger language plpgsql as $do$ begin ${body} return null; end $do$`;
  const trigger = (name: string, when: string, run: string) =>
    `create trigger ${name} ${when} execute function ${run}()`;
  return [
    made(`${words}_begin`, wait),
    trigger(`${words}_begin`, `after insert on ${table} for each row`, `${words}_begin`),
    made(`${words}_again`, `delete from ${words} where team_id = new.team_id and row_id = new.id; ${wait}`),
    trigger(
      `${words}_again`,
      `after update of ${changing.join(', ')} on ${table} for each row when (${changed})`,
      `${words}_again`,
    ),
    made(
      `${words}_reach`,
      `update ${words} set audience_id = new.audience_id, seal_id = ${closedSeal('new')}
        where team_id = new.team_id and row_id = new.id;`,
    ),
    trigger(
      `${words}_reach`,
      `after update of audience_id, seal_id on ${table} for each row`,
      `${words}_reach`,
    ),
    made(
      `${words}_seal`,
      `update ${words} set seal_id = case when new.is_open = 0 then new.id else '' end
        where team_id = new.team_id and row_id in (
          select t.id from ${table} as t where t.team_id = new.team_id and t.seal_id = new.id);`,
    ),
    trigger(`${words}_seal`, 'after update of is_open on seal for each row', `${words}_seal`),
    made(
      `${words}_count`,
      `if tg_op <> 'DELETE' then
        insert into ${table}_word as w (team_id, word, audience_id, seal_id, row_count) ${counts('added')}
          on conflict (team_id, word, audience_id, seal_id) do update set row_count = w.row_count + excluded.row_count;
      end if;
      if tg_op <> 'INSERT' then
        update ${table}_word as w set row_count = w.row_count - g.row_count from (${counts('removed')}) as g
          where ${same};
        delete from ${table}_word as w using (${counts('removed')}) as g where ${same} and w.row_count = 0;
      end if;`,
    ),
    trigger(
      `${words}_added`,
      `after insert on ${words} referencing new table as added for each statement`,
      `${words}_count`,
    ),
    trigger(
      `${words}_changed`,
      `after update on ${words} referencing new table as added old table as removed for each statement`,
      `${words}_count`,
    ),
    trigger(
      `${words}_gone`,
      `after delete on ${words} referencing old table as removed for each statement`,
      `${words}_count`,
    ),
    made(
      `${table}_word_new`,
      `insert into ${table}_vocabulary (team_id, word, reversed)
        values (new.team_id, new.word, reverse(new.word)) on conflict do nothing;`,
    ),
    trigger(
      `${table}_word_new`,
      `after insert on ${table}_word for each row when (new.word <> '' and substr(new.word, 1, 1) not in (${marks}))`,
      `${table}_word_new`,
    ),
    made(
      `${table}_word_gone`,
      `delete from ${table}_vocabulary where team_id = old.team_id and word = old.word and not exists (
        select 1 from ${table}_word as o where o.team_id = old.team_id and o.word = old.word);`,
    ),
    trigger(`${table}_word_gone`, `after delete on ${table}_word for each row`, `${table}_word_gone`),
  ];
}
