/** What each indicator is, as a table of a page of the docs: the same sentences that stand beside the numbers. */
import { measuresCopy } from '../copy.ts';
import { indicatorIds, tolds, toldKey } from '../measures/indicator.ts';

const heads = ['', 'what', 'formula', 'from', 'careful', 'beside'];

export function definitionsTable(): string {
  const t = measuresCopy.in('en', 'UTC');
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
