/**
 * `npm run size`: how much there is to read. Files and lines of `src`, of each practice and of each language's sentences, the median and the
 * longest file, and the share of lines that only import. `npm run size -- --json` writes the same for a machine.
 */
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

export interface Size {
  readonly files: number;
  /** Newlines, blank lines and comments included. */
  readonly lines: number;
  /** Lines of the file in the middle. */
  readonly median: number;
  readonly longest: { readonly path: string; readonly lines: number };
  /** Of all lines, those of import statements: 0 to 1, in thousandths. */
  readonly importShare: number;
}

/** An import that binds names, over as many lines as it takes; or one for its effect alone. */
const importStatement = /^import\b[^;]*;\n/gm;

const countLines = (text: string) => text.split('\n').length - 1;

/** @param texts the text of each file by its path */
export function sizeOf(texts: ReadonlyMap<string, string>): Size {
  const files = [...texts].map(([path, text]) => ({ path, lines: countLines(text) }));
  files.sort((a, b) => a.lines - b.lines || (a.path < b.path ? -1 : 1));
  const lines = files.reduce((sum, file) => sum + file.lines, 0);
  const imports = [...texts.values()]
    .flatMap((text) => text.match(importStatement) ?? [])
    .reduce((sum, statement) => sum + countLines(statement), 0);
  return {
    files: files.length,
    lines,
    median: files[Math.floor(files.length / 2)]?.lines ?? 0,
    longest: files.at(-1) ?? { path: '', lines: 0 },
    importShare: lines === 0 ? 0 : Math.round((imports / lines) * 1000) / 1000,
  };
}

/** @param root of the project @returns the size of `src`, of each practice and of each language, by their folders */
export function sizes(root: string): Readonly<Record<string, Size>> {
  const folders = ['src', ...globSync(['src/features/*/', 'locales/*/'], { cwd: root }).sort()];
  return Object.fromEntries(
    folders.map((folder) => {
      const paths = globSync(`${folder}/**/*.{ts,json}`, { cwd: root });
      return [folder, sizeOf(new Map(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')])))];
    }),
  );
}

if (import.meta.main) {
  const found = sizes(join(import.meta.dirname, '..'));
  if (process.argv.includes('--json')) console.log(JSON.stringify(found, null, 2));
  else
    console.table(
      Object.fromEntries(
        Object.entries(found).map(([folder, { longest, importShare, ...size }]) => [
          folder,
          {
            ...size,
            longest: `${basename(longest.path)}, ${longest.lines}`,
            imports: `${(importShare * 100).toFixed(1)} %`,
          },
        ]),
      ),
    );
}
