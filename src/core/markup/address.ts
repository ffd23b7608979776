/** Addresses that people wrote, and what is shown of them: nobody follows a link that leads elsewhere than it says. Pure. */
import type { RichTextElement, RichTextStyleable } from '@slack/types';

type Style = NonNullable<RichTextStyleable['style']>;

export interface Address {
  readonly url: string;
  /** Where it leads: a host with its port, or a mailbox. */
  readonly place: string;
}

/** An address of Slack's blocks, in characters. */
const longest = 3_000;

/** A host in letters that cannot be mistaken for others, without a name or password before it. */
const web = /^https?:\/\/([a-z0-9-]+(?:\.[a-z0-9-]+)*)(:\d{1,5})?(?:[/?#]\S*)?$/i;
const mailbox = /^mailto:([a-z0-9._+'-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,})$/i;
const inOtherLetters = /(?:^|[.@])xn--/i;

/** @returns `null` for what is no address of http, https or mail, or hides where it leads */
export function addressIn(written: string): Address | null {
  if (written.length > longest || /[\p{C}\p{Z}\\]/u.test(written)) return null;
  const [, box] = mailbox.exec(written) ?? [];
  if (box !== undefined) return inOtherLetters.test(box) ? null : { url: written, place: box };
  const [, host, port = ''] = web.exec(written) ?? [];
  if (host === undefined || inOtherLetters.test(host)) return null;
  const url = URL.parse(written);
  // A host in numbers only looks like itself: 0x7f.1 is another way to write 127.0.0.1.
  if (url === null || url.hostname !== host.toLowerCase() || url.href.length > longest) return null;
  return { url: /^[!-~]+$/.test(written) ? written : url.href, place: `${url.hostname}${port}` };
}

/** Whether the words are an address themselves, or look like one. */
const looksLikeOne = /:\/\/|@|[\p{L}\p{N}]\.\p{L}{2,}/u;

const withoutScheme = (written: string): string => written.replace(/^(?:https?:\/\/|mailto:)/i, '');

/** @param written as it was typed, which is shown */
export function linkTo({ url }: Address, written: string, style: Style): RichTextElement {
  return { type: 'link', url, ...(written === url ? {} : { text: written }), ...styled(style) };
}

/** A link that has words of its own: they are followed by where it leads, and are no link where they look like another address. */
export function labelledLink(
  address: Address,
  written: string,
  label: string,
  style: Style,
): RichTextElement[] {
  if (label === written || label === withoutScheme(written)) return [linkTo(address, label, style)];
  const plain = (text: string): RichTextElement => ({ type: 'text', text, ...styled(style) });
  return looksLikeOne.test(label)
    ? [plain(`${label} (`), linkTo(address, withoutMail(written), style), plain(')')]
    : [{ type: 'link', url: address.url, text: label, ...styled(style) }, plain(` (${address.place})`)];
}

/** A mailbox without its scheme, which nobody types. */
const withoutMail = (written: string): string => written.replace(/^mailto:/i, '');

export const styled = (style: Style): { style?: Style } => (Object.keys(style).length === 0 ? {} : { style });

export type { Style };
