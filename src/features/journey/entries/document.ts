/** A channel's journeys as one document: the entries there, as everyone in it reads them. */
import type { DocumentEntry, Documents, FoundDocument } from '#core/document.ts';
import { channelId, type ChannelId, isId } from '#core/ids.ts';
import type { RenderContext } from '#core/post.ts';
import { findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { calledSo } from '#core/search/called.ts';
import { nameOf } from '#core/sentence.ts';
import { formatWithYear } from '#core/time/format.ts';
import { journeyCopy, type Translator } from '../copy.ts';
import { entries, type EntryRow } from '../rows.ts';

/** So many stand there, the newest first. */
const most = 50;

export const documents: Documents = {
  kinds: ['journey'],
  read: async (read, { kind, id }, renderContext) => {
    const channel = isId(id) ? await read.channel(channelId(id)) : null;
    if (channel === null) return null;
    const there = { channel_id: channel.channelId, withdrawn_at: null };
    const found = await findRows(read.from(entries).limit(most + 1), there, '-told_at', 'id');
    const [last] = found;
    if (last === undefined) return null;
    const t = journeyCopy.for(renderContext);
    const shown = found.slice(0, most);
    const older: DocumentEntry[] =
      found.length > shown.length ? [{ kind: 'line', pieces: [t.plain('document.older')] }] : [];
    return {
      ref: { kind, id },
      title: t.plain('document.title', { channel: channel.name }),
      facts: [{ label: t.plain('document.where'), pieces: [{ channel: channel.channelId }] }],
      entries: [...shown.flatMap((row) => entryOf(t, row, renderContext)), ...older],
      at: last.told_at,
    };
  },
  find: async (read, typed, { from, most: wanted }, renderContext) => {
    const all = await journeys(read, renderContext);
    const found = all.filter(({ title }) => calledSo(title.map(({ text }) => text).join(''), typed));
    return { count: found.length, found: found.slice(from, from + wanted), notes: [] };
  },
};

/** One for each channel that has entries, the newest first. */
async function journeys(read: ReadScope, renderContext: RenderContext): Promise<readonly FoundDocument[]> {
  const t = journeyCopy.for(renderContext);
  const rows = await findRows(read.from(entries), { withdrawn_at: null }, '-told_at', 'id');
  const newest = new Map<ChannelId, EntryRow>();
  for (const row of rows) if (!newest.has(row.channel_id)) newest.set(row.channel_id, row);
  const found: FoundDocument[] = [];
  for (const [id, row] of newest) {
    const channel = await read.channel(id);
    if (channel === null) continue;
    found.push({
      ref: { kind: 'journey', id },
      title: [{ text: t.plain('document.title', { channel: channel.name }), isHit: false }],
      excerpt: [],
      from: t.pieces('document.newest', { day: dayOf(t, row, renderContext) }),
    });
  }
  return found;
}

const dayOf = ({ language }: Translator, row: EntryRow, { tz }: RenderContext): string =>
  formatWithYear({ token: 'day', at: row.told_at }, language, tz);

/** Its author is always named. */
function entryOf(t: Translator, row: EntryRow, renderContext: RenderContext): DocumentEntry[] {
  const day = dayOf(t, row, renderContext);
  return [
    { kind: 'heading', level: 2, text: t.plain('document.entry', { person: nameOf(row.teller_id), day }) },
    ...(row.question === 'own'
      ? []
      : [{ kind: 'line', pieces: [{ bold: t.plain(`question.${row.question}`) }] } satisfies DocumentEntry]),
    { kind: 'line', pieces: [{ written: row.text }] },
  ];
}
