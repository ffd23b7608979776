/** What GitHub's events say. An event that is not as documented says nothing. Pure. */
import { z } from 'zod';
import type { Fact, Verified } from '#core/connector.ts';
import { dayIn } from '../make-fact.ts';
import * as facts from './facts.ts';

type Heard = Extract<Verified, { readonly kind: 'heard' }>;

const nothing: Heard = { kind: 'heard', facts: [], touched: [], isToAsk: false };

const repository = z.object({ full_name: z.string() });

const shapes = {
  release: z.object({ action: z.string(), repository, release: facts.releaseShape }),
  deployment_status: z.object({
    repository,
    deployment: facts.deploymentShape,
    deployment_status: facts.statusShape,
  }),
  milestone: z.object({
    action: z.string(),
    repository,
    milestone: facts.milestoneShape,
    changes: z.object({ due_on: z.object({ from: z.string().nullish() }).optional() }).optional(),
  }),
  issues: z.object({
    action: z.string(),
    repository,
    issue: facts.issueShape.extend({ milestone: z.object({ title: z.string() }).nullish() }),
    milestone: z.object({ title: z.string() }).nullish(),
  }),
} as const;

const heard = (found: readonly Fact[]): Heard => ({ ...nothing, facts: found });

/** What becomes of an issue that somebody keeps. */
const touches = new Set(['closed', 'reopened', 'deleted', 'transferred']);

/** @param name of the event, from its header @param body its JSON */
export function heardIn(name: string | undefined, body: unknown): Heard {
  switch (name) {
    case 'release': {
      const { data } = shapes.release.safeParse(body);
      const isOut = data !== undefined && ['published', 'released'].includes(data.action);
      return isOut ? heard(facts.ofRelease(data.repository.full_name, data.release)) : nothing;
    }
    case 'deployment_status': {
      const { data } = shapes.deployment_status.safeParse(body);
      if (data === undefined) return nothing;
      return heard(facts.ofDeployment(data.repository.full_name, data.deployment, data.deployment_status));
    }
    case 'milestone': {
      const { data } = shapes.milestone.safeParse(body);
      if (data === undefined || data.action === 'deleted') return nothing;
      const before = dayIn(data.changes?.due_on?.from);
      // An edit that moved nothing says of no date that it is planned.
      const isSame = data.action === 'edited' && data.changes?.due_on === undefined;
      const one = isSame ? { ...data.milestone, due_on: null } : data.milestone;
      return heard(facts.ofMilestone(data.repository.full_name, one, before));
    }
    case 'issues': {
      const { data } = shapes.issues.safeParse(body);
      return data === undefined ? nothing : heardOfIssue(data);
    }
    default:
      return nothing;
  }
}

function heardOfIssue({
  action,
  repository: { full_name: place },
  ...data
}: z.infer<typeof shapes.issues>): Heard {
  const { issue } = data;
  const milestone = data.milestone ?? issue.milestone ?? null;
  const scope =
    milestone === null || (action !== 'milestoned' && action !== 'demilestoned')
      ? []
      : facts.ofScope(
          place,
          issue,
          action === 'milestoned' ? 'added' : 'dropped',
          milestone,
          issue.updated_at,
        );
  // A deleted or transferred one is nothing that happened in the work.
  const incident = action === 'deleted' || action === 'transferred' ? [] : facts.ofIncident(place, issue);
  return {
    ...nothing,
    facts: [...scope, ...incident],
    touched: touches.has(action) ? [{ place, id: `#${issue.number}` }] : [],
  };
}
