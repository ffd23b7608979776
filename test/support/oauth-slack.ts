/** A small Slack that many workspaces install an app in: OAuth with tokens that expire and are renewed once each, organisations, and what it was asked. */
import { createServer, type IncomingMessage } from 'node:http';

export interface Called {
  readonly method: string;
  /** The bearer token; empty: none. */
  readonly token: string;
  readonly args: Readonly<Record<string, string>>;
}
type Answer = Readonly<Record<string, unknown>>;

/** Whom a code is for, as the person chose in Slack. */
export interface Chosen {
  readonly team?: string;
  readonly organisation?: string;
  /** The organisation that the workspace is in, which installs it by itself. */
  readonly within?: string;
  readonly user?: string;
}

export interface OauthSlack {
  readonly apiUrl: string;
  readonly calls: Called[];
  /** The person agreed: Slack sends their browser back with this code. */
  code(chosen: Chosen): string;
  /** The access token that Slack gave last to a workspace or organisation. */
  newest(holder: string): string;
  /** Revokes all tokens of one. */
  revoke(holder: string, code?: string): void;
  /** Into which workspaces an organisation's token leads. */
  readonly teamsOf: Map<string, string[]>;
  readonly admins: Set<string>;
  /** Answers a method this way; `undefined`: as usual. */
  readonly special: Map<string, (called: Called) => Answer | Promise<Answer | undefined>>;
  /** seconds that an access token lives. */
  lives: number;
  close(): Promise<void>;
}

export const client = { id: '12.34', secret: 'a client secret' };

export async function startOauthSlack(): Promise<OauthSlack> {
  const calls: Called[] = [];
  const codes = new Map<string, Chosen>();
  const access = new Map<string, { readonly holder: string; readonly isOrganisation: boolean }>();
  const refresh = new Map<string, string>();
  const revoked = new Map<string, string>();
  const newest = new Map<string, string>();
  const teamsOf = new Map<string, string[]>();
  const admins = new Set<string>();
  const special: OauthSlack['special'] = new Map();
  let made = 0;
  const grant = (holder: string, isOrganisation: boolean) => {
    made += 1;
    const tokens = { access_token: `xoxe.xoxb-${holder}-${made}`, refresh_token: `xoxe-1-${holder}-${made}` };
    access.set(tokens.access_token, { holder, isOrganisation });
    refresh.set(tokens.refresh_token, holder);
    newest.set(holder, tokens.access_token);
    return { ...tokens, expires_in: slack.lives, token_type: 'bot', scope: 'chat:write,users:read' };
  };
  const refused = (error: string): Answer => ({ ok: false, error });
  const exchange = (args: Called['args']): Answer => {
    if (args['client_id'] !== client.id || args['client_secret'] !== client.secret)
      return refused('bad_client_secret');
    if (args['grant_type'] === 'refresh_token') {
      const holder = refresh.get(args['refresh_token'] ?? '');
      if (holder === undefined || revoked.has(args['refresh_token'] ?? ''))
        return refused('invalid_refresh_token');
      refresh.delete(args['refresh_token'] ?? '');
      return { ok: true, ...grant(holder, teamsOf.has(holder)) };
    }
    const chosen = codes.get(args['code'] ?? '');
    codes.delete(args['code'] ?? '');
    if (chosen === undefined) return refused('invalid_code');
    const { team, organisation, within, user = 'UANN' } = chosen;
    const enterprise = organisation ?? within;
    const holder = organisation ?? team ?? '';
    return {
      ok: true,
      app_id: 'A1',
      authed_user: { id: user },
      team: team === undefined ? null : { id: team, name: `Name of ${team}` },
      enterprise: enterprise === undefined ? null : { id: enterprise, name: `Name of ${enterprise}` },
      is_enterprise_install: organisation !== undefined,
      bot_user_id: `UBOT${holder}`,
      ...grant(holder, organisation !== undefined),
    };
  };
  const answer = (called: Called): Answer => {
    const { method, token, args } = called;
    if (method === 'oauth.v2.access') return exchange(args);
    const of = access.get(token);
    if (of === undefined) return refused(token === '' ? 'not_authed' : 'invalid_auth');
    const gone = revoked.get(token);
    if (gone !== undefined) return refused(gone);
    const team = of.isOrganisation ? (args['team_id'] ?? teamsOf.get(of.holder)?.[0] ?? '') : of.holder;
    const wants = ['users.list', 'conversations.list', 'usergroups.list', 'bots.info'];
    if (of.isOrganisation && wants.includes(method) && args['team_id'] === undefined)
      return refused('missing_argument');
    if (of.isOrganisation && args['team_id'] !== undefined && !teamsOf.get(of.holder)?.includes(team))
      return refused('team_access_not_granted');
    const person = (id: string) => ({
      id,
      team_id: team,
      tz: 'Europe/Berlin',
      locale: 'en-US',
      is_admin: admins.has(id),
      ...(of.isOrganisation ? { enterprise_user: { teams: teamsOf.get(of.holder) ?? [] } } : {}),
      profile: {},
    });
    switch (method) {
      case 'auth.test':
        return {
          ok: true,
          team_id: team,
          user_id: `UBOT${of.holder}`,
          bot_id: 'B1',
          url: 'https://x.example/',
        };
      case 'auth.teams.list':
        return { ok: true, teams: (teamsOf.get(of.holder) ?? []).map((id) => ({ id, name: id })) };
      case 'users.info':
        return { ok: true, user: person(args['user'] ?? '') };
      case 'users.list':
        return { ok: true, members: [person('UANN'), { ...person(`UBOT${of.holder}`), is_bot: true }] };
      case 'conversations.list':
        return {
          ok: true,
          channels: [
            { id: 'CSHARED', name: 'shared', is_member: true, is_ext_shared: true },
            { id: `C${team}`, name: 'own', is_member: true },
          ],
        };
      case 'conversations.info':
        return { ok: true, channel: { id: args['channel'], name: 'one', is_member: true } };
      case 'conversations.members':
        return { ok: true, members: ['UANN', `UBOT${of.holder}`] };
      case 'conversations.open':
        return { ok: true, channel: { id: `D${args['users'] ?? ''}` } };
      case 'usergroups.list':
        return { ok: true, usergroups: [] };
      case 'chat.postMessage':
        return { ok: true, ts: `${calls.length}.1` };
      case 'views.publish':
      case 'views.open':
        return { ok: true, view: { id: `V${calls.length}`, hash: 'h' } };
      default:
        return refused('unknown_method');
    }
  };
  const server = createServer((request, response) => {
    void (async () => {
      const text = await bodyOf(request);
      const called: Called = {
        method: (request.url ?? '').replace('/api/', ''),
        token: (request.headers.authorization ?? '').replace('Bearer ', ''),
        args: Object.fromEntries(new URLSearchParams(text)),
      };
      calls.push(called);
      const said = (await special.get(called.method)?.(called)) ?? answer(called);
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(said));
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const slack: OauthSlack = {
    apiUrl: `http://127.0.0.1:${port}/api/`,
    calls,
    code: (chosen) => {
      made += 1;
      codes.set(`code${made}`, chosen);
      return `code${made}`;
    },
    newest: (holder) => newest.get(holder) ?? '',
    revoke: (holder, code = 'account_inactive') => {
      for (const [token, of] of access) if (of.holder === holder) revoked.set(token, code);
      for (const [token, of] of refresh) if (of === holder) revoked.set(token, code);
    },
    teamsOf,
    admins,
    special,
    lives: 43_200,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return slack;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of request) text += String(part);
  return text;
}
