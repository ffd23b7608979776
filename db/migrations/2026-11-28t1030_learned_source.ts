/**
 * Where a share links to in Slack, and who wrote what stands there: rows of their own, for whoever may see that conversation. What was kept in the
 * share itself moves there, and what stands in other channels is drawn anew without it.
 */
import { sql } from 'kysely';
import { guardIndexes, integer, sharedColumns, text, type Database, type Engine } from '../columns.ts';

export async function up(db: Database, engine: Engine): Promise<void> {
  await sharedColumns(db.schema.createTable('learned_source'), engine, 'learned_source')
    .addColumn('share_id', text(engine), (c) => c.notNull())
    .addColumn('link', text(engine), (c) => c.notNull())
    .addColumn('author_id', text(engine))
    .addColumn('declined_at', integer)
    .execute();
  await db.schema
    .createIndex('ix_learned_source_share')
    .on('learned_source')
    .columns(['team_id', 'share_id'])
    .execute();
  await guardIndexes(db, 'learned_source');

  for (const share of (await db
    .selectFrom('learned_share')
    .selectAll()
    .where('link', '!=', '')
    .execute()) as Share[])
    if (share.source_author_id !== null || leadsIntoSlack(share.link)) await move(db, share);
  for (const column of ['source_author_id', 'source_declined_at'])
    await db.schema.alterTable('learned_share').dropColumn(column).execute();

  await sql`update delivery set wanted = wanted + 1 where state = 'sent' and exists (
    select 1 from delivery_shows as s where s.team_id = delivery.team_id and s.delivery_key = delivery.key)`.execute(
    db,
  );
}

interface Channel {
  readonly channel_id: string;
  readonly kind: string;
  readonly is_shared: number;
  readonly sharings: number;
}

interface Share {
  readonly team_id: string;
  readonly id: string;
  readonly audience_id: string;
  readonly channel_id: string;
  readonly link: string;
  readonly source_author_id: string | null;
  readonly source_declined_at: number | null;
}

async function move(db: Database, share: Share): Promise<void> {
  const { team_id: team, id } = share;
  await db
    .insertInto('learned_source')
    .values({
      team_id: team,
      id,
      audience_id: await audienceFor(db, share),
      seal_id: null,
      share_id: id,
      link: share.link,
      author_id: share.source_author_id,
      declined_at: share.source_declined_at,
    })
    .execute();
  await db
    .updateTable('learned_share')
    .set({ link: '' })
    .where('team_id', '=', team)
    .where('id', '=', id)
    .execute();
}

/** Whoever may see the conversation: as the share itself, unless it goes further than a private channel, or leads into another one. */
async function audienceFor(db: Database, share: Share): Promise<string> {
  const { team_id: team, audience_id: own } = share;
  const audience = await db
    .selectFrom('audience')
    .selectAll()
    .where('team_id', '=', team)
    .where('id', '=', own)
    .executeTakeFirstOrThrow();
  const other = channelIn(share.link);
  const elsewhere =
    other === undefined || other === share.channel_id
      ? undefined
      : ((await db
          .selectFrom('channel')
          .selectAll()
          .where('team_id', '=', team)
          .where('channel_id', '=', other)
          .executeTakeFirst()) as Channel | undefined);
  if (elsewhere === undefined && (audience['was_private'] === 0 || audience['kind'] !== 'workspace'))
    return own;
  const fixed =
    elsewhere === undefined
      ? { ...audience, kind: 'conversation' }
      : {
          team_id: team,
          kind: elsewhere.kind === 'public' ? 'workspace' : 'conversation',
          channel_id: elsewhere.channel_id,
          was_private: elsewhere.kind === 'public' ? 0 : 1,
          was_shared: elsewhere.is_shared,
          sharings: elsewhere.sharings,
          channel_after: null,
        };
  const id = `${share.id}.source`;
  await db
    .insertInto('audience')
    .values({ ...fixed, id })
    .execute();
  return id;
}

function leadsIntoSlack(link: string): boolean {
  const host = URL.parse(link)?.hostname ?? '';
  const isOpen = ['slack.com', 'www.slack.com', 'api.slack.com', 'status.slack.com'].includes(host);
  return /(^|\.)slack(-gov)?\.com$/.test(host) && (!isOpen || channelIn(link) !== undefined);
}

function channelIn(link: string): string | undefined {
  const url = URL.parse(link);
  const parts = [...(url?.pathname.split('/') ?? []), url?.searchParams.get('channel') ?? ''];
  return parts.find((part) => /^[CDG][A-Z0-9]{5,}$/.test(part));
}
