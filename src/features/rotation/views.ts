/** The form in which a presenter asks somebody to swap. */
import { messageOf } from '../../core/kit/message.ts';
import { rotationCopy } from './copy.ts';
import { clear, errors, onSubmit, say, type ViewListener } from '../../core/listener.ts';
import { swapModal } from './ids.ts';
import { askToSwap } from './service/answer.ts';

export const views: readonly ViewListener[] = [
  onSubmit(swapModal, async (interaction, { slot }, { person }) => {
    const asked = await askToSwap(interaction, slot, person);
    if (asked.ok) return clear;
    const sentence = rotationCopy.for(interaction).plain(`refused.${asked.code}`);
    if (asked.code === 'gone' || asked.code === 'notYours')
      return say(messageOf(rotationCopy.for(interaction).mrkdwn(`refused.${asked.code}`)));
    return errors({ person: sentence });
  }),
];
