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

/**
 * Which conversation an address leads to: a message, a thread, a file that was put there.
 * @param address as `readLink` keeps it: http or https
 * @returns `null`: one outside of Slack; `'unknown'`: it leads into a workspace, and does not say where
 */
export function conversationIn(address: string): ChannelId | 'unknown' | null {
  const url = URL.parse(address);
  if (url === null || !/(^|\.)slack(-gov)?\.com$/.test(url.hostname)) return null;
  const named = [...url.pathname.split('/'), url.searchParams.get('channel') ?? ''];
  const id = named.find((part) => /^[CDG][A-Z0-9]{5,}$/.test(part));
  if (id !== undefined) return channelId(id);
  return openHosts.has(url.hostname) ? null : 'unknown';
}
