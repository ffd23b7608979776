/** What each indicator is, as the table of its page in the docs: the same sentences that stand beside the numbers. */
import type { PageTable } from '#core/feature.ts';
import { measuresIn } from '../copy.ts';
import { indicatorIds, tolds, toldKey } from '../measures/indicator.ts';

const heads = ['', 'what', 'formula', 'from', 'careful', 'beside'];

function definitions(): string {
  const t = measuresIn({ language: 'en' });
  const row = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [
    row(heads),
    row(heads.map(() => '---')),
    ...indicatorIds.map((id) => {
      const [name = '', definition = '', ...rest] = tolds.map((told) => t.plain(toldKey(id, told)));
      return row([id, `**${name}** ${definition}`, ...rest]);
    }),
  ].join('\n');
}

export const pageTable: PageTable = {
  path: 'docs/guides/indicators.md',
  marker: 'definitions',
  table: definitions,
};
