/** What Slack says of somebody who signed in. */
import { createHash } from 'node:crypto';
import type { Core } from '../core.ts';
import type { Json } from '../json.ts';
import { workspaceOf } from '../state/find.ts';
import type { Person } from '../state/world.ts';

/** What Slack says of somebody who agreed to these scopes. */
export function claimsOf(core: Core, person: Person, scopes: readonly string[]): Json {
  const workspace = workspaceOf(core.world, person.teamId);
  return {
    sub: person.id,
    'https://slack.com/user_id': person.id,
    'https://slack.com/team_id': person.teamId,
    ...(scopes.includes('profile')
      ? {
          name: person.realName,
          locale: person.locale,
          'https://slack.com/team_name': workspace.name,
          'https://slack.com/team_domain': workspace.domain,
        }
      : {}),
  };
}

/** The half of its hash by which an id token names the access token that came with it. */
export const hashOf = (token: string): string =>
  createHash('sha256').update(token).digest().subarray(0, 16).toString('base64url');
