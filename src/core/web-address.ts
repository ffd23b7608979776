/** Addresses that people type into a form. Pure. */

/**
 * @param most in characters
 * @returns the address of http or https, `''` for none, `null` if invalid. https is added if there is no scheme.
 */
export function readLink(typed: string, most: number): string | null {
  const text = typed.trim();
  if (text === '') return '';
  if (text.length > most || /\s/.test(text)) return null;
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`);
  if (url === null || !['http:', 'https:'].includes(url.protocol)) return null;
  // A name and password in an address disguise its destination.
  if (url.username !== '' || url.password !== '') return null;
  return /^[^.]+(\.[^.]+)+$/.test(url.hostname) ? url.href : null;
}
