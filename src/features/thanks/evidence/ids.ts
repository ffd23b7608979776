/** The ids of the evidence pack: forms and buttons for the person whose it is, and the file that they ask for. */
import { z } from 'zod';
import type { UserId } from '#core/ids.ts';
import { defineAction } from '#core/kit/action.ts';
import { choiceField, defineModal, textField } from '#core/kit/modal.ts';
import { definePages, pageNumber } from '#core/kit/pages.ts';
import { rowValue } from '#core/kit/values.ts';
import { postId, type PostRef } from '#core/post-ref.ts';
import { formats, type Format } from './rules.ts';

const onPage = z.object({ page: pageNumber });
/** What was done, and the page of the pack on which it stands: in a menu there is room for no longer names. */
const item = z.object({ i: rowValue, p: pageNumber });
export type OfItem = z.infer<typeof item>;

export const openPack = defineAction('thanks.pack', z.object({}));
export const packPages = definePages('thanks.pack-page', onPage);
export const putIn = defineAction('thanks.pack-in', item);
export const takeOut = defineAction('thanks.pack-out', item);
export const moveUp = defineAction('thanks.pack-up', item);
export const moveDown = defineAction('thanks.pack-down', item);
export const editItem = defineAction('thanks.pack-edit', item);
export const editWords = defineAction('thanks.pack-words', onPage);

export const packModal = defineModal('thanks.pack', onPage, { format: choiceField(formats, 'radio') });
export const itemModal = defineModal('thanks.pack-item', item, {
  words: textField({ lines: true, optional: true }),
  place: textField({ most: 4 }),
});
export const wordsModal = defineModal('thanks.pack-words', onPage, {
  heading: textField({ optional: true, isLive: true }),
  said: textField({ lines: true, optional: true, isLive: true }),
  learned: textField({ lines: true, optional: true, isLive: true }),
  grew: textField({ lines: true, optional: true, isLive: true }),
});

/** `as`: the number of its format. Its name says what every file of thanks would. */
export const filePostId = postId<{ readonly at: number; readonly as: number }>('thanks.file');

/** @param at tells one request from another */
export const filePost = (to: UserId, at: number, format: Format): PostRef =>
  filePostId.ref({ at, as: formats.indexOf(format) }, { kind: 'person', user: to, urgency: 'answer' });
