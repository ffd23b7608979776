/** Addresses in Slack: of messages, and of anything else in a conversation. Pure. */
import { channelId, isId, type ChannelId } from './ids.ts';

/**
 * @param workspace its address, as `auth.test` names it: `https://lindgrove.slack.com/`
 * @param ts seconds since 1970, with decimals, as Slack writes them
 * @returns `null` if the parts make no address
 */
export function messageLink(workspace: string, channel: string, ts: string): string | null {
  if (!/^https:\/\/[a-z0-9.-]{1,200}\/$/.test(workspace) || !isId(channel)) return null;
  if (!/^\d{1,12}\.\d{1,9}$/.test(ts)) return null;
  return `${workspace}archives/${channel}/p${ts.replace('.', '')}`;
}

/** Slack's own hosts, which are no workspace's. */
const openHosts = new Set(['slack.com', 'www.slack.com', 'api.slack.com', 'status.slack.com']);

/** A Slack host, on its own or inside another address. */
const inSlack = /(?:^|[^a-z0-9-])slack(?:-gov)?\.com\.?(?![a-z0-9.-])/i;

/** An id as Slack writes it. If its second character is 0, as it is today: in any case, and with anything around it. */
const ids =
  /(?<![\w.-])[CDG][A-Z0-9]{5,}(?![\w-]|\.\w)|(?<![A-Za-z0-9])[CDGcdg]0[A-Za-z0-9]{4,}(?![A-Za-z0-9])/g;

/**
 * The conversations that an address leads into: to a message, a thread or a file. Anything in a Slack address that looks like a conversation's id
 * counts, however it is encoded, and even if another address redirects to Slack.
 * @param address http, https or Slack's own scheme; https if it has none
 * @returns empty if it leads to no conversation; `'unknown'` if it leads into a workspace without saying where
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

/** Decodes percent signs until none is left. */
function decoded(text: string): string {
  for (let before = text; ; before = text) {
    text = before.replaceAll(/%([0-9a-f]{2})/gi, (_, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    );
    if (text === before) return text;
  }
}

/** A message's address, or nothing unless all who read in a conversation are in that of the message, too. */
export function linkFor(link: string, { channelId: here }: Readonly<Record<'channelId', ChannelId>>): string {
  const leads = conversationsIn(link);
  return leads.length > 0 && leads.every((channel) => channel === here) ? link : '';
}

/** A conversation that is named in a text, as Slack marks it, with what it is called. */
export const mentioned = /<#([A-Za-z0-9_.:-]+)(?:\|[^<>]*)?>/g;
/** With or without a scheme: Slack links both. */
export const addresses =
  /(?:(?:https?|slack):|(?<![a-z0-9.-])[a-z0-9.-]{0,250}slack(?:-gov)?\.com)[^\s<>|"]*/gi;

/** The conversations that are known by their id. */
export const leadsTo = (address: string): readonly ChannelId[] =>
  conversationsIn(address).filter((leads): leads is ChannelId => leads !== 'unknown');

/** What is left of a text without the conversations that it names or leads to, which not all of its readers may know. */
export const withoutConversations = (text: string): string =>
  /<#|slack|%/i.test(text)
    ? text
        .replaceAll(mentioned, ' ')
        .replaceAll(addresses, (address) => (leadsTo(address).length > 0 ? ' ' : address))
    : text;
