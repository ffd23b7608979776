/** What stands in a calendar: final dates only, since one that moves every day is trusted by nobody. */
import type { Instant } from './clock.ts';
import type { ChannelId, RowId } from './ids.ts';
import type { RenderContext } from './post.ts';
import type { ReadScope } from './scope.ts';
import type { Plain } from './text.ts';

export interface CalendarDate {
  /** The same for as long as it is the same event, whenever it takes place. */
  readonly id: RowId;
  readonly from: Instant;
  /** After `from`. */
  readonly to: Instant;
  /** One line. */
  readonly title: Plain;
  readonly channel: ChannelId;
}

/** @param read a person's access, or a channel's @returns what takes place from one instant to another, as far as the viewer may know of it */
export type CalendarDates = (
  read: ReadScope,
  span: { readonly from: Instant; readonly to: Instant },
  renderContext: RenderContext,
) => Promise<readonly CalendarDate[]>;
