/** One line in App Home: where to read in a browser, or for admins why nobody can. Pure. */
import type { KnownBlock } from '@slack/types';
import { section, userText } from '#core/kit/blocks.ts';
import { readFolder } from '#core/read-path.ts';
import type { Recipient } from '#core/sentence.ts';
import type { SystemPort } from '../port.ts';
import { doorsCopy } from './copy.ts';

export function outsideSection(
  to: Recipient,
  { address, hasPages }: Pick<SystemPort, 'address' | 'hasPages'>,
  isAdmin: boolean,
): KnownBlock[] {
  const t = doorsCopy.for(to);
  if (address !== null && hasPages) {
    const link = { link: `${address}${readFolder}`, text: t.plain('link') };
    return [userText({ bold: t.plain('outside') }, ' ', ...t.pieces('there', { link }))];
  }
  if (!isAdmin) return [];
  return [section(t.mrkdwn(address === null ? 'noAddress' : 'noSignIn'))];
}
