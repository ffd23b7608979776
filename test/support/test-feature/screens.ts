/** Every id, with what it carries, and what is drawn. Buttons carry ids: what may be done is decided when one is pressed. */
import type { Button } from '@slack/types';
import { z } from 'zod';
import type { HomeSection } from '#core/feature.ts';
import type { ChannelId, RowId, UserId } from '#core/ids.ts';
import { jobId } from '#core/job-ref.ts';
import { button, defineAction } from '#core/kit/action.ts';
import { actions, header, userText } from '#core/kit/blocks.ts';
import { messageOf } from '#core/kit/message.ts';
import { defineModal, renderModal, input, type RenderedModal, textField } from '#core/kit/modal.ts';
import { channelValue, rowValue } from '#core/kit/values.ts';
import { postId, type PostRef } from '#core/post-ref.ts';
import type { Message } from '#core/post.ts';
import { copy, type T } from './copy.ts';
import { type Entry, newestOf } from './rows.ts';
import { mostCharacters } from './rules.ts';

// Once landed, these ids stand in messages and in the database: they are never renamed.
const ofEntry = z.object({ id: rowValue });
export const showEntry = defineAction('pebble.show', ofEntry);
export const foundToo = defineAction('pebble.too', ofEntry);
export const dropEntry = defineAction('pebble.drop', ofEntry);
export const newEntry = defineModal('pebble.new', z.object({ channel: channelValue }), {
  words: textField({ most: mostCharacters }),
});

export interface OfEntry extends Readonly<Record<string, RowId | UserId>> {
  readonly entry: RowId;
}
export const entryPost = postId<OfEntry>('pebble.shown');
export const foundTooPost = postId<OfEntry & { readonly person: UserId }>('pebble.found-too');
export const lookBackPost = postId<OfEntry>('pebble.look-back');
export const lookBackJob = jobId<OfEntry>('pebble.look-back-due');

/** The message of an entry in its channel. The same reference is the same message: published again, it stays one. */
export const postOf = ({ id, channel_id: channel }: Entry, owner?: UserId): PostRef =>
  entryPost.ref({ entry: id }, { kind: 'channel', channel }, owner);

/** Once to each person about each entry. */
export const lookBackTo = (user: UserId, entry: RowId): PostRef =>
  lookBackPost.ref({ entry }, { kind: 'person', user, urgency: 'rest' });

export function newForm(t: T, channel: ChannelId): RenderedModal {
  return renderModal(newEntry, { channel }, t.modal('form.title', 'save'), [
    input(newEntry, 'words', { label: t.plain('form.words') }),
  ]);
}

/** Somebody’s words in a sentence. `pieces`, since Slack parses nothing in them: words look as they were typed. */
export function wordsMessage(
  t: T,
  key: 'saved' | 'found' | 'lookBack',
  { words }: Entry,
  ...buttons: Button[]
): Message {
  return messageOf(
    userText(...t.pieces(key, { words: { written: words } })),
    ...(buttons.length === 0 ? [] : [actions(buttons)]),
  );
}

export const showButton = (t: T, { id }: Entry) => button(showEntry, t.plain('show'), { id });
export const foundTooButton = (t: T, { id }: Entry) => button(foundToo, t.plain('foundToo'), { id });

/** A section takes 20 blocks: these, two each, and the heading. */
const mostInHome = 9;

export const homeSection: HomeSection = {
  order: 20,
  build: async (read, renderContext) => {
    const t = copy.for(renderContext);
    const newest = await newestOf(read, mostInHome);
    if (newest.length === 0) return [];
    return [
      header(t.plain('home.title')),
      ...newest.flatMap((entry) => [
        userText({ written: entry.words }),
        actions(
          [showButton(t, entry), button(dropEntry, t.plain('home.drop'), { id: entry.id })],
          `pebble.${entry.id}`,
        ),
      ]),
    ];
  },
};
