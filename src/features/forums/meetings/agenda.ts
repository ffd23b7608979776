/** What stands on the agenda of a meeting, and what other practices have on its subject. */
import type { Feature } from '#core/feature.ts';
import type { RowId } from '#core/ids.ts';
import type { RenderContext } from '#core/post.ts';
import type { ReadScope } from '#core/scope.ts';
import type { AgendaItem } from '#core/week.ts';
import type { T } from '../copy.ts';
import { presentedAt } from '../presenting/rows.ts';
import { talkPieces } from '../presenting/screens.ts';
import type { ForumRow } from '../rows.ts';
import { itemsOf, type MeetingRow } from './rows.ts';
import type { Announced } from './screens.ts';

/** The practices of the workspace; none is known here. */
export type Others = () => readonly Pick<Feature, 'name' | 'onSubject' | 'finished'>[];

/** What stands on the agenda of a meeting. @param meeting `null`: of the next one */
export async function agendaOf(
  read: ReadScope,
  t: T,
  forum: RowId,
  meeting: MeetingRow | null,
): Promise<Pick<Announced, 'items' | 'talks'>> {
  const of = meeting?.id ?? null;
  const talks = await presentedAt(read, forum, of);
  return { items: await itemsOf(read, forum, of), talks: talks.map((talk) => talkPieces(t, talk)) };
}

/** What all practices have on its subject, with the channel's access. */
export async function onSubject(
  others: Others,
  read: ReadScope,
  forum: ForumRow,
  renderContext: RenderContext,
): Promise<readonly AgendaItem[]> {
  const occasion = { channel: forum.channel_id, name: forum.subject, about: forum.about };
  const found: AgendaItem[] = [];
  if (forum.subject !== '')
    for (const one of others()) found.push(...((await one.onSubject?.(read, occasion, renderContext)) ?? []));
  return found;
}
