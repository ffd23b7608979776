/** Parts that the payloads of commands, actions, shortcuts and views have in common. */
import type { Core } from '../core.ts';
import type { Json } from '../json.ts';
import { workspaceOf } from '../state/find.ts';
import { newId, secret } from '../state/ids.ts';
import type { Conversation, Person, ResponseUrl, ViewRecord } from '../state/world.ts';

const RESPONSE_URL_MS = 30 * 60_000;
const RESPONSE_URL_USES = 5;

/** What one reads when the app did not answer in time or answered nonsense. */
export const TROUBLE = 'We had some trouble connecting. Try again?';

/** Who acts, from which workspace, on which app. People of other organisations come with their own team. */
export function actor(core: Core, person: Person): Json {
  const workspace = workspaceOf(core.world, person.teamId);
  return {
    user: { id: person.id, username: person.handle, name: person.handle, team_id: person.teamId },
    team: { id: workspace.id, domain: workspace.domain },
    enterprise: null,
    is_enterprise_install: false,
    api_app_id: core.app.id,
    token: 'verification-token-not-used',
    ...(person.teamId === core.install.teamId ? {} : { context_team_id: core.install.teamId }),
  };
}

/** A new trigger: lives three seconds of wall time unless told otherwise, works once. */
export function newTrigger(
  core: Core,
  person: Person,
  from: { view?: ViewRecord | null; channelId?: string | null } = {},
): string {
  const now = core.clock.wall();
  core.world.triggers = core.world.triggers.filter((each) => each.expiresAt > now - 60_000);
  const id = `${newId(core.world, '')}.${secret(9)}.${secret(12)}`;
  core.world.triggers.push({
    id,
    userId: person.id,
    teamId: person.teamId,
    expiresAt: now + core.triggerMs,
    isUsed: false,
    viewId: from.view?.id ?? null,
    channelId: from.channelId ?? null,
  });
  return id;
}

/** A new response_url: five uses in thirty minutes. */
export function newResponseUrl(
  core: Core,
  about: Pick<ResponseUrl, 'kind' | 'userId' | 'channelId' | 'messageTs'>,
): string {
  const now = core.clock.wall();
  core.world.responseUrls = core.world.responseUrls.filter((each) => each.expiresAt > now - RESPONSE_URL_MS);
  const id = secret();
  core.world.responseUrls.push({
    ...about,
    id,
    expiresAt: now + RESPONSE_URL_MS,
    usesLeft: RESPONSE_URL_USES,
  });
  return `${core.url()}/${about.kind}/${core.install.teamId}/${id}`;
}

/** A conversation's name as payloads give it. */
export function channelName(conversation: Conversation): string {
  if (conversation.kind === 'im') return 'directmessage';
  return conversation.kind === 'private' ? 'privategroup' : conversation.name;
}
