/** SQLite's code for it, PostgreSQL's, and the system's. */
const full = ['SQLITE_FULL', '53100', 'ENOSPC'];

/** Whether there is no room left on the disk that the database lies on. */
export function isDiskFull(error: unknown): boolean {
  if (full.includes(errorCode(error))) return true;
  return error instanceof Error && error.cause !== undefined && isDiskFull(error.cause);
}

/** @returns the code that a driver put on an error, or `''`. Not asked of its class: a driver may throw its own kind. */
export function errorCode(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}
