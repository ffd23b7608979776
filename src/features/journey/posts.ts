/** What is posted, drawn from what is true when it is sent, with the eyes of whoever will read it. */
import type { UserId } from '../../core/ids.ts';
import { definePost, type PostRef, type Title } from '../../core/post.ts';
import { askMessage, firstMessage, invitationMessage, namedMessage } from './blocks/ask.ts';
import { entryMessage } from './blocks/entry.ts';
import { wordsOf } from './blocks/words.ts';
import { postNames, practice } from './ids.ts';
import { keepingOf, loadEntry, loadFirst } from './repository.ts';
import type { EntryRow, FirstRow } from './tables.ts';

const titled =
  (key: 'title.entry' | 'title.ask' | 'title.invitation' | 'title.first'): Title =>
  async (_view, _params, drawing) =>
    wordsOf(drawing).say.plain(key);

const entry = definePost(postNames.entry, {
  title: titled('title.entry'),
  build: async (view, params, drawing) => {
    const row = await loadEntry(view, params.entry);
    return row === null ? null : entryMessage(wordsOf(drawing), row);
  },
});

const asks = definePost(postNames.ask, {
  title: titled('title.ask'),
  build: async (view, { nth }, drawing) => askMessage(wordsOf(drawing), await keepingOf(view), nth),
});

const invitation = definePost(postNames.invitation, {
  title: titled('title.invitation'),
  build: async (view, { by }, drawing) => invitationMessage(wordsOf(drawing), await keepingOf(view), by),
});

const named = definePost(postNames.named, {
  title: titled('title.invitation'),
  build: async (view, _params, drawing) => {
    const by = await view.namedFor(practice);
    const keeping = await keepingOf(view);
    return namedMessage(wordsOf(drawing), keeping, by);
  },
});

const first = definePost(postNames.first, {
  title: titled('title.first'),
  build: async (view, params, drawing) => {
    const row = await loadFirst(view, params.first);
    return row === null ? null : firstMessage(wordsOf(drawing), row);
  },
});

export const posts = [entry, asks, invitation, named, first];

/** An entry in one of its channels. Whoever wrote it is told if it is unknown whether it arrived. */
export function entryPost({ id, channel_id: channel, teller_id }: EntryRow): PostRef {
  return postNames.entry.ref({ entry: id }, { kind: 'channel', channel }, teller_id);
}

/** A question to one person, the `nth` that they are asked. */
export function askPost(nth: number, user: UserId): PostRef {
  return postNames.ask.ref({ nth }, { kind: 'person', user, urgency: 'rest' });
}

/** @param by who invites: once, however often they do */
export function invitationPost(by: UserId, user: UserId): PostRef {
  return postNames.invitation.ref({ by }, { kind: 'person', user, urgency: 'rest' });
}

/** An invitation for whoever is in the user group that an admin named: once, whichever group and whoever named it. */
export function namedPost(user: UserId): PostRef {
  return postNames.named.ref({}, { kind: 'person', user, urgency: 'rest' });
}

/** That somebody wants to tell first, in the channel. */
export function firstPost({ id, channel_id: channel, teller_id }: FirstRow): PostRef {
  return postNames.first.ref({ first: id }, { kind: 'channel', channel }, teller_id);
}
