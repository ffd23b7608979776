/** Every id of this feature, with the value it carries. Values are ids: what may be done is decided on arrival. */
import { rowValue, channelValue } from '../../core/kit/values.ts';
import { jobId } from '../../core/job.ts';
import type { Instant } from '../../core/clock.ts';
import { postId } from '../../core/post.ts';
import { pageNumber, definePages } from '../../core/kit/pages.ts';
import { z } from 'zod';
import { type RowId, type UserId, type SealId } from '../../core/ids.ts';
import { defineAction } from '../../core/kit/action.ts';
import {
  choiceField,
  dateField,
  defineModal,
  peopleField,
  personField,
  textField,
} from '../../core/kit/modal.ts';
import { conversationsField, groupsField } from '../../core/kit/pickers.ts';
import { timedPhases } from './domain/flow.ts';
import { formatIds, kinds, lengths } from './formats.ts';
const retro = z.object({ retro: rowValue });
const paged = z.object({ retro: rowValue, page: pageNumber });

export const changeDefaults = defineAction(
  'retro.change',
  z.object({
    channel: channelValue,
    project: rowValue.optional(),
    ended: z.string().optional(),
    kind: z.enum(kinds).optional(),
  }),
);
export const addCards = defineAction('retro.add', retro);
export const discardDraft = defineAction('retro.discard', retro);
export const nothingToAdd = defineAction('retro.nothing', retro);
/** Short, since the value of a menu's entry holds 75 characters. */
export const manage = defineAction(
  'retro.manage',
  z.object({ r: rowValue, do: z.enum(['end', 'cancel', 'drop', 'over', 'more']) }),
);

/** `phase`: the one in which the button stood. */
const inPhase = z.object({ retro: rowValue, phase: z.enum(timedPhases) });
export const goOn = defineAction('retro.go-on', inPhase);
export const ready = defineAction('retro.ready', inPhase);

export const seeCards = defineAction('retro.see', retro);
/** `topic`: only its cards. */
export const seePages = definePages(
  'retro.see',
  z.object({ retro: rowValue, page: pageNumber, topic: rowValue.optional() }),
);

export const ownCards = defineAction('retro.own', retro);
export const ownPages = definePages('retro.own', paged);
export const editCard = defineAction('retro.edit', z.object({ card: rowValue }));
export const deleteCard = defineAction('retro.delete', z.object({ card: rowValue }));

export const proposeAction = defineAction('retro.propose', retro);
export const dropAction = defineAction('retro.drop', z.object({ action: rowValue }));
/** `page`: of the list that the button stands in, which is drawn anew; without one, App Home. */
const ofAction = z.object({ action: rowValue, page: pageNumber.optional() });
export const acceptAction = defineAction('retro.accept', ofAction);
export const declineAction = defineAction('retro.decline', ofAction);
export const finishAction = defineAction('retro.done', ofAction);
export const listActions = defineAction('retro.actions', z.object({}));
export const listRetros = defineAction('retro.list', z.object({}));
export const actionsPages = definePages('retro.actions', z.object({ page: pageNumber }));
export const retrosPages = definePages('retro.list', z.object({ page: pageNumber }));

/** `isFull`: with what stands under "Change". `project`: of which one it is; `ended`: when, unless that is chosen in the form. */
/** What whoever starts one was told: of which choice, and how many of it are not in the channel. */
const told = z.object({ of: z.string(), count: z.number().int() });
export type Told = z.infer<typeof told>;
const startOf = z.object({
  channel: channelValue,
  isFull: z.boolean().optional(),
  project: rowValue.optional(),
  ended: z.string().optional(),
  told: told.optional(),
});
/** So many channels, or user groups, are enough for one retrospective. */
const mostOfThem = 5;
const lengthField = choiceField(['usual', ...lengths], 'select');
export const startModal = defineModal('retro.start', startOf, {
  about: textField(),
  kind: choiceField(kinds, 'radio', { isLive: true }),
  ended: dateField({ optional: true }),
  format: choiceField(['usual', ...formatIds, 'own'], 'select', { isLive: true }),
  columns: textField({ lines: true, optional: true }),
  pace: choiceField(['usual', 'live', 'async'], 'select'),
  collect: lengthField,
  group: lengthField,
  vote: lengthField,
  discuss: lengthField,
  actions: lengthField,
  names: choiceField(['hidden', 'shown'], 'radio'),
  cardsFor: choiceField(['participants', 'channel'], 'radio'),
  who: choiceField(['people', 'channels', 'groups'], 'radio', { isLive: true }),
  people: peopleField({ optional: true }),
  channels: conversationsField(mostOfThem),
  groups: groupsField(mostOfThem),
  facilitator: personField(),
});

const cardsField = textField({ lines: true, optional: true, isLive: true });
/** `shown`: the cards that stood in the inputs when the form was opened; only these can be changed or go by saving it. */
export const cardsModal = defineModal(
  'retro.cards',
  z.object({ retro: rowValue, shown: z.array(rowValue).max(60) }),
  {
    column0: cardsField,
    column1: cardsField,
    column2: cardsField,
    column3: cardsField,
    column4: cardsField,
  },
);
export const ownModal = defineModal('retro.own-cards', retro, {});
export const editModal = defineModal('retro.edit-card', z.object({ card: rowValue }), {
  text: textField({ lines: true }),
});
export const seeModal = defineModal('retro.see-cards', retro, {});
export const proposeModal = defineModal('retro.propose-action', retro, {
  what: textField({ lines: true }),
  owner: personField(),
  due: dateField(),
  whenThen: textField({ lines: true, optional: true }),
});
export const dropModal = defineModal('retro.drop-action', retro, {});
export const confirmModal = defineModal(
  'retro.confirm',
  z.object({ retro: rowValue, phase: z.enum(timedPhases), what: z.enum(['end', 'cancel']) }),
  {},
);
export const listModal = defineModal('retro.mine', z.object({}), {});

export const postNames = {
  main: postId<{ readonly retro: RowId }>('retro.main'),
  thread: postId<{ readonly retro: RowId; readonly phase: number; readonly at?: Instant }>('retro.phase'),
  takenOver: postId<{ retro: RowId; person: UserId; from?: UserId; at?: Instant }>('retro.taken-over'),
  decided: postId<{ readonly retro: RowId; readonly by: UserId; readonly until: Instant }>('retro.decided'),
  reminder: postId<{ readonly retro: RowId; readonly phase?: number }>('retro.reminder'),
  aside: postId<{ readonly retro: RowId; readonly phase: number }>('retro.aside'),
  prepare: postId<{ readonly retro: RowId }>('retro.prepare'),
} as const;
/** The message shortcut. */
export const startHere = 'retro.start-here';

export const jobNames = {
  phaseEnd: jobId<{ retro: RowId }>('retro.phase-end'),
  phaseWatch: jobId<{ retro: RowId; person: UserId }>('retro.phase-watch'),
  remind: jobId<{ retro: RowId; person: UserId }>('retro.remind'),
  unlink: jobId<{ seal: SealId }>('retro.unlink'),
  draftEnd: jobId<{ retro: RowId; person: UserId }>('retro.draft-end'),
} as const;
