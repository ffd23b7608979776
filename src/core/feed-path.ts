/** Where a calendar's dates are, after Lore's address. Pure. */

const folder = '/calendar/';

/** @param secret of which the address is made */
export const feedPath = (secret: string): string => `${folder}${secret}.ics`;

/** @param path of a request; a proxy may leave its own path in front @returns the secret in it, whatever it is; `null`: it is no calendar's */
export function secretIn(path: string): string | null {
  const at = path.lastIndexOf(folder);
  return at === -1 ? null : path.slice(at + folder.length).replace(/\.ics$/, '');
}
