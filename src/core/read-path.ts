/** Where documents are read in a browser, after Lore's address. Pure. */
import { type DocumentKind, documentKinds, type DocumentRef } from './document.ts';

/** Of all pages to read at. The page itself is the search. */
export const readFolder = '/read';

/** In characters. No document has a longer one. */
const longestId = 200;

export const readPath = ({ kind, id }: DocumentRef): string =>
  `${readFolder}/${kind}/${encodeURIComponent(id)}`;

/** @param kind and @param id as an address names them @returns `null`: no document is named so */
export function documentRef(kind: string, id: string): DocumentRef | null {
  const known = documentKinds.find((one): one is DocumentKind => one === kind);
  if (known === undefined || id === '' || id.length > longestId || !id.isWellFormed()) return null;
  // No id has a sign that cannot be seen.
  return /\p{Cc}/u.test(id) ? null : { kind: known, id };
}

/** @param url any address @param address Lore's, without a slash at its end @returns the document that is read there; `null`: none */
export function refAt(url: string, address: string): DocumentRef | null {
  const [asked, own] = [URL.parse(url), URL.parse(`${address}${readFolder}/`)];
  if (asked === null || own === null || asked.origin !== own.origin) return null;
  if (!asked.pathname.startsWith(own.pathname)) return null;
  const [kind = '', ...id] = asked.pathname.slice(own.pathname.length).split('/');
  const decoded = decodedPart(id.join('/'));
  return decoded === null ? null : documentRef(kind, decoded);
}

/** @returns `null`: it is no text */
function decodedPart(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}
