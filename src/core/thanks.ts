/** Where thanks are offered: after something was used, or an answer accepted. The practice that keeps thanks listens. */
import type { Button } from '@slack/types';
import { z } from 'zod';
import type { SharedSentences } from '../../locales/shared.ts';
import type { UserId } from './ids.ts';
import { button, defineAction } from './kit/action.ts';
import { userValue } from './kit/values.ts';
import type { ReadScope } from './scope.ts';
import type { TranslatorOf } from './sentence.ts';

/** Opens the form of thanks, with the person chosen. */
export const sayThanks = defineAction('thanks.say', z.object({ to: userValue }));

/**
 * "Say thanks", for a message to the viewer alone about what somebody else did; nothing where thanks are off, or it was the viewer.
 * @param authors those who did it: the first of them, as far as it is one person
 */
export async function thanksButtons(
  read: ReadScope,
  t: TranslatorOf<SharedSentences>,
  authors: readonly UserId[],
): Promise<readonly Button[]> {
  const [to, ...others] = authors;
  const isOwn = read.viewer.kind !== 'person' || to === read.viewer.userId;
  if (to === undefined || others.length > 0 || isOwn || !(await read.isOn('thanks'))) return [];
  return [button(sayThanks, t.plain('sayThanks'), { to })];
}
