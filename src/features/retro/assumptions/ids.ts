/** The ids of questions about an assumption: what is pressed, filled in, posted and run later. */
import { z } from 'zod';
import type { RowId, UserId } from '#core/ids.ts';
import { jobId } from '#core/job-ref.ts';
import { defineAction } from '#core/kit/action.ts';
import { choiceField, dateField, defineModal, personField, textField } from '#core/kit/modal.ts';
import { listField } from '#core/kit/pickers.ts';
import { rowValue } from '#core/kit/values.ts';
import { postId, type PostRef } from '#core/post-ref.ts';
import { actionLimits } from '../action-items/rules.ts';
import { ofAction } from '../action-items/ids.ts';
import { mainPost } from '../session/ids.ts';
import type { RetroRow } from '../session/rows.ts';
import type { AssumptionRow } from './rows.ts';
import { answerLimits } from './rules.ts';

const ofAssumption = z.object({ assumption: rowValue });

/** The team answers itself, with an action. */
export const changeOurselves = defineAction('retro.assumption-own', ofAssumption);
/** The facilitator asks a leader, or another, or withdraws the question. */
export const askLeader = defineAction('retro.assumption-lead', ofAssumption);
export const withdrawQuestion = defineAction('retro.assumption-withdraw', ofAssumption);
/** The leader answers. */
export const answerQuestion = defineAction('retro.assumption-answer', ofAssumption);

export const ownModal = defineModal('retro.assumption-own', ofAssumption, {
  what: textField({ lines: true, most: actionLimits.what }),
  owner: personField(),
  due: dateField(),
});

const asking = { theme: textField({ most: answerLimits.theme }), leader: listField() };

/** `round`: as the form found it, so that of two forms only the first asks somebody. */
export const leadModal = defineModal(
  'retro.assumption-lead',
  ofAssumption.extend({ round: z.number().int() }),
  asking,
);

/** "Not in our control": the owner of an action asks a leader. */
export const beyondModal = defineModal('retro.beyond-ask', ofAction, asking);

export const answerKinds = ['change', 'nothing'] as const;

export const answerModal = defineModal(
  'retro.assumption-answer',
  ofAssumption.extend({ round: z.number().int() }),
  {
    kind: choiceField(answerKinds, 'radio'),
    answer: textField({ lines: true, most: answerLimits.answer }),
    what: textField({ lines: true, most: actionLimits.what, optional: true }),
    due: dateField({ optional: true }),
  },
);

type Of = Readonly<{ retro: RowId; assumption: RowId }>;
type OfRound = Of & Readonly<{ round: number }>;

export const assumptionPosts = {
  card: postId<Of>('retro.assumption'),
  answer: postId<Of>('retro.assumption-answer'),
  ask: postId<OfRound>('retro.assumption-ask'),
  remind: postId<OfRound & Readonly<{ nth: number }>>('retro.assumption-remind'),
  open: postId<OfRound>('retro.assumption-open'),
  back: postId<OfRound>('retro.assumption-back'),
} as const;

type Asked = Pick<AssumptionRow, 'id' | 'retro_id' | 'round'>;

const inThread = (row: RetroRow) => ({ kind: 'thread', under: mainPost(row) }) as const;
const ofRow = ({ id, retro_id: retro }: Pick<AssumptionRow, 'id' | 'retro_id'>): Of => ({
  retro,
  assumption: id,
});
const ofRound = (row: Asked): OfRound => ({ ...ofRow(row), round: row.round });
const toOne = (user: UserId, urgency: 'accept' | 'check' | 'rest') =>
  ({ kind: 'person', user, urgency }) as const;

/** The question, and what became of it: one reply in the retrospective's thread. */
export const cardPost = (retro: RetroRow, row: Pick<AssumptionRow, 'id' | 'retro_id'>): PostRef =>
  assumptionPosts.card.ref(ofRow(row), inThread(retro));

/** The leader's answer, a reply of its own, since an update notifies nobody. */
export const answerPost = (retro: RetroRow, row: Pick<AssumptionRow, 'id' | 'retro_id'>): PostRef =>
  assumptionPosts.answer.ref(ofRow(row), inThread(retro));

/** To the leader. */
export const askPost = (row: Asked, leader: UserId): PostRef =>
  assumptionPosts.ask.ref(ofRound(row), toOne(leader, 'accept'));

/** To the leader. @param nth 1 or 2 */
export const remindPost = (row: Asked, nth: number, leader: UserId): PostRef =>
  assumptionPosts.remind.ref({ ...ofRound(row), nth }, toOne(leader, 'accept'));

/** To the facilitator: the question is open. */
export const openPost = (row: Asked, to: UserId): PostRef =>
  assumptionPosts.open.ref(ofRound(row), toOne(to, 'check'));

/** To the owner of an action that was not in the team's control, and is theirs again. */
export const backPost = (row: Asked, owner: UserId): PostRef =>
  assumptionPosts.back.ref(ofRound(row), toOne(owner, 'rest'));

export const assumptionJobs = {
  /** Looks for themes that came back. */
  look: jobId<{ retro: RowId }>('retro.assumption-look'),
  remind: jobId<{ assumption: RowId; person: UserId; nth: number }>('retro.assumption-remind'),
  open: jobId<{ assumption: RowId }>('retro.assumption-open'),
} as const;
