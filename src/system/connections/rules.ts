/** Which site a tool may be connected at, and what stands for a token. Pure. */
import type { ConnectorName } from '#core/connector.ts';

/** Those that anybody knows by these names are in public: what is asked there, nobody's own network answers. */
const known: Readonly<Record<ConnectorName, RegExp>> = {
  github: /^(api\.github\.com|api\.[a-z0-9-]+\.ghe\.com)$/,
  jira: /^[a-z0-9-]+\.atlassian\.net$/,
  webhook: /$^/,
};

const thisMachine = new Set(['localhost', '127.0.0.1']);

/**
 * An admin of a workspace is not who runs Lore, and what they type must not make it ask in its own network.
 * @param typed an address or a host; `''`: the tool's own, where there is one
 * @param hosts that an operator allows besides, with a port where it is not the usual one
 * @returns where its interface is, without a slash at its end; `null`: it may not be connected
 */
export function siteFrom(connector: ConnectorName, typed: string, hosts: readonly string[]): string | null {
  if (connector === 'github' && ['', 'github.com'].includes(hostOf(typed))) return 'https://api.github.com';
  const url = URL.parse(/^https?:/i.test(typed) ? typed : `https://${typed}`);
  if (url === null || url.username !== '' || url.password !== '') return null;
  const isAllowed = hosts.includes(url.host);
  if (url.protocol !== 'https:' && !(isAllowed && thisMachine.has(url.hostname))) return null;
  if (connector === 'github' && /^[a-z0-9-]+\.ghe\.com$/.test(url.host)) return `https://api.${url.host}`;
  if (known[connector].test(url.host)) return url.origin;
  if (!isAllowed) return null;
  // GitHub's own server has its interface in a folder.
  return connector === 'github' && !thisMachine.has(url.hostname) ? `${url.origin}/api/v3` : url.origin;
}

const hostOf = (typed: string): string =>
  typed
    .replace(/^https?:\/\//i, '')
    .replace(/\/.*$/, '')
    .toLowerCase();

export const isToken = (typed: string): boolean => /^[\x21-\x7e]{8,1000}$/.test(typed);

export const isAccount = (typed: string): boolean => /^[^\s@<>:]+@[^\s@<>:]+\.[^\s@<>:]+$/.test(typed);

/** JSON of what lets Lore in, as connectors read it. @param account `''`: the token is a bearer's */
export function accessFrom(connector: ConnectorName, token: string, account: string): string | null {
  if (connector === 'webhook') return null;
  if (connector === 'github') return JSON.stringify({ token });
  return JSON.stringify({ token, account: account === '' ? null : account });
}

/** A secret as its tool takes it. @param drawn random, as text */
export const secretFor = (connector: ConnectorName, drawn: string): string =>
  connector === 'webhook' ? `whsec_${btoa(drawn)}` : drawn;
