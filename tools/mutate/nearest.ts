/** Which test files can notice a change that takes effect while a module is loaded: those that import it, or what imports it. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What a file imports of ours; an address that begins with `#` is relative to the root (package.json). */
const imported = /\bfrom '(\.[^']*\.ts|#(?:core|locales)\/[^']*)'|\bimport\('(\.[^']*\.ts)'\)/g;

const imports = new Map<string, readonly string[]>();

/** @param tests paths @param root of the project @returns those with the shortest way to the file: others say less of it, and take long */
export function nearest(tests: readonly string[], file: string, root: string): string[] {
  const all = tests.map((test) => ({ test, steps: stepsBetween(test, file, root) }));
  const least = Math.min(...all.map(({ steps }) => steps));
  return all.filter(({ steps }) => steps < Infinity && steps === least).map(({ test }) => test);
}

function stepsBetween(from: string, to: string, root: string): number {
  const seen = new Set([from]);
  let layer = [from];
  for (let steps = 0; layer.length > 0; steps += 1) {
    if (layer.includes(to)) return steps;
    layer = layer.flatMap((file) => importsOf(file, root)).filter((file) => !seen.has(file));
    for (const file of layer) seen.add(file);
  }
  return Infinity;
}

function importsOf(file: string, root: string): readonly string[] {
  const known = imports.get(file);
  if (known !== undefined) return known;
  const found = [...readFileSync(file, 'utf8').matchAll(imported)].map(([, from, called]) => {
    const address = from ?? called ?? '';
    return address.startsWith('#core/')
      ? join(root, 'src', address.slice(1))
      : address.startsWith('#')
        ? join(root, address.slice(1))
        : join(dirname(file), address);
  });
  const ours = [...new Set(found)].filter((path) => path.endsWith('.ts') && existsSync(path));
  imports.set(file, ours);
  return ours;
}
