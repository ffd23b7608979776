/** Every id of this feature, with the value it carries. Values are ids; permission is checked on arrival. */
import { z } from 'zod';
import type { RowId, UserId } from '#core/ids.ts';
import { jobId } from '#core/job-ref.ts';
import { defineAction } from '#core/kit/action.ts';
import { choiceField, defineModal, peopleField, personField, textField } from '#core/kit/modal.ts';
import { definePages, pageNumber } from '#core/kit/pages.ts';
import { conversationField, conversationsField } from '#core/kit/pickers.ts';
import { rowValue, userValue } from '#core/kit/values.ts';
import { type Params, postId, type PostRef } from '#core/post-ref.ts';
import type { EntryRow, FirstRow } from './rows.ts';
import { limitsOf, recurrences, subjects } from './rules.ts';

const entry = z.object({ entry: rowValue });
const none = z.object({});

/** `by`: whose invitation this answers; missing if no person invited. */
const answering = z.object({ by: userValue.optional() });

/** `nth`: the question that was asked; without one, the next of the four. */
export const write = defineAction('journey.write', z.object({ nth: pageNumber.optional() }));

export const writeOn = defineAction('journey.change', entry);
/** `aside`: the draft that is offered beside the entry's form; without it, what stands in the form. */
export const discard = defineAction(
  'journey.discard',
  z.object({ entry: rowValue, aside: rowValue.optional() }),
);
/** The draft that is offered takes the form's place. */
export const useDraft = defineAction('journey.use-draft', entry);

export const edit = defineAction('journey.edit', entry);
export const withdraw = defineAction('journey.withdraw', entry);

/** Under an entry. Short, since a menu entry's value holds 75 characters. */
export const manage = defineAction('journey.manage', z.object({ e: rowValue, do: z.enum(['edit', 'back']) }));

export const seeJourney = defineAction('journey.timeline', z.object({ person: userValue }));

export const timelinePages = definePages(
  'journey.timeline',
  z.object({ person: userValue, page: pageNumber }),
);

export const seeAnother = defineAction('journey.another', none);
export const chooseRecurrence = defineAction('journey.rhythm', answering);

export const decline = defineAction('journey.decline', answering);
export const stop = defineAction('journey.stop', z.object({ nth: pageNumber }));

export const goFirst = defineAction('journey.first', none);
export const dontWait = defineAction('journey.dont-wait', z.object({ first: rowValue }));

const textOf = textField({ lines: true, isLive: true });

export const formModal = defineModal('journey.form', entry, {
  question: choiceField(subjects, 'select'),
  text: textOf,
  channels: conversationsField(limitsOf.channels),
});

/** `version`: of the draft that is shown. */
export const previewModal = defineModal(
  'journey.preview',
  z.object({ entry: rowValue, version: rowValue }),
  {},
);

export const editModal = defineModal('journey.edit-entry', entry, {
  question: choiceField(subjects, 'select'),
  text: textOf,
});

export const withdrawModal = defineModal('journey.withdraw-entry', entry, {});

export const recurrenceModal = defineModal('journey.how-often', answering, {
  rhythm: choiceField(recurrences, 'radio'),
});

export const firstModal = defineModal('journey.go-first', none, { channel: conversationField() });
export const anotherModal = defineModal('journey.whose', none, { person: personField() });

export const inviteModal = defineModal('journey.invite', none, { people: peopleField() });
export const listModal = defineModal('journey.list', z.object({ person: userValue }), {});

/** `Feature.name`: an admin can choose a user group for it. */
export const practice = 'journey';

export const postNames = {
  entry: postId<{ readonly entry: RowId }>('journey.entry'),
  ask: postId<{ readonly nth: number }>('journey.question'),
  invitation: postId<{ readonly by: UserId }>('journey.invitation'),
  named: postId<Params>('journey.named'),
  first: postId<{ readonly first: RowId }>('journey.goes-first'),
} as const;

export const jobNames = {
  ask: jobId<{ person: UserId; nth: number }>('journey.ask'),
  next: jobId<{ person: UserId }>('journey.next'),
  retime: jobId<{ person: UserId }>('journey.retime'),
  firstEnd: jobId<{ first: RowId }>('journey.first-end'),
} as const;

/** The global shortcut. */
export const writeShortcut = 'journey.write-entry';

/** An entry in one of its channels. Its author is told if it may not have arrived. */
export function entryPost({ id, channel_id: channel, teller_id }: EntryRow): PostRef {
  return postNames.entry.ref({ entry: id }, { kind: 'channel', channel }, teller_id);
}

/** The `nth` question to one person. */
export function askPost(nth: number, user: UserId): PostRef {
  return postNames.ask.ref({ nth }, { kind: 'person', user, urgency: 'suggestion' });
}

/** @param by who invites; sent once, however often they do */
export function invitationPost(by: UserId, user: UserId): PostRef {
  return postNames.invitation.ref({ by }, { kind: 'person', user, urgency: 'suggestion' });
}

/** An invitation for members of the user group that an admin chose: sent once, also when another group is chosen, or by another admin. */
export function namedPost(user: UserId): PostRef {
  return postNames.named.ref({}, { kind: 'person', user, urgency: 'suggestion' });
}

/** Tells the channel that a person wants to publish first. */
export function firstPost({ id, channel_id: channel, teller_id }: FirstRow): PostRef {
  return postNames.first.ref({ first: id }, { kind: 'channel', channel }, teller_id);
}
