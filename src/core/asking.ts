/** What somebody wrote to Lore in its Messages tab. */
import type { UserId } from './ids.ts';

export interface Asked {
  readonly user: UserId;
  /** The `ts` of their message, and of the first message of its thread, in microseconds (`message-ts.ts`). */
  readonly at: number;
  readonly root: number;
  /** As Slack has it, in mrkdwn. It is stored nowhere. */
  readonly text: string;
  /** It stands in the thread of something that Lore said unasked. */
  readonly isReply: boolean;
}
