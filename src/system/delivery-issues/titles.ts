/** What posts and jobs are called in a person's App Home: in the words of their feature, read with that person's eyes. */
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

/** A post or a job, as it was stored. */
export interface Named {
  readonly name: string;
  readonly params: Params | null;
}

/** So that one name cannot fill a Home. In characters. */
const longest = 200;

/** @returns what each of these is called; every one has a title, if only a general one */
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
        // On PostgreSQL a query that failed ends the transaction, so that the rest are general too: still better than no Home.
        parts.log.error({ team, name: one.name, err: error }, 'a title could not be made');
        titles.set(one, general);
      }
    }
    return titles;
  });
}
