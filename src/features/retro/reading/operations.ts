/** What can be read of retrospectives beyond Slack: what came of each, each planned project, and both by what they are called. */
import type { Documents, DocumentRef, FoundDocument } from '#core/document.ts';
import type { Instant } from '#core/clock.ts';
import type { ChannelId, RowId } from '#core/ids.ts';
import { findRows } from '#core/rows.ts';
import { calledSo } from '#core/search/called.ts';
import type { Others } from '../lessons/operations.ts';
import { projects } from '../plan/rows.ts';
import { retros } from '../session/rows.ts';
import { type Translator, withYears, wordsFor } from '../session/words.ts';
import { readProject } from './project.ts';
import { readRetro } from './retrospective.ts';

/** @param others the practices that keep lessons */
export const documentsAmong = (others: Others): Documents => ({
  kinds: ['project', 'retrospective'],
  read: async (read, { kind, id }, renderContext) => {
    const t = withYears(wordsFor(renderContext));
    return kind === 'project' ? readProject(read, id, t, others) : readRetro(read, id, t, others);
  },
  find: async (read, typed, { from, most }, renderContext) => {
    const t = wordsFor(renderContext);
    const held = await findRows(read.from(retros), { phase: 'closed' }, '-ended_at', 'id');
    const planned = await findRows(
      read.from(projects),
      { state: ['planned', 'asked', 'held'] },
      '-ends_at',
      'id',
    );
    const all: readonly Named[] = [
      ...held.map((row) => named('retrospective', row.id, row.about, row.channel_id, row.ended_at)),
      ...planned.map((row) => named('project', row.id, row.name, row.channel_id, row.ends_at)),
    ];
    const found = all.filter(({ called }) => calledSo(called, typed)).toSorted((a, b) => b.at - a.at);
    return {
      count: found.length,
      found: found.slice(from, from + most).map((one) => foundDocument(t, one)),
      notes: [],
    };
  },
});

/** Something with a name. */
interface Named {
  readonly ref: DocumentRef & { readonly kind: 'project' | 'retrospective' };
  readonly called: string;
  readonly channel: ChannelId;
  readonly at: Instant;
}

const named = (
  kind: Named['ref']['kind'],
  id: RowId,
  called: string,
  channel: ChannelId,
  at: Instant | null,
): Named => ({ ref: { kind, id }, called, channel, at: at ?? 0 });

const foundDocument = (t: Translator, { ref, called, channel }: Named): FoundDocument => ({
  ref,
  title: [{ text: called, isHit: false }],
  excerpt: [],
  from: t.pieces(`document.from.${ref.kind}`, { channel: { channel } }),
});
