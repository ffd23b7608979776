/** Every id of this practice, with the value it carries. Values are ids; permission is checked on arrival. */
import { z } from 'zod';
import type { Instant } from '#core/clock.ts';
import type { RowId, UserId } from '#core/ids.ts';
import { jobId } from '#core/job-ref.ts';
import { defineAction } from '#core/kit/action.ts';
import {
  choiceField,
  dateField,
  defineModal,
  type Field,
  type Fields,
  type Modal,
  personField,
  textField,
} from '#core/kit/modal.ts';
import { definePages, pageNumber } from '#core/kit/pages.ts';
import { listsField, ticksField } from '#core/kit/pickers.ts';
import { channelValue, rowValue } from '#core/kit/values.ts';
import { postId, type PostRef } from '#core/post-ref.ts';
import type { ExperimentRow } from './rows.ts';
import { criteria, decisions, limitsOf, ruleAnswers, turnedOuts } from './rules.ts';

export type OfExperiment = Readonly<Record<'experiment', RowId>>;
/** A form shows one version: what was changed meanwhile is never written over. */
export type OfVersion = OfExperiment & Readonly<Record<'version', number>>;

const ofExperiment = z.object({ experiment: rowValue });
const ofVersion = z.object({ experiment: rowValue, version: z.number().int() });
const ofChannel = z.object({ channel: channelValue });

const words = () => textField({ lines: true, most: limitsOf.words });
const more = () => textField({ lines: true, most: limitsOf.words, optional: true });

const five = { belief: words(), test: words(), cost: words(), stop: words(), date: dateField() } as const;

/** To everybody in the channel, from where it is shown. */
export const newModal = defineModal('experiments.new', ofChannel, five);
/** The next one, after one that was decided. */
export const beginNext = defineAction('experiments.next', ofExperiment);
export const openOne = defineAction('experiments.open', ofExperiment);
export const change = defineAction('experiments.change', ofExperiment);
export const changeModal = defineModal('experiments.change', ofVersion, {
  ...five,
  question: textField({ most: limitsOf.question, optional: true }),
  metric: more(),
  prediction: more(),
  touches: listsField(),
  approver: personField({ optional: true }),
  owner: personField(),
});
/** Asked where words name something that is protected. */
export const touchesModal = defineModal('experiments.touches', ofVersion, {
  touches: listsField(),
  approver: personField({ optional: true }),
});
export const versions = defineAction('experiments.versions', ofExperiment);
export const versionsModal = defineModal('experiments.versions', z.object({}), {});
export const versionPages = definePages(
  'experiments.versions',
  z.object({ experiment: rowValue, page: pageNumber }),
);
export const listModal = defineModal('experiments.list', z.object({}), {});
export const listPages = definePages(
  'experiments.list',
  z.object({ channel: channelValue, page: pageNumber }),
);
export const takeOver = defineAction('experiments.take-over', ofExperiment);

/** What could go wrong. */
export const foresee = defineAction('experiments.foresee', ofExperiment);
export const foreseeModal = defineModal('experiments.foresee', ofExperiment, { risks: more() });
export const showRisks = defineAction('experiments.show-risks', ofExperiment);

/** To the owner. */
export const start = defineAction('experiments.start', ofExperiment);
export const startModal = defineModal('experiments.start', ofVersion, {
  touches: listsField(),
  approver: personField({ optional: true }),
  different: more(),
});
export const callOff = defineAction('experiments.call-off', ofExperiment);
const ofRule = z.object({ experiment: rowValue, at: z.enum(['half', 'due']) });
/** Two, since a row of buttons holds each action only once. */
export const ruleIs = {
  met: defineAction('experiments.rule-met', ofRule),
  notMet: defineAction('experiments.rule-not-met', ofRule),
} as const satisfies Record<(typeof ruleAnswers)[number], unknown>;
export const decide = defineAction('experiments.decide', ofExperiment);
export const decideModal = defineModal('experiments.decide', ofVersion, {
  result: words(),
  turnedOut: choiceField(turnedOuts, 'radio'),
  surprise: more(),
  decision: choiceField(decisions, 'radio'),
  lesson: more(),
});

