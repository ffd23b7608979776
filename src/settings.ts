/** Every setting, described once, in the order of `.env.example`. `config.ts` reads them. */

export interface Setting {
  readonly name: string;
  /** What it is for and where its value is found. */
  readonly about: string;
  /** As in `.env.example`: an example, or the default. */
  readonly example: string;
  readonly isRequired: boolean;
}

export const settings: readonly Setting[] = [
  {
    name: 'SLACK_BOT_TOKEN',
    about: 'The bot token: api.slack.com/apps, your app, "OAuth & Permissions", "Bot User OAuth Token".',
    example: 'xoxb-…',
    isRequired: true,
  },
  {
    name: 'LORE_KEY_FILE',
    about:
      'With it, Lore keeps the bot token sealed in its database, and SLACK_BOT_TOKEN can be left out once Lore has started with it: a file that "npx lore rotate-key" makes. docs/operations/keys.md',
    example: '/etc/lore/lore.key',
    isRequired: false,
  },
  {
    name: 'SLACK_APP_TOKEN',
    about:
      'The app-level token, for Socket Mode: api.slack.com/apps, your app, "Basic Information", "App-Level Tokens"; create one with the scope connections:write.',
    example: 'xapp-…',
    isRequired: true,
  },
  {
    name: 'SLACK_SIGNING_SECRET',
    about:
      'For HTTP, instead of the app-level token; it proves that a request comes from Slack: api.slack.com/apps, your app, "Basic Information", "Signing Secret".',
    example: '…',
    isRequired: false,
  },
  {
    name: 'SLACK_CLIENT_ID',
    about:
      'The app’s client ID: api.slack.com/apps, your app, "Basic Information", "App Credentials". Beside the bot token, and with LORE_ADDRESS, people sign in with Slack and read at /read in a browser: docs/operations/server.md. In place of the bot token, Lore serves many workspaces: docs/operations/workspaces.md',
    example: '1234567890.1234567890123',
    isRequired: false,
  },
  {
    name: 'SLACK_CLIENT_SECRET',
    about: 'The app’s client secret, in the same place; goes with SLACK_CLIENT_ID.',
    example: '…',
    isRequired: false,
  },
  {
    name: 'LORE_ADDRESS',
    about:
      'Over HTTP: the public https:// address at which browsers and Slack reach Lore. Calendars are read there, below /calendar, programs read at /mcp with a person’s token, and with SLACK_CLIENT_ID people read at /read. For many workspaces it is needed, and Lore’s pages are there too: /install, /privacy and /support. docs/operations/server.md',
    example: 'https://lore.example.org',
    isRequired: false,
  },
  {
    name: 'LORE_TOOL_HOSTS',
    about:
      'Hosts of your own GitHub or Jira servers that admins of a workspace may connect, with commas between; Lore then calls them in your network. Without it, they connect github.com, ghe.com and atlassian.net alone. docs/operations/tools.md',
    example: 'github.example.org,jira.example.org',
    isRequired: false,
  },
  {
    name: 'SLACK_WORK_OBJECTS',
    about:
      '"on", once you turned on Work Objects for the app (api.slack.com/apps, your app, "Work Object Previews", with the entity type "Item"): then a link to one of Lore’s pages opens beside the conversation. docs/operations/server.md',
    example: 'on',
    isRequired: false,
  },
  {
    name: 'LORE_CONTACT',
    about:
      'For many workspaces: the e-mail address, or the https:// page, that Lore’s pages name for questions about support and privacy.',
    example: 'lore@example.org',
    isRequired: false,
  },
  {
    name: 'DATABASE_URL',
    about: 'Where Lore stores everything: a file (sqlite:path) or postgres://user:password@host/name.',
    example: 'sqlite:data/lore.db',
    isRequired: false,
  },
  {
    name: 'LORE_PULSE_KEYS',
    about:
      'A folder for the keys of open safety pulses, which no backup may contain: with a key, answers could be led back to people. Left out: pulse-keys beside the file of the database; with PostgreSQL no pulse can be opened without it. Several machines need one folder that they share. docs/operations/pulse.md',
    example: '/var/lib/lore/pulse-keys',
    isRequired: false,
  },
  {
    name: 'LORE_ROLE',
    about:
      'With PostgreSQL, for several processes on one database: web (talks with Slack) or worker (does what is due). Left out, one process does both. docs/operations/many.md',
    example: 'worker',
    isRequired: false,
  },
  {
    name: 'PORT',
    about: 'For HTTP: the port on which Lore listens for Slack.',
    example: '3000',
    isRequired: false,
  },
  {
    name: 'HOST',
    about:
      'For PORT and METRICS_PORT: the address to listen on. For HTTP put a proxy that speaks TLS in front of it; in a container: 0.0.0.0.',
    example: '127.0.0.1',
    isRequired: false,
  },
  {
    name: 'METRICS_PORT',
    about:
      'A port of its own for /metrics (Prometheus), /healthz and /readyz, to monitor Lore; keep it inside your network. Off when not set.',
    example: '9464',
    isRequired: false,
  },
  {
    name: 'LOG_LEVEL',
    about: 'How much to log: error, warn, info or debug. Logs contain ids, never what people wrote.',
    example: 'info',
    isRequired: false,
  },
  {
    name: 'HTTPS_PROXY',
    about:
      'A proxy through which Lore reaches Slack, if your network has one; with a user and a password if it wants them.',
    example: 'http://proxy.example.com:3128',
    isRequired: false,
  },
  {
    name: 'NO_PROXY',
    about: 'Hosts that are reached without the proxy, with commas between.',
    example: 'slack.example.com',
    isRequired: false,
  },
  {
    name: 'NODE_EXTRA_CA_CERTS',
    about:
      'Certificates (PEM) to trust besides the usual ones: where a proxy opens TLS, that of your company’s authority.',
    example: '/etc/ssl/certs/company.pem',
    isRequired: false,
  },
  {
    name: 'SLACK_API_URL',
    about: 'Slack’s Web API. Change it only for the sandbox.',
    example: 'https://slack.com/api/',
    isRequired: false,
  },
];
