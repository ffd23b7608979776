/**
 * The private answer to a press on a button whose time is over. Slack may refuse the update that takes such a button away (the time to edit is over,
 * the message is gone, its channel is archived), so every button can be pressed late.
 */
import type { Message } from '../post.ts';
import { join, type Mrkdwn } from '../text.ts';
import { userText } from './blocks.ts';
import { messageOf } from './message.ts';

export interface Ended {
  /** What ended, and when. */
  readonly what: Mrkdwn;
  /** What can be done now. */
  readonly now: Mrkdwn;
  /** Where to read on, in this person's reach. */
  readonly place?: { readonly link: string; readonly text: string } | null;
}

export const endedMessage = ({ what, now, place = null }: Ended): Message =>
  messageOf(join([what, now], ' '), ...(place === null ? [] : [userText(place)]));
