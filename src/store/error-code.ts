/** @returns the code that a driver put on an error, or `''`. Not asked of its class: a driver may throw its own kind. */
export function errorCode(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}
