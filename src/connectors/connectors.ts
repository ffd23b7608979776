/** The connector of a connection. Each is loaded where something is asked of it, with its libraries. */
import type { Connector, ConnectorName } from '#core/connector.ts';
import { accessIn } from './access.ts';

/** What is stored of a connection, opened. */
export interface Connected {
  readonly connector: ConnectorName;
  /** As of `connection.site`. */
  readonly site: string | null;
  /** JSON of what lets Lore in; `null`: nothing does. */
  readonly access: string | null;
}

export async function connectorOf({ connector, site, access }: Connected): Promise<Connector> {
  switch (connector) {
    case 'github': {
      const { githubConnector } = await import('./github/connector.ts');
      const known = access === null ? null : accessIn('github', access);
      return githubConnector(site === null || known === null ? null : { site, access: known });
    }
    case 'jira': {
      const { jiraConnector } = await import('./jira/connector.ts');
      const known = access === null ? null : accessIn('jira', access);
      return jiraConnector(site ?? '', site === null || known === null ? null : { site, access: known });
    }
    case 'webhook':
      return (await import('./webhook/connector.ts')).webhookConnector;
  }
}
