/** Where thanks are offered: after something was used, or an answer accepted. The practice that keeps thanks listens. */
import type { Button } from '@slack/types';
import { z } from 'zod';
import type { SharedSentences } from '../../locales/shared.ts';
import type { ChannelId, UserId } from './ids.ts';
import { button, defineAction } from './kit/action.ts';
import { channelValue, userValue } from './kit/values.ts';
import type { ReadScope } from './scope.ts';
import type { TranslatorOf } from './sentence.ts';

/** Opens the form of thanks, with the person chosen, and perhaps the channel in which they may show it. */
export const sayThanks = defineAction('thanks.say', z.object({ to: userValue, at: channelValue.optional() }));

/**
 * "Say thanks", for a message to the viewer alone about what somebody else did; nothing where thanks are off, or it was the viewer.
 * @param authors those who did it, as far as their names are shown: of several nobody is chosen
 * @param at where it was done, if the viewer is there
 */
export async function thanksButtons(
  read: ReadScope,
  t: TranslatorOf<SharedSentences>,
  authors: readonly UserId[],
  at: ChannelId | null = null,
): Promise<readonly Button[]> {
  const [to, ...others] = authors;
  const isOwn = read.viewer.kind !== 'person' || to === read.viewer.userId;
  if (to === undefined || others.length > 0 || isOwn || !(await read.isOn('thanks'))) return [];
  // A button names no channel to somebody who may not know of it.
  const isThere = at !== null && (await read.channel(at)) !== null;
  return [button(sayThanks, t.plain('sayThanks'), isThere ? { to, at } : { to })];
}
