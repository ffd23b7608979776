/** The retrospectives that the viewer led to their end. */
import type { EvidenceItems } from '#core/evidence.ts';
import { findRows } from '#core/rows.ts';
import { retros } from '../session/rows.ts';

export const evidence: EvidenceItems = async (read, since) => {
  if (read.viewer.kind !== 'person') return [];
  const closed = read.from(retros).where('it.ended_at', '>=', since).limit(100);
  const led = { facilitator_id: read.viewer.userId, phase: 'closed' } as const;
  return (await findRows(closed, led, '-ended_at', 'id')).map(({ id, about, ended_at: at }) => ({
    id,
    kind: 'facilitated',
    at: at ?? since,
    what: about,
    facts: null,
  }));
};
