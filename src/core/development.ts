/**
 * How people of a channel develop, in numbers of people alone: rows of their own, which others may only count (`ReadScope.countBy`), of those who
 * agreed to be counted. Nothing is shown of fewer than five.
 */
import type { ChannelId } from './ids.ts';
import type { ReadScope } from './scope.ts';
import type { Quarter } from './time/quarter.ts';

/** By how many steps a skill was rated higher at the end than at the start; less than 0: lower. */
export type Steps = number;

export interface Development {
  /** How many people finished something that nobody required of them. */
  readonly finished?: number;
  /** How many people rated themselves by how much higher, at least 90 days later; one skill each. */
  readonly self?: ReadonlyMap<Steps, number>;
  /** The same, as the person who gives them feedback rates them. */
  readonly partner?: ReadonlyMap<Steps, number>;
}

/** @param quarter of the channel's calendar @returns what the practice knows of; what it cannot know is left out */
export type CountsDevelopment = (
  read: ReadScope,
  channel: ChannelId,
  quarter: Quarter,
) => Promise<Development>;
