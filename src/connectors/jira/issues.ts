/** Issues in Jira. The key stands in the last line of an issue's description. */
import type { Client } from 'jira.js/core';
import type { Issue, IssueTracker, Outcome } from '#core/connector.ts';
import { callTool, outcomeOf } from '../call.ts';
import { isProjectKey } from './client.ts';

const gone = { kind: 'refused', why: 'gone' } as const;
const readOnly = { kind: 'refused', why: 'readOnly' } as const;

/** A large library, which is loaded where something is asked. */
const cloud = () => import('jira.js/cloud');

/** How many people who could be meant are looked through. */
const mostPeople = 50;

/** @param client of one connection @param site where it is, without a slash at its end */
export function jiraIssues(client: Client, site: string): IssueTracker {
  const made = (key: string): Issue => ({ id: key, link: `${site}/browse/${key}` });
  const within = async <Done>(place: string, run: () => Promise<Outcome<Done>>): Promise<Outcome<Done>> =>
    isProjectKey(place) ? run() : gone;
  /** What is asked for without an effect: that it is not there is an answer. */
  const orNone = <Done>(outcome: Outcome<Done | null>): Outcome<Done | null> =>
    outcome.kind === 'refused' && outcome.why === 'gone' ? { kind: 'done', done: null } : outcome;
  /** The first kind of issue that stands by itself; a task, where there is one. */
  const kindIn = async (place: string): Promise<string | null> => {
    const { issueTypes = [] } = await (
      await cloud()
    ).getCreateIssueMetaIssueTypes(client, { projectIdOrKey: place });
    const alone = issueTypes.filter(
      ({ subtask, hierarchyLevel = 0 }) => subtask !== true && hierarchyLevel === 0,
    );
    return (alone.find(({ name }) => name === 'Task') ?? alone[0])?.id ?? null;
  };

  return {
    audienceOf: (place) =>
      within(place, async () => {
        const found = await outcomeOf(async () =>
          (await cloud()).getProject(client, { projectIdOrKey: place }),
        );
        if (found.kind !== 'done') return orNone(found);
        if (found.done.archived === true) return readOnly;
        // Somebody without an account there is answered as everybody on the internet is.
        const anybody = await outcomeOf(async () => {
          await callTool(`${site}/rest/api/3/project/${place}`, { headers: { accept: 'application/json' } });
        });
        if (anybody.kind === 'refused') return { kind: 'done', done: 'private' };
        return anybody.kind === 'done' ? { kind: 'done', done: 'public' } : anybody;
      }),
    create: (place, { key, title, body, assignee }) =>
      within(place, async () => {
        // Without an effect yet, so that a failure here is none of unknown outcome.
        const kind = await outcomeOf(() => kindIn(place));
        if (kind.kind === 'unknown') return { kind: 'wait', ms: 60_000 };
        if (kind.kind !== 'done') return kind;
        if (kind.done === null) return readOnly;
        const fields = {
          project: { key: place },
          issuetype: { id: kind.done },
          summary: title,
          description: documentOf(`${body}\n\n${key}`),
          ...(assignee === null ? {} : { assignee: { accountId: assignee } }),
        };
        return outcomeOf(async () => made((await (await cloud()).createIssue(client, { fields })).key));
      }),
    findByKey: (place, key) =>
      within(place, async () => {
        const looked = await outcomeOf(async () => {
          const found = await (
            await cloud()
          ).searchAndReconsileIssuesUsingJqlPost(client, {
            jql: `project = "${place}" AND text ~ "\\"${key}\\""`,
            fields: ['description'],
            maxResults: 20,
          });
          // A search knows words, not whole texts.
          const ours = (found.issues ?? []).find(({ fields }) => isOurs(fields, key));
          return ours?.key === undefined ? null : made(ours.key);
        });
        if (looked.kind !== 'refused' || looked.why !== 'invalid') return orNone(looked);
        // A search in a project that is gone is said to be wrong.
        const there = await outcomeOf(async () =>
          (await cloud()).getProject(client, { projectIdOrKey: place }),
        );
        return there.kind === 'done' ? looked : orNone(there);
      }),
    stateOf: (place, id) =>
      within(place, () =>
        outcomeOf(async () => {
          const { fields } = await (await cloud()).getIssue(client, { issueIdOrKey: id, fields: ['status'] });
          return categoryIn(fields) === 'done' ? 'closed' : 'open';
        }),
      ),
    accountOf: (place, called) =>
      within(place, async () =>
        orNone(
          await outcomeOf(async () => {
            const found = await (
              await cloud()
            ).findAssignableUsers(client, {
              ...{ project: place, query: called, maxResults: mostPeople },
            });
            const is = (name: string | undefined) => name?.toLowerCase() === called.trim().toLowerCase();
            const meant = found.filter(
              ({ displayName, emailAddress }) => is(displayName) || is(emailAddress),
            );
            // Of two who are called so, nobody knows which.
            return meant.length === 1 ? (meant[0]?.accountId ?? null) : null;
          }),
        ),
      ),
  };
}

/** In Jira's own form of documents: text and links, and nothing that could name or ping anybody. */
function documentOf(text: string) {
  const paragraphs = text.split(/\n{2,}/).map((paragraph) => ({
    type: 'paragraph',
    content: paragraph
      .split('\n')
      .flatMap((line, at) => [
        ...(at === 0 ? [] : [{ type: 'hardBreak' }]),
        ...line.split(/(https?:\/\/\S+)/).flatMap(partOf),
      ]),
  }));
  return { type: 'doc', version: 1, content: paragraphs };
}

/** Text between links, and links, in turns. */
const partOf = (text: string, at: number) =>
  text === ''
    ? []
    : [{ type: 'text', text, ...(at % 2 === 0 ? {} : { marks: [{ type: 'link', attrs: { href: text } }] }) }];

const isOurs = (fields: unknown, key: string): boolean => JSON.stringify(fields ?? '').includes(`"${key}"`);

function categoryIn(fields: unknown): string | null {
  const status = (fields as { status?: { statusCategory?: { key?: string } } } | null | undefined)?.status;
  return status?.statusCategory?.key ?? null;
}
