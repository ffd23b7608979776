/** Which workspaces an organisation has. */
import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { isId, type TeamId, teamId } from '#core/ids.ts';

const teams = z.object({
  teams: z.array(z.object({ id: z.string() })),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});

/** An organisation has a few thousand workspaces at most. */
const mostPages = 100;

/** The workspaces into which an organisation lets Lore. @throws whatever Slack says */
export async function workspacesOf(client: WebClient): Promise<readonly TeamId[]> {
  const found: TeamId[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const said = teams.parse(
      await client.auth.teams.list({ limit: 100, ...(cursor === undefined ? {} : { cursor }) }),
    );
    found.push(...said.teams.flatMap(({ id }) => (isId(id) ? [teamId(id)] : [])));
    cursor = said.response_metadata?.next_cursor;
    if (cursor === undefined || cursor === '') break;
  }
  return found;
}
