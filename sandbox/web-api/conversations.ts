/** conversations.* */
import type { Core } from '../core.ts';
import type { Json } from '../json.ts';
import { findIm, findPerson, messagesOf, repliesOf } from '../state/find.ts';
import { newId } from '../state/ids.ts';
import type { Conversation, Message } from '../state/world.ts';
import type { Args } from './args.ts';
import { fail, findToRead, missingScope, ok, page, scopeFor, type Method } from './method.ts';
import { conversationJson, listedConversation, messageJson } from './shapes.ts';

const open: Method = {
  run: (core, args) => {
    if (args.text('channel') !== '') {
      const found = findToRead(core, args.text('channel'), 'read');
      if ('refusal' in found) return found.refusal;
      return ok({ no_op: true, already_open: true, channel: { id: found.conversation.id } });
    }
    const users = args.text('users').split(',').filter(Boolean);
    if (users.length === 0) return fail('users_list_not_supplied');
    if (users.length > 8) return fail('too_many_users');
    const scope = users.length > 1 ? 'mpim:write' : 'im:write';
    if (!core.app.scopes.has(scope)) return missingScope(core, scope);
    if (users.length > 1) return fail('method_not_supported_for_channel_type');
    const person = findPerson(core.world, users[0] ?? '');
    if (!person) return fail('user_not_found');
    if (person.isBot) return fail('cannot_dm_bot');
    if (person.teamId !== core.install.teamId) return fail('user_not_visible');
    if (person.isDeleted) return fail('user_disabled');
    const known = findIm(core.world, person.id);
    const im = known ?? addIm(core, person.id);
    return ok({
      ...(known ? { no_op: true, already_open: true } : {}),
      channel: args.flag('return_im') ? conversationJson(core, im) : { id: im.id },
    });
  },
};

/** Opens the direct conversation between a person and the bot. */
export function addIm(core: Core, userId: string): Conversation {
  const im: Conversation = {
    id: newId(core.world, 'D0'),
    name: '',
    kind: 'im',
    topic: '',
    purpose: '',
    creator: userId,
    createdAt: core.clock.now(),
    isGeneral: false,
    isArchived: false,
    teamIds: [core.install.teamId],
    members: [userId, core.install.botUserId],
    previousNames: [],
  };
  core.world.conversations.push(im);
  core.changed();
  core.pages.conversations();
  return im;
}

const info: Method = {
  run: (core, args) => {
    const found = findToRead(core, args.text('channel'), 'read');
    if ('refusal' in found) return found.refusal;
    return ok({ channel: conversationJson(core, found.conversation, args.flag('include_num_members')) });
  },
};

const members: Method = {
  run: (core, args) => {
    const found = findToRead(core, args.text('channel'), 'read');
    if ('refusal' in found) return found.refusal;
    const paged = page(found.conversation.members, args, 100);
    if ('refusal' in paged) return paged.refusal;
    return ok({ members: paged.items, response_metadata: { next_cursor: paged.next } });
  },
};

const KINDS = { public_channel: 'public', private_channel: 'private', im: 'im', mpim: undefined } as const;

const list: Method = {
  run: (core, args) => {
    const types = (args.text('types') || 'public_channel').split(',').map((type) => type.trim());
    const kinds = types.map((type) => (type in KINDS ? KINDS[type as keyof typeof KINDS] : null));
    if (kinds.includes(null)) return fail('invalid_types');
    const bot = core.install.botUserId;
    const wanted = core.world.conversations.filter(
      (each) =>
        kinds.includes(each.kind) &&
        each.teamIds.includes(core.install.teamId) &&
        (each.kind === 'public' || each.members.includes(bot)) &&
        !(args.flag('exclude_archived') && each.isArchived),
    );
    const lacking = wanted.find((each) => !core.app.scopes.has(scopeFor(each, 'read')));
    if (lacking) return missingScope(core, scopeFor(lacking, 'read'));
    const paged = page(wanted, args, 100);
    if ('refusal' in paged) return paged.refusal;
    return ok({
      channels: paged.items.map((each) => listedConversation(core, each)),
      response_metadata: { next_cursor: paged.next },
    });
  },
};

/** Slack's refusal of a bound that is no time at all: seconds, with or without a fraction. */
function refuseBounds(args: Args): Json | undefined {
  const isTime = (name: string): boolean => /^(\d+(\.\d+)?)?$/.test(args.text(name));
  if (!isTime('oldest')) return fail('invalid_ts_oldest');
  return isTime('latest') ? undefined : fail('invalid_ts_latest');
}

/** The messages between `oldest` and `latest`; both ends only with `inclusive`. */
function between(messages: readonly Message[], args: Args): Message[] {
  const oldest = Number(args.text('oldest') || 0);
  const latest = Number(args.text('latest') || Number.POSITIVE_INFINITY);
  const isInclusive = args.flag('inclusive');
  return messages.filter(({ ts }) => {
    const at = Number(ts);
    if (isInclusive && (at === oldest || at === latest)) return true;
    return at > oldest && at < latest;
  });
}

function answerHistory(core: Core, messages: readonly Message[], args: Args): ReturnType<Method['run']> {
  const paged = page(messages, args, 100, 999);
  if ('refusal' in paged) return paged.refusal;
  return ok({
    messages: paged.items.map((message) => messageJson(core, message, args.flag('include_all_metadata'))),
    has_more: paged.next !== '',
    ...(paged.next === '' ? {} : { response_metadata: { next_cursor: paged.next } }),
  });
}

const history: Method = {
  run: (core, args) => {
    const found = findToRead(core, args.text('channel'), 'history');
    if ('refusal' in found) return found.refusal;
    if (!found.isMember) return fail('not_in_channel');
    const refused = refuseBounds(args);
    if (refused) return refused;
    const shown = messagesOf(core.world, found.conversation.id).filter(
      (message) => message.ephemeralTo === null && (message.threadTs === null || message.isThreadBroadcast),
    );
    return answerHistory(core, between(shown, args).reverse(), args);
  },
};

const replies: Method = {
  run: (core, args) => {
    const found = findToRead(core, args.text('channel'), 'history');
    if ('refusal' in found) return found.refusal;
    if (!found.isMember) return fail('not_in_channel');
    const refused = refuseBounds(args);
    if (refused) return refused;
    const all = messagesOf(core.world, found.conversation.id);
    const named = all.find((message) => message.ts === args.text('ts') && message.ephemeralTo === null);
    if (!named) return fail('thread_not_found');
    const first = all.find((message) => message.ts === (named.threadTs ?? named.ts)) ?? named;
    const thread = between(repliesOf(core.world, found.conversation.id, first.ts), args);
    return answerHistory(core, [first, ...thread], args);
  },
};

export const conversations: Readonly<Record<string, Method>> = {
  'conversations.open': open,
  'conversations.info': info,
  'conversations.members': members,
  'conversations.list': list,
  'conversations.history': history,
  'conversations.replies': replies,
};
