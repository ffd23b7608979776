/**
 * What stood on a message, a modal or a Home before it was redrawn, so that a press on its way then can be told what it was on. It is not
 * kept with the world: nobody's press is on its way for long.
 */
import type { Json } from '../json.ts';

/** More often than this nothing is redrawn while a press is on its way. */
const MOST = 5;

const drawings = new WeakMap<object, readonly (readonly Json[])[]>();

/** Keeps the blocks that `surface` no longer has. @param before what it was until now, where a new object takes its place */
export function keepDrawing(surface: object, blocks: readonly Json[], before: object = surface): void {
  drawings.set(surface, [blocks, ...(drawings.get(before) ?? [])].slice(0, MOST));
}

/** All blocks that stood there lately, the latest first. */
export const drawnBefore = (surface: object): readonly Json[] => (drawings.get(surface) ?? []).flat();
