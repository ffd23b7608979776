/** auth.test, bots.info, users.*, team.info, dnd.* */
import type { Json } from '../json.ts';
import { findPerson, workspaceOf } from '../state/find.ts';
import type { Person } from '../state/world.ts';
import { fail, ok, page, type Method } from './method.ts';
import { personJson } from './shapes.ts';

const authTest: Method = {
  run: (core) => {
    const workspace = workspaceOf(core.world, core.install.teamId);
    return ok({
      url: `https://${workspace.domain}.slack.com/`,
      team: workspace.name,
      user: findPerson(core.world, core.install.botUserId)?.handle,
      team_id: workspace.id,
      user_id: core.install.botUserId,
      bot_id: core.install.botId,
      is_enterprise_install: false,
    });
  },
};

const botsInfo: Method = {
  scope: 'users:read',
  run: (core, args) => {
    if (args.text('bot') !== core.install.botId) return fail('bot_not_found');
    return ok({
      bot: {
        id: core.install.botId,
        deleted: false,
        name: core.app.name,
        updated: Math.floor(core.clock.now() / 1000),
        app_id: core.app.id,
        user_id: core.install.botUserId,
        icons: {},
      },
    });
  },
};

const usersInfo: Method = {
  scope: 'users:read',
  run: (core, args) => {
    const person = findPerson(core.world, args.text('user'));
    if (!person) return fail('user_not_found');
    const isVisible =
      person.teamId === core.install.teamId ||
      core.world.conversations.some(
        ({ members, teamIds }) => members.includes(person.id) && teamIds.includes(core.install.teamId),
      );
    if (!isVisible) return fail('user_not_visible');
    return ok({ user: personJson(core, person, args.flag('include_locale')) });
  },
};

const usersList: Method = {
  scope: 'users:read',
  run: (core, args) => {
    const own = core.world.people.filter((person) => person.teamId === core.install.teamId);
    const paged = page(own, args, 0);
    if ('refusal' in paged) return paged.refusal;
    return ok({
      members: paged.items.map((person) => personJson(core, person, args.flag('include_locale'))),
      cache_ts: Math.floor(core.clock.now() / 1000),
      response_metadata: { next_cursor: paged.next },
    });
  },
};

const teamInfo: Method = {
  scope: 'team:read',
  run: (core, args) => {
    const id = args.text('team') || core.install.teamId;
    const workspace = core.world.workspaces.find((each) => each.id === id);
    if (!workspace) return fail('team_not_found');
    const url = `https://${workspace.domain}.slack.com/`;
    return ok({
      team: {
        id: workspace.id,
        name: workspace.name,
        domain: workspace.domain,
        email_domain: '',
        url,
        is_verified: false,
        icon: { image_default: true },
      },
    });
  },
};

/** Whether somebody keeps Slack from disturbing them, as Slack writes it. */
function quietOf(person: Person, now: number): Json {
  const until = person.quietUntil ?? 0;
  if (until <= now) return { dnd_enabled: false, next_dnd_start_ts: 1, next_dnd_end_ts: 1 };
  const seconds = (ms: number) => Math.floor(ms / 1000);
  return { dnd_enabled: true, next_dnd_start_ts: seconds(now), next_dnd_end_ts: seconds(until) };
}

const dndInfo: Method = {
  scope: 'dnd:read',
  run: (core, args) => {
    const person = findPerson(core.world, args.text('user'));
    return person ? ok(quietOf(person, core.clock.now())) : fail('user_not_found');
  },
};

/** Of at most fifty; those whom nobody knows are left out. */
const dndTeamInfo: Method = {
  scope: 'dnd:read',
  run: (core, args) => {
    const named = args.text('users').split(',').filter(Boolean);
    if (named.length === 0) return fail('missing_argument');
    if (named.length > 50) return fail('too_many_users');
    const known = named.flatMap((id) => findPerson(core.world, id) ?? []);
    return ok({
      users: Object.fromEntries(known.map((person) => [person.id, quietOf(person, core.clock.now())])),
    });
  },
};

export const users: Readonly<Record<string, Method>> = {
  'auth.test': authTest,
  'bots.info': botsInfo,
  'users.info': usersInfo,
  'users.list': usersList,
  'team.info': teamInfo,
  'dnd.info': dndInfo,
  'dnd.teamInfo': dndTeamInfo,
};
