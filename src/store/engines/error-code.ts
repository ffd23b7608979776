/** The codes of SQLite, PostgreSQL and the operating system. */
const full = ['SQLITE_FULL', '53100', 'ENOSPC'];

/** Whether the database's disk is full. */
export function isDiskFull(error: unknown): boolean {
  if (full.includes(errorCode(error))) return true;
  return error instanceof Error && error.cause !== undefined && isDiskFull(error.cause);
}

/** PostgreSQL has given out all its connections, or all of this role or database. */
export const hasNoConnection = (error: unknown): boolean => ['53300', '53400'].includes(errorCode(error));

/** PostgreSQL knows no such table, or no such schema. */
export const lacksTable = (error: unknown): boolean => ['42P01', '3F000'].includes(errorCode(error));

/** @returns the code that a driver put on an error, or `''`. Does not check its class, since drivers throw their own. */
export function errorCode(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}
