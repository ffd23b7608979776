/**
 * The rules of public holidays, taken out of `date-holidays`: with it an operator would install 18 MB more than `date-holidays-parser`, with
 * which Lore reads them. They have a licence of their own, which lies beside them.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

interface Rules {
  readonly version: string;
  readonly license: string;
  readonly names: object;
  readonly holidays: Readonly<Record<string, object>>;
}

/** @returns text by path from the root; a country a line, so that one sees what a newer version changes */
export function holidayFiles(): Readonly<Record<string, string>> {
  const { data } = createRequire(import.meta.url)('date-holidays/data') as { readonly data: Rules };
  const folder = dirname(fileURLToPath(import.meta.resolve('date-holidays/package.json')));
  const licence = readFileSync(join(folder, 'LICENSE'), 'utf8');
  const { holidays, ...rest } = data;
  const countries = Object.entries(holidays).map(([code, rules]) => `"${code}":${JSON.stringify(rules)}`);
  const before = JSON.stringify({ ...rest, holidays: {} }).slice(0, -2);
  const place = 'src/core/time/holiday-rules';
  return {
    [`${place}.json`]: `${before}\n${countries.join(',\n')}\n}}\n`,
    [`${place}.LICENSE`]: `holiday-rules.json: the data of https://github.com/commenthol/date-holidays, unchanged.\n\n${licence}`,
  };
}
