/** Signatures as GitHub and Jira make them: `sha256=` and an HMAC over the bytes that arrived. */
import { createHmac, timingSafeEqual } from 'node:crypto';

export function isSigned(body: Buffer, signature: string | undefined, secret: string): boolean {
  const expected = Buffer.from(`sha256=${createHmac('sha256', secret).update(body).digest('hex')}`);
  const given = Buffer.from(signature ?? '');
  return given.length === expected.length && timingSafeEqual(given, expected);
}
