/** What stands in an evidence pack, and in which order. Pure. */
import { day } from '#core/clock.ts';
import { type EvidenceItem, evidenceKinds } from '#core/evidence.ts';
import type { RowId } from '#core/ids.ts';

/** To read and print, and to paste elsewhere. Numbers in references: add new ones at the end. */
export const formats = ['page', 'markdown'] as const;
export type Format = (typeof formats)[number];

/** In characters. `reach`: how far it looks back, in milliseconds. */
export const limitsOf = { heading: 150, words: 1_500, answer: 3_000, reach: 730 * day } as const;

/** The words that are about no one thing. */
export interface Words {
  readonly heading: string;
  /** A sentence of their own. */
  readonly said: string;
  /** What they learned that changed how they work. */
  readonly learned: string;
  /** Whose capability grew because of them. */
  readonly grew: string;
}

export const noWords: Words = { heading: '', said: '', learned: '', grew: '' };

/** @returns the fields that are too long, with the most that each may have */
export const tooLong = (typed: Words): readonly (readonly [keyof Words, number])[] =>
  (['heading', 'said', 'learned', 'grew'] as const).flatMap((name) => {
    const most = name === 'heading' ? limitsOf.heading : limitsOf.answer;
    return typed[name].length > most ? [[name, most] as const] : [];
  });

/** What the person chose. */
export interface Chosen {
  readonly id: RowId;
  /** The lowest comes first. */
  readonly place: number;
  /** Instead of what stands there; empty: that. */
  readonly words: string;
}

export interface Entry extends EvidenceItem {
  /** In their own words, or empty. */
  readonly words: string;
}

export interface Pack {
  /** In their order. */
  readonly entries: readonly Entry[];
  /** What else they did: by kind, the newest first. */
  readonly others: readonly EvidenceItem[];
}

/** @param chosen what is not found (any more) stands nowhere */
export function packOf(found: readonly EvidenceItem[], chosen: readonly Chosen[]): Pack {
  const byId = new Map(found.map((item) => [item.id, item]));
  const inOrder = chosen.toSorted((a, b) => a.place - b.place || (a.id < b.id ? -1 : 1));
  const entries = inOrder.flatMap(({ id, words }) => {
    const item = byId.get(id);
    return item === undefined ? [] : [{ ...item, words }];
  });
  const taken = new Set(entries.map(({ id }) => id));
  const rank = ({ kind }: EvidenceItem) => evidenceKinds.indexOf(kind);
  const others = [...byId.values()].filter(({ id }) => !taken.has(id));
  return { entries, others: others.toSorted((a, b) => rank(a) - rank(b) || b.at - a.at) };
}

/** @param to counted from 0; beyond either end is that end @returns the order with one of them there; the same if it is none of them */
export function moved(order: readonly RowId[], id: RowId, to: number): readonly RowId[] {
  if (!order.includes(id)) return order;
  const others = order.filter((one) => one !== id);
  return others.toSpliced(Math.max(0, Math.min(to, others.length)), 0, id);
}

/** @returns a place as people count, from 1; `null`: that is no number */
export function placeFrom(typed: string): number | null {
  return /^[1-9]\d{0,3}$/.test(typed) ? Number(typed) : null;
}
