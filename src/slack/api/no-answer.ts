/** Why a call to Slack got no answer: what keeps it from leaving this machine, and what to do about it. */

/** Codes of an error that mean that TLS does not trust the other side: it ends before anything is sent. */
const distrust = new Set([
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/** Codes that mean that nobody was reached. */
const nobody = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'EADDRNOTAVAIL',
]);

/** A proxy's refusal to connect, as undici says it. */
const refusal = /^Proxy response \((\d{3})\)/;

type Cause =
  | { readonly kind: 'nobody' | 'distrust'; readonly code: string }
  | { readonly kind: 'refused by a proxy'; readonly status: string };

/** What kept a request from leaving this machine; `null`: it may have reached Slack. */
export function keptFromLeaving(error: unknown, depth = 0): Cause | null {
  if (!(error instanceof Error) || depth > 5) return null;
  if ('errors' in error && Array.isArray(error.errors) && error.errors.length > 0) {
    // One for each address that was tried.
    const each = error.errors.map((inner: unknown) => keptFromLeaving(inner, depth + 1));
    return each.every((cause) => cause !== null) ? (each[0] ?? null) : null;
  }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (nobody.has(code)) return { kind: 'nobody', code };
  if (distrust.has(code)) return { kind: 'distrust', code };
  const status = refusal.exec(error.message)?.[1];
  if (status !== undefined) return { kind: 'refused by a proxy', status };
  const inner = 'original' in error ? error.original : error.cause;
  return keptFromLeaving(inner, depth + 1);
}

/** For the operator. @param error of a call that Slack did not answer */
export function whyNoAnswer(error: unknown): string {
  const cause = keptFromLeaving(error);
  switch (cause?.kind) {
    case 'refused by a proxy':
      return cause.status === '407'
        ? 'The proxy wants a user and a password (407). Put them into HTTPS_PROXY: http://user:password@host:port.'
        : `The proxy refused to connect to Slack (${cause.status}). It has to let through slack.com and its subdomains, also for WebSockets.`;
    case 'distrust':
      return `The certificate at Slack’s address isn’t trusted (${cause.code}). If a proxy of yours opens TLS, name its authority’s certificate in NODE_EXTRA_CA_CERTS.`;
    case 'nobody':
      return `Slack can’t be reached (${cause.code}). Check the network, and HTTPS_PROXY and SLACK_API_URL if you set them.`;
    case undefined:
      return 'Slack didn’t answer. Check the network, and HTTPS_PROXY and SLACK_API_URL if you set them.';
  }
}
