/** Draws in a process of its own, started by `renderer.ts`, and ends when nobody listens any more. */
import process from 'node:process';
import { pngOf } from './png.ts';
import type { Asked, Drawn } from './renderer.ts';

process.on('message', ({ id, chart }: Asked) => {
  process.send?.(answer(id, chart));
});

function answer(id: number, chart: Asked['chart']): Drawn {
  try {
    return { id, png: pngOf(chart) };
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) };
  }
}
