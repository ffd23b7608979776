/** The cells of a file of CSV, row after row, as any reader of RFC 4180 finds them. */
export function cellsIn(csv: string): readonly string[] {
  const cells: string[] = [];
  for (const [, quoted, plain = ''] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(?:,|\r\n)/g))
    cells.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
  return cells;
}
