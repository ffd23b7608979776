/** The Web API methods that there are. */
import { apps } from './apps.ts';
import { chat } from './chat.ts';
import { conversations } from './conversations.ts';
import { files } from './files.ts';
import { links } from './links.ts';
import { oauth } from './oauth.ts';
import { openid } from './openid.ts';
import type { Method } from './method.ts';
import { scheduled } from './scheduled.ts';
import { usergroups } from './usergroups.ts';
import { users } from './users.ts';
import { views } from './views.ts';

export const METHODS: Readonly<Record<string, Method>> = {
  ...apps,
  ...chat,
  ...scheduled,
  ...conversations,
  ...files,
  ...links,
  ...oauth,
  ...openid,
  ...usergroups,
  ...users,
  ...views,
};
