/** Thanks that the viewer was given by somebody whose name stands there. In a pack stands what they choose. */
import type { EvidenceItems } from '#core/evidence.ts';
import { nameOf } from '#core/sentence.ts';
import { copy } from '../copy.ts';
import { received } from '../rows.ts';

export const evidence: EvidenceItems = async (read, since, renderContext) => {
  if (read.viewer.kind !== 'person') return [];
  const t = copy.for(renderContext);
  const all = await received(read, read.viewer.userId, since, 100);
  return all.flatMap(({ row, by }) =>
    by === null
      ? []
      : [
          {
            id: row.id,
            kind: 'thanked' as const,
            at: row.given_at,
            what: row.what,
            facts: t.plain('evidence.by', { by: nameOf(by) }),
          },
        ],
  );
};
