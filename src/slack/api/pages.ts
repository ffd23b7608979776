/** Slack's paginated answers. */
import { z } from 'zod';

const paging = z.object({
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});

/** The cursor of the next page; `null` if this was the last. */
export function nextCursor(page: unknown): string | null {
  const next = paging.parse(page).response_metadata?.next_cursor ?? '';
  return next === '' ? null : next;
}