/** To the person who is asked to approve, who may be in another channel. */
export const openAsked = defineAction('experiments.open-asked', ofExperiment);
/** What `openAsked` opens, redrawn once it is answered there. */
export const askedModal = defineModal('experiments.asked', z.object({}), {});
/** `form`: it stands in that form, not in a message. */
const ofAsked = ofVersion.extend({ form: z.literal(true).optional() });
export type OfAsked = z.infer<typeof ofAsked>;
export const approve = defineAction('experiments.approve', ofAsked);
export const disapprove = defineAction('experiments.disapprove', ofAsked);

/** To everybody in the channel, once it is decided. */
export const check = defineAction('experiments.check', ofExperiment);
export const checkModal = defineModal('experiments.check', ofExperiment, {
  holding: ticksField(criteria, { optional: true }),
});

/** To admins. */
export const protectModal = defineModal('experiments.protect', ofChannel, {
  lines: textField({ lines: true, optional: true }),
});

/** A form in which it is said what is touched. */
export type AsksTouches = Modal<OfVersion, Fields & { readonly touches: Field<readonly string[]> }>;

export const posts = {
  card: postId<OfExperiment>('experiments.card'),
  started: postId<OfVersion>('experiments.started'),
  changed: postId<OfVersion>('experiments.changed'),
  approved: postId<OfVersion>('experiments.approved'),
  orphan: postId<OfVersion>('experiments.orphan'),
  risks: postId<OfExperiment>('experiments.risks'),
  over: postId<OfExperiment>('experiments.over'),
  approve: postId<OfVersion>('experiments.approve'),
  half: postId<OfExperiment>('experiments.half'),
  /** Once for each date. */
  due: postId<OfExperiment & { readonly at: Instant }>('experiments.due'),
} as const;

type Row = Pick<ExperimentRow, 'id' | 'channel_id' | 'version'>;

/** In its channel, redrawn as it changes. */
export const cardPost = ({ id, channel_id: channel }: Row, owner?: UserId): PostRef =>
  posts.card.ref({ experiment: id }, { kind: 'channel', channel }, owner);

/** A reply under it, since an update notifies nobody. */
export const replyPost = (post: 'risks' | 'over', row: Row): PostRef =>
  posts[post].ref({ experiment: row.id }, { kind: 'thread', under: cardPost(row) });

/** The same, once for each version. */
export const versionPost = (post: 'started' | 'changed' | 'approved' | 'orphan', row: Row): PostRef =>
  posts[post].ref({ experiment: row.id, version: row.version }, { kind: 'thread', under: cardPost(row) });

export const approvePost = (row: Pick<ExperimentRow, 'id' | 'asked_version'>, user: UserId): PostRef =>
  posts.approve.ref(
    { experiment: row.id, version: row.asked_version ?? 0 },
    { kind: 'person', user, urgency: 'accept' },
  );

export const halfPost = ({ id: experiment }: Row, user: UserId): PostRef =>
  posts.half.ref({ experiment }, { kind: 'person', user, urgency: 'check' });

export const duePost = (
  { id: experiment, due_at: at }: Pick<ExperimentRow, 'id' | 'due_at'>,
  user: UserId,
): PostRef => posts.due.ref({ experiment, at }, { kind: 'person', user, urgency: 'due', date: at });

/** With the channel's access. */
export const jobs = {
  half: jobId<OfExperiment>('experiments.half'),
  due: jobId<OfExperiment>('experiments.due'),
  /** Some time after a date on which nothing was decided. `at`: that date. */
  undecided: jobId<OfExperiment & { readonly at: Instant }>('experiments.undecided'),
} as const;
