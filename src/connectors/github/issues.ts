/** Issues at GitHub. The key stands in the last line of an issue's text. */
import type { Octokit } from '@octokit/rest';
import { day } from '#core/clock.ts';
import type { Issue, IssueTracker, Outcome } from '#core/connector.ts';
import { outcomeOf } from '../call.ts';
import { repositoryIn } from './client.ts';

/** How far back an issue of ours is looked for: a database that was put back is rarely older. */
const looksBack = 14 * day;
const perPage = 100;
const mostPages = 10;

/** What people may call themselves: a login, with or without `@`. */
const login = /^@?([A-Za-z0-9][A-Za-z0-9_-]{0,99})$/;

const gone = { kind: 'refused', why: 'gone' } as const;
const readOnly = { kind: 'refused', why: 'readOnly' } as const;

const withKey = (body: string, key: string): string => `${body}\n\n${key}`;
const hasKey = (body: string | null | undefined, key: string): boolean =>
  (body ?? '').trimEnd().split('\n').at(-1)?.trim() === key;

const made = ({ number, html_url: link }: { readonly number: number; readonly html_url: string }): Issue => ({
  id: `#${number}`,
  link,
});

/** @param client of one connection */
export function githubIssues(client: Octokit): IssueTracker {
  const within = async <Done>(
    place: string,
    run: (at: NonNullable<ReturnType<typeof repositoryIn>>) => Promise<Outcome<Done>>,
  ): Promise<Outcome<Done>> => {
    const at = repositoryIn(place);
    return at === null ? gone : run(at);
  };
  /** What is asked for without an effect: that it is not there is an answer. */
  const orNone = <Done>(outcome: Outcome<Done | null>): Outcome<Done | null> =>
    outcome.kind === 'refused' && outcome.why === 'gone' ? { kind: 'done', done: null } : outcome;

  return {
    audienceOf: (place) =>
      within(place, async (at) => {
        const found = await outcomeOf(async () => (await client.rest.repos.get(at)).data);
        if (found.kind !== 'done') return orNone(found);
        const { archived, disabled, has_issues: hasIssues, visibility } = found.done;
        if (archived || disabled || !hasIssues) return readOnly;
        // An internal repository is for a whole enterprise, of which nobody here knows who is in it.
        const isKnown = visibility === 'public' || visibility === 'private';
        return { kind: 'done', done: isKnown ? visibility : 'unknown' };
      }),
    create: (place, { key, title, body, assignee }) =>
      within(place, (at) =>
        outcomeOf(async () => {
          const assignees = assignee === null ? {} : { assignees: [assignee] };
          const { data } = await client.rest.issues.create({
            ...at,
            title,
            body: withKey(body, key),
            ...assignees,
          });
          return made(data);
        }),
      ),
    findByKey: (place, key) =>
      within(place, async (at) =>
        // A list: what was made a moment ago is in it, while a search finds it late.
        orNone(
          await outcomeOf(async () => {
            for (let page = 1; page <= mostPages; page += 1) {
              const { data, headers } = await client.rest.issues.listForRepo({
                ...{ ...at, state: 'all', sort: 'created', direction: 'desc', per_page: perPage, page },
              });
              const found = data.find(({ body }) => hasKey(body, key));
              if (found !== undefined) return made(found);
              const now = Date.parse(headers.date ?? '');
              const last = Date.parse(data.at(-1)?.created_at ?? '');
              if (data.length < perPage || now - last > looksBack) break;
            }
            return null;
          }),
        ),
      ),
    stateOf: (place, id) =>
      within(place, (at) =>
        outcomeOf(async () => {
          const number = Number(id.slice(1));
          const { data } = await client.rest.issues.get({ ...at, issue_number: number });
          return data.state === 'closed' ? 'closed' : 'open';
        }),
      ),
    accountOf: (place, called) =>
      within(place, async (at) => {
        const [, name] = login.exec(called.trim()) ?? [];
        if (name === undefined) return { kind: 'done', done: null };
        return orNone(
          await outcomeOf(async () => {
            await client.rest.issues.checkUserCanBeAssigned({ ...at, assignee: name });
            return name;
          }),
        );
      }),
  };
}
