/**
 * Text that Slack would parse (mrkdwn) as a type of its own. It comes from `copy` or from `escape`, so that no text of a
 * person can ping a channel, forge a mention or hide a link's address.
 */
declare const mrkdwn: unique symbol;
export type Mrkdwn = string & { readonly [mrkdwn]: true };

/** A person's text as mrkdwn in which Slack finds nothing to act on. Once, at the border; never twice. */
export function escape(text: string): Mrkdwn {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;') as Mrkdwn;
}

/** Joins pieces that are mrkdwn already. */
export function join(pieces: readonly Mrkdwn[], between = '\n'): Mrkdwn {
  return pieces.join(between) as Mrkdwn;
}

/** Shortens to at most `limit` characters, with an ellipsis, without cutting a surrogate pair in two. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit - 1);
  return `${/[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}
