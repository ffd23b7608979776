/** The titles of posts and jobs in a person's App Home: their feature's words, read with that person's access. */
import type { Logger } from 'pino';
import type { TeamId } from '#core/ids.ts';
import type { Person } from '#core/people.ts';
import type { Params } from '#core/post-ref.ts';
import type { RenderContext, Title } from '#core/post.ts';
import { shorten } from '#core/text.ts';
import type { Transactions } from '../../store/scope/transactions.ts';
import { deliveryIssuesCopy } from './copy.ts';

export interface TitleParts {
  readonly store: Pick<Transactions, 'read'>;
  /** Every post, then every job. */
  readonly named: readonly { readonly name: string; readonly title: Title }[];
  readonly log: Pick<Logger, 'error'>;
}

/** A post or a job, as stored. */
export interface Named {
  readonly name: string;
  readonly params: Params | null;
}

/** So that one name cannot fill a Home. In characters. */
const longest = 200;

/** @returns a title for each; a general one if nothing better is known */
export async function titlesOf(
  parts: TitleParts,
  team: TeamId,
  person: Person,
  now: RenderContext['now'],
  all: readonly Named[],
): Promise<ReadonlyMap<Named, string>> {
  const drawing = { now, locale: person.locale, tz: person.tz };
  const general = deliveryIssuesCopy.in(person.locale, person.tz).plain('something');
  if (all.length === 0) return new Map();
  return parts.store.read(team, { kind: 'person', userId: person.userId }, async (read) => {
    const titles = new Map<Named, string>();
    for (const one of all) {
      const title = parts.named.find(({ name }) => name === one.name)?.title;
      try {
        const words = one.params === null ? undefined : await title?.(read, one.params, drawing);
        titles.set(one, shorten(words ?? general, longest));
      } catch (error) {
        // On PostgreSQL a failed query aborts the transaction, so the rest get general titles too: still better than no Home.
        parts.log.error({ team, name: one.name, err: error }, 'a title could not be made');
        titles.set(one, general);
      }
    }
    return titles;
  });
}
