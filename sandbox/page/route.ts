/** Which conversation and thread the address names: `#C123` or `#C123/1700000000.000100`. */
export interface Route {
  readonly conversationId: string | null;
  readonly threadTs: string | null;
}

/** Reads `location.hash`. */
export function parseRoute(hash: string): Route {
  const [conversationId = '', threadTs = ''] = hash.replace(/^#/, '').split('/');
  return { conversationId: conversationId || null, threadTs: /^\d+\.\d+$/.test(threadTs) ? threadTs : null };
}

/** The address of a conversation, or of a thread in it. */
export function routeTo(conversationId: string, threadTs?: string): string {
  return threadTs === undefined ? `#${conversationId}` : `#${conversationId}/${threadTs}`;
}

/**
 * Where a link in a message leads: Slack's own addresses (a message's permalink, an app's Home) lead inside this page,
 * the web opens beside it, and anything else (`javascript:`) leads nowhere: `null`.
 */
export function linkTarget(url: string, appId: string): { href: string; isInside: boolean } | null {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    return null;
  }
  if (parsed.protocol === 'slack:') {
    if (parsed.hostname === 'app')
      return { href: routeTo(parsed.searchParams.get('id') ?? appId), isInside: true };
    const id = parsed.searchParams.get('id');
    return id === null ? null : { href: routeTo(id), isInside: true };
  }
  if (parsed.protocol === 'mailto:') return { href: url, isInside: false };
  if (parsed.protocol !== 'https:' && parsed.protocol !== 'http:') return null;
  const archive = /^\/archives\/([A-Z0-9]+)(?:\/p(\d{10})(\d{6}))?$/.exec(parsed.pathname);
  if (!archive) return { href: url, isInside: false };
  const [, conversationId = '', seconds, micros] = archive;
  const thread =
    parsed.searchParams.get('thread_ts') ??
    (seconds === undefined ? undefined : `${seconds}.${micros ?? ''}`);
  return { href: routeTo(conversationId, thread), isInside: true };
}
