/** Connected tools, as an admin sees them: what each reads, and how to make, renew and end one. Pure. */
import type { KnownBlock } from '@slack/types';
import { type ConnectionId, type ConnectorName, connectorNames } from '#core/connector.ts';
import { button } from '#core/kit/action.ts';
import { actions, context, divider, longUserText, section, userText } from '#core/kit/blocks.ts';
import { input, renderModal, type RenderedModal } from '#core/kit/modal.ts';
import { atMoment, type Recipient, type TranslatorOf } from '#core/sentence.ts';
import type { ConnectionsSentences } from '#locales/connections.ts';
import type { AdminsConnection } from '../../store/connections/rows.ts';
import { connectionsCopy } from './copy.ts';
import * as ids from './ids.ts';

type Translator = TranslatorOf<ConnectionsSentences>;

export interface Shown {
  readonly connections: readonly AdminsConnection[];
  /** Whether tools can send events to this Lore. */
  readonly isReachable: boolean;
  /** Of the connection that a form makes. */
  readonly next: ConnectionId;
}

/** One line in an admin's App Home. */
export function connectionsSection(to: Recipient, all: readonly AdminsConnection[]): KnownBlock[] {
  const t = connectionsCopy.for(to);
  const refused = all.find((one) => one.refused !== null);
  const says =
    refused === undefined
      ? t.mrkdwn('home', { count: all.length })
      : t.mrkdwn('home.refused', { called: refused.called });
  return [section(says, button(ids.showConnections, t.plain('open'), null))];
}

export function renderConnections(to: Recipient, { connections, isReachable, next }: Shown): RenderedModal {
  const t = connectionsCopy.for(to);
  const add = (connector: ConnectorName) =>
    button(ids.addConnection, t.plain(`add.${connector}`), { connector, id: next });
  return renderModal(ids.connectionsModal, null, t.modal('title'), [
    section(t.mrkdwn('contains')),
    ...(isReachable ? [] : [context(t.mrkdwn('noAddress'))]),
    divider(),
    ...(connections.length === 0
      ? [section(t.mrkdwn('none'))]
      : connections.flatMap((one) => blocksOf(t, one))),
    divider(),
    // In one block they would have one id.
    ...connectorNames.map((connector) => actions([add(connector)])),
  ]);
}

function blocksOf(t: Translator, one: AdminsConnection): KnownBlock[] {
  const { id, connector, called, heardAt } = one;
  return [
    section(lineOf(t, one)),
    context(heardAt === null ? t.mrkdwn('heard.not') : t.mrkdwn('heard', { at: atMoment(heardAt) })),
    ...(one.isRenewing ? [context(t.mrkdwn('renewing'))] : []),
    actions([
      ...(connector === 'webhook'
        ? []
        : [
            button(
              ids.renewToken,
              t.plain('renewToken'),
              { connector, id },
              { label: `${t.plain('renewToken')}: ${called}` },
            ),
          ]),
      button(
        ids.renewSecret,
        t.plain('renewSecret'),
        { id, at: one.secretAt },
        {
          label: `${t.plain('renewSecret')}: ${called}`,
          confirm: t.confirm('renewSecret.title', 'renewSecret.text', 'renewSecret', 'keep'),
        },
      ),
      button(
        ids.endConnection,
        t.plain('end'),
        { id },
        {
          style: 'danger',
          label: `${t.plain('end')}: ${called}`,
          confirm: t.confirm('end.title', 'end.text', 'end', 'keep'),
        },
      ),
    ]),
  ];
}

function lineOf(t: Translator, { connector, called, refused, reads }: AdminsConnection) {
  const named = { called, tool: t.plain(`tool.${connector}`) };
  if (refused !== null) return t.mrkdwn('one.refused', named);
  if (connector === 'webhook') return t.mrkdwn('one', named);
  return reads === null
    ? t.mrkdwn('one.checking', named)
    : t.mrkdwn('one.reads', { ...named, count: reads.count });
}

type Connecting = Readonly<{ connector: ConnectorName; id: ConnectionId }>;

/** @param connecting which tool, and the id that it gets */
export function renderForm(to: Recipient, connecting: Connecting): RenderedModal {
  const t = connectionsCopy.for(to);
  const { connector } = connecting;
  const words = t.modal(`form.${connector}`, 'connectIt', 'cancel');
  const called = t.plain(`tool.${connector}`);
  const rights = section(t.mrkdwn(`rights.${connector}`));
  const token = t.labels('token', { hint: 'tokenHint' });
  const name = t.labels('called', { hint: 'calledHint' });
  switch (connector) {
    case 'github':
      return renderModal(ids.githubModal, connecting, words, [
        rights,
        input(ids.githubModal, 'called', name, called),
        input(ids.githubModal, 'token', token),
        input(ids.githubModal, 'site', t.labels('site', { hint: 'siteHint.github' })),
      ]);
    case 'jira':
      return renderModal(ids.jiraModal, connecting, words, [
        rights,
        input(ids.jiraModal, 'called', name, called),
        input(ids.jiraModal, 'site', t.labels('site', { hint: 'siteHint.jira' })),
        input(ids.jiraModal, 'account', t.labels('account', { hint: 'accountHint' })),
        input(ids.jiraModal, 'token', token),
      ]);
    case 'webhook':
      return renderModal(ids.webhookModal, connecting, words, [
        rights,
        input(ids.webhookModal, 'called', name),
      ]);
  }
}

export function renderTokenForm(to: Recipient, connecting: Connecting): RenderedModal {
  const t = connectionsCopy.for(to);
  return renderModal(ids.tokenModal, connecting, t.modal('form.token', 'connectIt', 'cancel'), [
    section(t.mrkdwn(`rights.${connecting.connector}`)),
    ...(connecting.connector === 'jira'
      ? [input(ids.tokenModal, 'account', t.labels('account', { hint: 'accountHint' }))]
      : []),
    input(ids.tokenModal, 'token', t.labels('token', { hint: 'tokenHint' })),
  ]);
}

export interface Made {
  readonly connector: ConnectorName;
  readonly called: string;
  /** Where events go; `null`: nothing can be sent here. */
  readonly address: string | null;
  /** Shown this once; `null`: it has not changed. */
  readonly secret: string | null;
}

export function renderMade(to: Recipient, { connector, called, address, secret }: Made): RenderedModal {
  const t = connectionsCopy.for(to);
  return renderModal(ids.madeModal, null, t.modal('made.title'), [
    section(t.mrkdwn('made', { called })),
    ...(connector === 'webhook' || secret === null ? [] : [context(t.mrkdwn('made.asking'))]),
    ...(secret === null
      ? [context(t.mrkdwn('made.asking'))]
      : address === null
        ? [context(t.mrkdwn('noAddress'))]
        : [
            section(t.mrkdwn('made.address')),
            userText({ link: address }),
            section(t.mrkdwn('made.secret')),
            longUserText(secret),
            context(t.mrkdwn(`made.events.${connector}`)),
          ]),
  ]);
}
