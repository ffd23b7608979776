/** The weekly digest, as one value. What is chosen, `domain.ts` says; who gives it something, `features.ts`. */
import type { Feature } from '#core/feature.ts';
import { digestCopy } from './copy.ts';
import { actions, postsWith, ritualsWith } from './handlers.ts';
import type { Giver } from './operations.ts';
import { issues, items, notForMe, seen, verdicts } from './rows.ts';

/** @param givers the practices that have something for a digest; none is known here */
export function digest(givers: readonly Giver[]): Feature {
  return {
    name: 'digest',
    title: (locale) => digestCopy.in(locale, 'UTC').plain('practice.title'),
    copy: digestCopy,
    tables: [issues, verdicts, items, seen, notForMe],
    actions,
    posts: postsWith(givers),
    rituals: ritualsWith(givers),
  };
}
