/** What Jira's events say. An event that is not as documented says nothing. Pure. */
import { z } from 'zod';
import type { Verified } from '#core/connector.ts';
import * as facts from './facts.ts';

type Heard = Extract<Verified, { readonly kind: 'heard' }>;

const nothing: Heard = { kind: 'heard', facts: [], touched: [], isToAsk: false };

const shape = z.object({
  webhookEvent: z.string(),
  /** Epoch milliseconds. */
  timestamp: z.number(),
  issue: facts.issueShape.optional(),
  changelog: z.object({ items: z.array(facts.itemShape) }).optional(),
});

/** Versions and sprints say in an event not of which project they are, so they are asked for. */
const isToAsk = /^(jira:version_|sprint_)/;

/** @param site where people open it, without a slash at its end */
export function heardIn(body: unknown, site: string): Heard {
  const { data } = shape.safeParse(body);
  if (data === undefined) return nothing;
  const { webhookEvent: event, timestamp, issue, changelog } = data;
  if (isToAsk.test(event)) return { ...nothing, isToAsk: true };
  if (issue === undefined || !event.startsWith('jira:issue_')) return nothing;
  const place = issue.fields.project.key;
  const at = { site, place };
  const items = changelog?.items ?? [];
  // Jira says a change of the project as one of the key.
  const was = items.find(({ field }) => field === 'Key')?.fromString ?? null;
  const touched = [issue.key, ...(was === null ? [] : [was])].map((id) => ({
    place: id.slice(0, id.lastIndexOf('-')),
    id,
  }));
  if (event === 'jira:issue_deleted') return { ...nothing, touched };
  return {
    ...nothing,
    touched: event === 'jira:issue_created' ? [] : touched,
    facts: [
      ...(event === 'jira:issue_created' ? facts.ofCreated(at, issue) : []),
      ...facts.ofChange(at, issue, items, timestamp),
      ...facts.ofIncident(at, issue),
      ...(was === null ? [] : facts.ofLeaving(at, was, issue, timestamp)),
    ],
  };
}
