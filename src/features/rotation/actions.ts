/** Buttons. Each is decided from what is stored when it is pressed, never from what it carries. */
import { messageOf } from '../../core/kit/message.ts';
import { rotationCopy } from './copy.ts';
import {
  nothing,
  onAction,
  open,
  say,
  type ActionListener,
  type Interaction,
  type Reply,
} from '../../core/listener.ts';
import type { Result } from '../../core/result.ts';
import { swapDrawing } from './blocks/slot.ts';
import * as ids from './ids.ts';
import {
  acceptSlot,
  agree,
  comeForward,
  disagree,
  goBack,
  ownSlot,
  putOff,
  takePart,
  type AnswerRefusal,
} from './service/answer.ts';

function told(interaction: Interaction, code: AnswerRefusal): Reply {
  return say(messageOf(rotationCopy.for(interaction).mrkdwn(`refused.${code}`)));
}

async function done(
  interaction: Interaction,
  answered: Promise<Result<null, AnswerRefusal>>,
): Promise<Reply> {
  const result = await answered;
  return result.ok ? nothing : told(interaction, result.code);
}

export const actions: readonly ActionListener[] = [
  onAction(ids.accept, (interaction, { slot }) => done(interaction, acceptSlot(interaction, slot))),
  onAction(ids.later, (interaction, { slot }) => done(interaction, putOff(interaction, slot))),
  onAction(ids.swap, async (interaction, { slot }) => {
    const own = await ownSlot(interaction, slot);
    return own.ok ? open(swapDrawing(rotationCopy.for(interaction), own.value)) : told(interaction, own.code);
  }),
  onAction(ids.takeOver, (interaction, { slot }) => done(interaction, agree(interaction, slot))),
  onAction(ids.decline, (interaction, { slot }) => done(interaction, disagree(interaction, slot))),
  onAction(ids.volunteer, (interaction, { slot }) => done(interaction, comeForward(interaction, slot))),
  onAction(ids.stepBack, (interaction, { slot }) => done(interaction, goBack(interaction, slot))),
  onAction(ids.leave, (interaction, { channel }) => done(interaction, takePart(interaction, channel, false))),
  onAction(ids.comeBack, (interaction, { channel }) =>
    done(interaction, takePart(interaction, channel, true)),
  ),
];
