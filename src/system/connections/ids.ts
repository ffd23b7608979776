import { z } from 'zod';
import { type ConnectionId, connectorNames } from '#core/connector.ts';
import { isId } from '#core/ids.ts';
import { defineAction } from '#core/kit/action.ts';
import { defineModal, textField } from '#core/kit/modal.ts';

const connection = z.custom<ConnectionId>(isId);

/** In characters. */
const longestName = 40;

export const showConnections = defineAction('lore.connections', z.null());
/** `id`: of the connection that its form makes, so that a repeated press makes one. */
const connecting = z.object({ connector: z.enum(connectorNames), id: connection });
export const addConnection = defineAction('lore.connection_add', connecting);
export const renewToken = defineAction('lore.connection_token', connecting);
/** `at`: since when it has the secret that was drawn, so that a repeated press makes one. */
export const renewSecret = defineAction(
  'lore.connection_secret',
  z.object({ id: connection, at: z.number() }),
);
export const endConnection = defineAction('lore.connection_end', z.object({ id: connection }));

export const connectionsModal = defineModal('lore.connections', z.null(), {});
const called = textField({ most: longestName });
const site = textField({ most: 200, optional: true });
const token = textField({ most: 1_000 });
const account = textField({ most: 200, optional: true });
export const githubModal = defineModal('lore.connect_github', connecting, { called, site, token });
export const jiraModal = defineModal('lore.connect_jira', connecting, {
  ...{ called, account, token },
  site: textField({ most: 200 }),
});
export const webhookModal = defineModal('lore.connect_webhook', connecting, { called });
export const tokenModal = defineModal('lore.connection_token', connecting, { account, token });
/** Without anything to fill in. */
export const madeModal = defineModal('lore.connection_made', z.null(), {});
