/** How this feature speaks to one reader. */
import { messageOf } from '../../../core/kit/message.ts';
import type { LessonsKey } from '../../../../locales/lessons.ts';
import { say, type Interaction, type Reply } from '../../../core/listener.ts';
import { lessonsCopy } from '../copy.ts';

/** A sentence for the person alone. */
export const told = (
  interaction: Interaction,
  key: Extract<LessonsKey, `${'refused' | 'said'}.${string}`>,
): Reply => say(messageOf(lessonsCopy.for(interaction).mrkdwn(key)));
