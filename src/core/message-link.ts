/** Addresses in Slack: of a message, and of what stands in a conversation. Pure. */
import { channelId, isId, type ChannelId } from './ids.ts';

/**
 * @param workspace its address, as `auth.test` names it: `https://lindgrove.slack.com/`
 * @param ts seconds since 1970, with decimals, as Slack writes them
 * @returns `null` for what cannot be one
 */
export function messageLink(workspace: string, channel: string, ts: string): string | null {
  if (!/^https:\/\/[a-z0-9.-]{1,200}\/$/.test(workspace) || !isId(channel)) return null;
  if (!/^\d{1,12}\.\d{1,9}$/.test(ts)) return null;
  return `${workspace}archives/${channel}/p${ts.replace('.', '')}`;
}

/** Slack's pages for everybody, under which no workspace is. */
const openHosts = new Set(['slack.com', 'www.slack.com', 'api.slack.com', 'status.slack.com']);

/** Slack's own, as a host or within another address. */
const inSlack = /(?:^|[^a-z0-9-])slack(?:-gov)?\.com\.?(?![a-z0-9.-])/i;

/** As Slack writes an id; where its second sign is a nought, as today, however it is written, and whatever stands around it. */
const ids =
  /(?<![\w.-])[CDG][A-Z0-9]{5,}(?![\w-]|\.\w)|(?<![A-Za-z0-9])[CDGcdg]0[A-Za-z0-9]{4,}(?![A-Za-z0-9])/g;

/**
 * Which conversations an address leads into: to a message, a thread, a file that was put there. Whatever in an address of Slack looks like one's id
 * counts, however it is written, and also where another address leads on to Slack's.
 * @param address http, https, or Slack's own; without any it is taken for https
 * @returns empty: it is none, or leads elsewhere; `'unknown'`: it leads into a workspace, and does not say where
 */
export function conversationsIn(address: string): readonly (ChannelId | 'unknown')[] {
  const url = URL.parse(/^(?:https?|slack):/i.test(address) ? address : `https://${address}`);
  if (url === null) return [];
  const where = decoded(`${url.pathname}${url.search}${url.hash}`);
  const isInside = url.protocol === 'slack:' || inSlack.test(url.hostname);
  if (!isInside && !inSlack.test(where)) return [];
  const found = new Set([...where.matchAll(ids)].map(([id]) => channelId(id.toUpperCase())));
  if (found.size > 0) return [...found];
  return isInside && !openHosts.has(url.hostname) ? ['unknown'] : [];
}

/** Without percent signs that stand for something, however often they do. */
function decoded(text: string): string {
  for (let before = text; ; before = text) {
    text = before.replaceAll(/%([0-9a-f]{2})/gi, (_, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    );
    if (text === before) return text;
  }
}
