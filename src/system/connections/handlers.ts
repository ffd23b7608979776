/** Connecting tools. Permission is checked in the store each time: a button proves nothing. */
import type { ConnectionId, ConnectorName } from '#core/connector.ts';
import type { SystemFeature } from '#core/feature.ts';
import { hookPath } from '#core/hook-path.ts';
import { messageOf } from '#core/kit/message.ts';
import { errors, open, type Reply, say, type SystemInteraction, update } from '#core/listener.ts';
import { clean, oneLine } from '#core/text.ts';
import type { ConnectRefusal } from '../../store/settings/connections.ts';
import { onSystemAction, onSystemSubmit } from '../listeners.ts';
import type { SystemPort } from '../port.ts';
import { connectionsCopy } from './copy.ts';
import * as ids from './ids.ts';
import { connectionPosts } from './posts.ts';
import { accessFrom, isAccount, isToken, secretFor, siteFrom } from './rules.ts';
import { renderConnections, renderForm, renderMade, renderTokenForm } from './screens.ts';

type Port = Pick<SystemPort, 'store' | 'address' | 'newSecret' | 'ids' | 'toolHosts' | 'wake'>;

/** `/lore connect`, and App Home's button. */
export async function showConnections(port: Port, who: SystemInteraction): Promise<Reply> {
  const shown = await shownTo(port, who);
  return shown === null ? refused(who, 'not admin') : open(renderConnections(who, shown));
}

const sayings = { 'not admin': 'notAdmin', 'no key': 'noKey', 'too many': 'tooMany', gone: 'gone' } as const;

const refused = (who: SystemInteraction, why: ConnectRefusal): Reply =>
  say(messageOf(connectionsCopy.for(who).mrkdwn(sayings[why])));

/** @returns `null` to somebody who is no admin */
async function shownTo({ store, address, ids: newIds }: Port, who: SystemInteraction) {
  const connections = await store.connections.list(who.teamId, who.person.userId);
  if (connections === null) return null;
  return { connections, isReachable: address !== null, next: newIds.next() as ConnectionId };
}

interface Typed {
  readonly called?: string;
  readonly site?: string;
  readonly account?: string;
  readonly token?: string;
}

type Mistake = 'called' | 'site' | 'account' | 'token';

export function connections(port: Port): SystemFeature {
  const { store, address, newSecret, toolHosts, wake } = port;
  const again = async (who: SystemInteraction): Promise<Reply> => {
    const shown = await shownTo(port, who);
    return shown === null ? refused(who, 'not admin') : update(renderConnections(who, shown));
  };
  const asAdmin = async (who: SystemInteraction, run: () => Reply | Promise<Reply>): Promise<Reply> =>
    (await store.connections.list(who.teamId, who.person.userId)) === null
      ? refused(who, 'not admin')
      : run();
  const mistaken = (who: SystemInteraction, field: Mistake): Reply =>
    errors({ [field]: connectionsCopy.for(who).plain(`error.${field}`) });

  /** As stored: of a press that came twice, the first. */
  const made = async (
    who: SystemInteraction,
    id: ConnectionId,
    connector: ConnectorName,
    called: string,
  ): Promise<Reply> => {
    const behind = await store.connections.behind(id);
    const at = address === null ? null : `${address}${hookPath(id)}`;
    const secret = behind?.secrets[0] ?? null;
    wake(who.teamId);
    return update(renderMade(who, { connector, called, address: at, secret }));
  };

  const connect = async (
    who: SystemInteraction,
    { connector, id }: { readonly connector: ConnectorName; readonly id: ConnectionId },
    { called: typedName = '', site: typedSite = '', account = '', token = '' }: Typed,
  ): Promise<Reply> => {
    const called = oneLine(clean(typedName));
    if (called === '') return mistaken(who, 'called');
    const site = connector === 'webhook' ? null : siteFrom(connector, typedSite, toolHosts);
    if (connector !== 'webhook') {
      if (site === null) return mistaken(who, 'site');
      if (account !== '' && !isAccount(account)) return mistaken(who, 'account');
      if (!isToken(token)) return mistaken(who, 'token');
    }
    const access = accessFrom(connector, token, account);
    const why = await store.connections.make(who.teamId, who.person.userId, {
      ...{ id, connector, called, site, access, secret: secretFor(connector, newSecret()) },
    });
    return why === null ? made(who, id, connector, called) : refused(who, why);
  };

  return {
    name: 'connections',
    posts: connectionPosts,
    actions: [
      onSystemAction(ids.showConnections, (who) => showConnections(port, who)),
      onSystemAction(ids.addConnection, (who, connecting) =>
        asAdmin(who, () => update(renderForm(who, connecting))),
      ),
      onSystemAction(ids.renewToken, (who, connecting) =>
        asAdmin(who, () => update(renderTokenForm(who, connecting))),
      ),
      onSystemAction(ids.renewSecret, async (who, { id, at }) => {
        const { teamId: team, person } = who;
        const all = await store.connections.list(team, person.userId);
        const one = all?.find((known) => known.id === id);
        if (one === undefined) return refused(who, all === null ? 'not admin' : 'gone');
        const secret = secretFor(one.connector, newSecret());
        const why = await store.connections.renewSecret(team, person.userId, id, { secret, drawnAt: at });
        return why === null ? made(who, id, one.connector, one.called) : refused(who, why);
      }),
      onSystemAction(ids.endConnection, async (who, { id }) => {
        const why = await store.connections.end(who.teamId, who.person.userId, id);
        return why === null ? again(who) : refused(who, why);
      }),
    ],
    views: [
      onSystemSubmit(ids.githubModal, (who, connecting, fields) => connect(who, connecting, fields)),
      onSystemSubmit(ids.jiraModal, (who, connecting, fields) => connect(who, connecting, fields)),
      onSystemSubmit(ids.webhookModal, (who, connecting, fields) => connect(who, connecting, fields)),
      onSystemSubmit(ids.tokenModal, async (who, { id, connector }, { account, token }) => {
        if (account !== '' && !isAccount(account)) return mistaken(who, 'account');
        if (!isToken(token)) return mistaken(who, 'token');
        const access = accessFrom(connector, token, account) ?? '';
        const why = await store.connections.renewAccess(who.teamId, who.person.userId, id, access);
        if (why !== null) return refused(who, why);
        wake(who.teamId);
        const t = connectionsCopy.for(who);
        return say(messageOf(t.mrkdwn('made.asking')));
      }),
    ],
  };
}
