/** Where a connected tool sends what happens, after Lore's address. Pure. */

const folder = '/hooks/';

/** @param id of the connection */
export const hookPath = (id: string): string => `${folder}${id}`;

/** @param path of a request; a proxy may leave its own path in front @returns what stands there in place of a connection's id; `null`: it is for no tool */
export function hookIn(path: string): string | null {
  const at = path.lastIndexOf(folder);
  return at === -1 ? null : path.slice(at + folder.length);
}
