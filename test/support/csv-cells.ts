import { parse } from 'csv-parse/sync';

/** The rows of a file of CSV, as RFC 4180 has them: all as wide as the first. */
export const rowsIn = (csv: string): readonly (readonly string[])[] =>
  parse(csv, { recordDelimiter: '\r\n' });

export const cellsIn = (row: string): readonly string[] => rowsIn(row).flat();
