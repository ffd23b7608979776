/** Which suggestions that are not sent any more a person can still act on. */
import { pressable } from '#core/kit/pressable.ts';
import type { TeamId } from '#core/ids.ts';
import type { Person } from '#core/people.ts';
import type { PostDefinition, RenderContext } from '#core/post.ts';
import type { DeliveryIssue } from '../../jobs/delivery-issues.ts';
import type { TitleParts } from './titles.ts';

/** Those that have something to press as they would be sent now. One that cannot be drawn is still shown: better once too often than lost. */
export async function stillOpen(
  { store, posts, log }: Pick<TitleParts, 'store' | 'log'> & { readonly posts: readonly PostDefinition[] },
  team: TeamId,
  person: Person,
  now: RenderContext['now'],
  kept: readonly DeliveryIssue[],
): Promise<readonly DeliveryIssue[]> {
  const drawing = { now, locale: person.locale, tz: person.tz };
  const open: DeliveryIssue[] = [];
  for (const one of kept) {
    const post = posts.find(({ name }) => name === one.name);
    const { params } = one;
    if (post === undefined || params === null) continue;
    try {
      const view = { kind: 'person', userId: person.userId } as const;
      const message = await store.read(team, view, (read) => post.build(read, params, drawing));
      if (message?.blocks.some((block) => pressable(block).length > 0) === true) open.push(one);
    } catch (error) {
      log.error({ team, name: one.name, err: error }, 'a suggestion that waits could not be drawn');
      open.push(one);
    }
  }
  return open;
}
