/** How a team works from now on: a checklist, a runbook, a template or a default that changed. Pure. */
import { readLink } from './web-address.ts';

export const standardKinds = ['checklist', 'runbook', 'template', 'default', 'other'] as const;
export type StandardKind = (typeof standardKinds)[number];

/** In characters. */
export const standardLimits = { name: 120, link: 500 } as const;

export interface Standard {
  readonly kind: StandardKind;
  readonly name: string;
  /** http or https; empty: none. */
  readonly link: string;
}

export type StandardRefusals = Readonly<
  Partial<Record<'kind' | 'name' | 'link', 'empty' | 'long' | 'notALink'>>
>;

/** A standard as somebody typed it. */
export interface TypedStandard {
  readonly kind: StandardKind | null;
  readonly name: string;
  readonly link: string;
}

/** @returns what to store, or the mistakes by field */
export function readStandard(typed: TypedStandard): {
  readonly kept: Standard;
  readonly refusals: StandardRefusals;
} {
  const name = typed.name.trim().replaceAll(/\s+/g, ' ');
  const link = readLink(typed.link, standardLimits.link);
  return {
    kept: { kind: typed.kind ?? 'other', name, link: link ?? '' },
    refusals: {
      ...(typed.kind === null ? { kind: 'empty' as const } : {}),
      ...(name === ''
        ? { name: 'empty' as const }
        : name.length > standardLimits.name
          ? { name: 'long' as const }
          : {}),
      ...(link === null ? { link: 'notALink' as const } : {}),
    },
  };
}
