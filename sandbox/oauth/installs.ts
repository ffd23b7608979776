/** In which workspaces the app is installed, with which tokens. */
import type { Core } from '../core.ts';
import { newId, secret } from '../state/ids.ts';
import type { Person, Token } from '../state/world.ts';

/** The sandbox as the app's installation in a workspace sees it; as the first one does, where it has none. */
export function asIn(core: Core, teamId: string): Core {
  const install = core.world.tokens.find((each) => each.teamId === teamId) ?? core.install;
  return install === core.install ? core : { ...core, install };
}

/** As the one whose bot posted something. */
export function asBot(core: Core, userId: string): Core {
  const install = core.world.tokens.find((each) => each.botUserId === userId) ?? core.install;
  return install === core.install ? core : { ...core, install };
}

/** As the one that a token is of; `undefined`: it is nobody's. */
export function asToken(core: Core, token: string): Core | undefined {
  const install = core.world.tokens.find((each) => each.token === token || each.before?.token === token);
  return install && asIn(core, install.teamId);
}

/** Milliseconds of wall time that a token lives which is renewed. */
export const LIVES = 12 * 3_600_000;

/** Gives an installation new tokens; the one before lives on until it expires, and the one before that no longer. */
export function renew(core: Core, install: Token): Json {
  const before = { token: install.token, expiresAt: install.expiresAt ?? 0 };
  const fresh = {
    token: `xoxe.xoxb-sandbox-${secret()}`,
    refresh: `xoxe-1-${secret()}`,
    expiresAt: core.clock.wall() + LIVES,
    before,
  };
  Object.assign(install, fresh);
  core.changed();
  return {
    access_token: fresh.token,
    refresh_token: fresh.refresh,
    expires_in: LIVES / 1000,
    token_type: 'bot',
    scope: [...core.app.scopes].join(','),
  };
}

type Json = Readonly<Record<string, unknown>>;

/** Installs the app in a workspace, or again. */
export function install(core: Core, teamId: string): Token {
  const known = core.world.tokens.find((each) => each.teamId === teamId);
  if (known) return known;
  const bot = core.world.people.find((person) => person.id === core.install.botUserId);
  if (!bot) throw new Error('The company has no bot.');
  const made: Person = { ...bot, id: newId(core.world, 'U'), teamId };
  core.world.people.push(made);
  const token: Token = { token: '', teamId, botUserId: made.id, botId: newId(core.world, 'B') };
  core.world.tokens.push(token);
  core.pages.people();
  core.pages.conversations();
  return token;
}
