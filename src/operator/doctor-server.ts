/** What `lore doctor` says of the PostgreSQL that several processes share. */
import { openSession } from '../store/engines/postgres-session.ts';

/** Connections that one process of Lore takes at most: docs/operations/many.md. */
const mostConnections = 30;

interface Seen {
  readonly max: number;
  readonly taken: number;
  readonly run: number;
  readonly work: number;
  readonly frozen: number;
}

/** @param url of the database: of one in a file nothing is said @returns a line each, and whether it is fine */
export async function lookAtServer(
  url: string,
): Promise<readonly { readonly isFine: boolean; readonly line: string }[]> {
  if (url.startsWith('sqlite:')) return [];
  const session = await openSession(url, 'lore doctor');
  try {
    const { rows } = await session.query<Seen>(
      `with ours as (select application_name as name, state_change from pg_stat_activity
         where datname = current_database())
       select cast(current_setting('max_connections') as int)
           - cast(current_setting('superuser_reserved_connections') as int) as max,
         cast((select count(*) from pg_stat_activity where backend_type = 'client backend') as int) as taken,
         cast((select count(*) from ours where name like 'lore start %') as int) as run,
         cast((select count(*) from ours where name like 'lore work %') as int) as work,
         cast((select count(*) from ours where name like 'lore work %'
           and state_change < clock_timestamp() - interval '20 seconds') as int) as frozen`,
    );
    const [seen] = rows;
    if (seen === undefined) return [];
    const { max, taken, run, work, frozen } = seen;
    const connections = `connections: ${taken} of ${max} are taken`;
    return [
      max - taken < mostConnections
        ? {
            isFine: false,
            line: `${connections}, and a process of Lore takes up to ${mostConnections}. Give PostgreSQL more of them (max_connections), or end what else is connected: docs/operations/many.md`,
          }
        : { isFine: true, line: connections },
      frozen > 0
        ? {
            isFine: false,
            line: `processes: ${run} run Lore on this database, and ${frozen} of the ${work} that work ${frozen === 1 ? 'says' : 'say'} nothing any more: look at the machine`,
          }
        : { isFine: true, line: `processes: ${run} run Lore on this database, ${work} of them work` },
    ];
  } finally {
    await session.end();
  }
}
