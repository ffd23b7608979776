/**
 * How long rows are kept. The declarations of tables say which rows grow old together, from when, and after how many days; the store erases them
 * with everything attached. Every table of a feature belongs to exactly one kind, or Lore does not start.
 */
import type { Locale } from './languages.ts';
import type { AnyCopy } from './sentence.ts';
import { partsOf, type AnyTable, type RowPart } from './tables.ts';

/** A row takes with it: its parts, who wrote them, audiences and embargoes that nothing else needs, jobs and posts that name them, and those posts' messages in Slack. */
export interface RetentionPolicy {
  readonly name: string;
  /** What an admin reads beside the number of days: what is kept, and from when. */
  readonly title: (locale: Locale) => string;
  readonly days: number;
  /** The rows that grow old; see `kept` in `tables.ts`. */
  readonly table: AnyTable;
  readonly since: string;
  /** Rows that belong to one of those and go with it. */
  readonly parts: readonly RowPart[];
}

/** The kinds of a feature's rows, in the order of its tables. @param copy has the title of each: `kept.<what>` */
export function retentionPoliciesOf({
  copy,
  tables,
}: {
  readonly copy: AnyCopy;
  readonly tables: readonly AnyTable[];
}): RetentionPolicy[] {
  return tables.flatMap((table) => {
    if (table.kept === undefined) return [];
    const { name, days, since } = table.kept;
    const key = `kept.${name.slice(name.indexOf('.') + 1)}`;
    const title = (locale: Locale) => copy.in(locale, 'UTC').plain(key, {});
    return [{ name, title, days, table, since, parts: partsOf(table, tables) }];
  });
}

/** The shorter of the usual time and the one an admin chose, in days: nothing is ever kept longer than usual. */
export function daysKept(kind: { readonly days: number }, chosen: number | undefined): number {
  return chosen === undefined ? kind.days : Math.min(kind.days, chosen);
}
