/** From where a request comes. */
import type { IncomingMessage } from 'node:http';

/**
 * As the proxy next to Lore says: what stands before the last comma anybody may have written. `null`: it does not say. Of an IPv6 address only what is
 * one household's or company's.
 */
export function addressIn({ headers: { 'x-forwarded-for': told = '' } }: IncomingMessage): string | null {
  const address = String(told).split(',').at(-1)?.trim() ?? '';
  if (address === '') return null;
  return address.includes('.') ? address : address.split(':').slice(0, 4).join(':');
}
