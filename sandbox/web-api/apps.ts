/** apps.connections.open: where the app connects in Socket Mode. */
import { ok, type Method } from './method.ts';

const connectionsOpen: Method = {
  token: 'app',
  scope: 'connections:write',
  run: (core) => ok({ url: core.sockets.newUrl(core.url()) }),
};

export const apps: Readonly<Record<string, Method>> = { 'apps.connections.open': connectionsOpen };
