/**
 * What a person did for others' learning, as they may show it: found with their own access, for nobody else. They choose, order and reword it
 * (`src/features/thanks/evidence/`), so nothing here counts, ranks or compares, and nothing is here whose names are hidden.
 */
import type { Instant } from './clock.ts';
import type { RowId } from './ids.ts';
import type { RenderContext } from './post.ts';
import type { ReadScope } from './scope.ts';
import type { Plain } from './text.ts';

/** In the order in which they are first shown. */
export const evidenceKinds = ['used', 'answered', 'facilitated', 'thanked'] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

/** One thing that they did. */
export interface EvidenceItem {
  /** Always the same for the same thing. */
  readonly id: RowId;
  readonly kind: EvidenceKind;
  readonly at: Instant;
  /** In their own words, or in those of who thanked them: one line. */
  readonly what: string;
  /** What it changed, and who confirmed it, as a sentence; `null`: nothing is known. */
  readonly facts: Plain | null;
}

/** @param read the person's own access @returns what they did since then, the newest first; at most 100 */
export type EvidenceItems = (
  read: ReadScope,
  since: Instant,
  renderContext: RenderContext,
) => Promise<readonly EvidenceItem[]>;
