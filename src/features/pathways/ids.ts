/** Every id of making and reading pathways, with the value it carries. Permission is checked on arrival. */
import { z } from 'zod';
import type { Instant } from '#core/clock.ts';
import type { RowId, UserId } from '#core/ids.ts';
import { jobId } from '#core/job-ref.ts';
import { defineAction } from '#core/kit/action.ts';
import { choiceField, defineModal, textField } from '#core/kit/modal.ts';
import { definePages, pageNumber } from '#core/kit/pages.ts';
import { listField, ticksField } from '#core/kit/pickers.ts';
import { reachFields } from '#core/kit/reach.ts';
import { channelValue, rowValue } from '#core/kit/values.ts';
import { postId, type PostRef } from '#core/post-ref.ts';
import type { PathwayRow } from './rows.ts';
import { formats, levels, limitsOf, moments } from './rules.ts';

// Once landed, these ids stand in messages and in the database: they are never renamed.
export const ofPathway = z.object({ pathway: rowValue });
const onPage = z.object({ pathway: rowValue, page: pageNumber });
/** `rev`: as it was when the form was opened. */
const changing = z.object({ pathway: rowValue, rev: z.number().int() });
const changingPart = z.object({ pathway: rowValue, rev: z.number().int(), part: rowValue });
/** A skill or an activity: an entry of a menu has room for one id. */
const ofPart = z.object({ part: rowValue });

/** `at`: the channel from which the list was opened, which stands first. */
const inList = z.object({ page: pageNumber, at: channelValue.optional() });
export const listPages = definePages('pathways.list', inList);
export const openList = defineAction('pathways.all', inList);
export const openPathway = defineAction('pathways.open', onPage);
export const pathwayPages = definePages('pathways.page', onPage);
export const openNew = defineAction('pathways.new', z.object({ channel: channelValue }));
export const openName = defineAction('pathways.name', ofPathway);
export const openAdd = defineAction('pathways.add', ofPathway);
export const openAddTo = defineAction('pathways.add-to', ofPart);
export const openSkill = defineAction('pathways.skill', ofPart);
export const skillOut = defineAction('pathways.skill-out', changingPart);
export const openActivity = defineAction('pathways.activity', ofPart);
export const activityOut = defineAction('pathways.activity-out', changingPart);
export const walk = defineAction('pathways.walk', ofPathway);
export const leave = defineAction('pathways.leave', ofPathway);
export const publish = defineAction('pathways.publish', ofPathway);
export const stillRight = defineAction('pathways.right', ofPathway);
export const end = defineAction('pathways.end', ofPathway);
export const takeUp = defineAction('pathways.take-up', ofPathway);
export const openVersions = defineAction('pathways.versions', ofPathway);
export const versionPages = definePages('pathways.versions-page', onPage);
export const getMarkdown = defineAction('pathways.markdown', ofPathway);
export const getTable = defineAction('pathways.table', ofPathway);

const nameFields = {
  role: textField({ most: limitsOf.role }),
  about: textField({ lines: true, most: limitsOf.about, optional: true }),
};
export const newModal = defineModal(
  'pathways.new',
  z.object({ channel: channelValue, wide: z.literal(true).optional() }),
  { ...nameFields, ...reachFields },
);
export const nameModal = defineModal('pathways.name', changing, nameFields);
const skillFields = {
  skill: textField({ most: limitsOf.skill }),
  level: choiceField(levels, 'select'),
};
export const addModal = defineModal('pathways.add', changing, {
  ...skillFields,
  format: choiceField(formats, 'select'),
  lines: textField({ lines: true }),
});
export const skillModal = defineModal('pathways.skill', changingPart, skillFields);
export const activityModal = defineModal('pathways.activity', changingPart, {
  title: textField({ most: limitsOf.title }),
  link: textField({ most: limitsOf.link, optional: true }),
  effort: textField({ most: limitsOf.effort, optional: true }),
  format: choiceField(formats, 'select'),
  required: ticksField(['required'], { optional: true }),
  after: listField(),
  moment: choiceField(moments, 'select'),
});
const none = z.object({});
/** Nothing is filled in there. */
export const listModal = defineModal('pathways.list', none, {});
export const pathwayModal = defineModal('pathways.page', none, {});
export const versionsModal = defineModal('pathways.versions', none, {});

export type OfPathway = Readonly<Record<'pathway', RowId>>;
export const posts = {
  /** In the channel: that it is being made, and what it came to. */
  card: postId<OfPathway>('pathways.card'),
  /** In its thread: that it is published. */
  published: postId<OfPathway & Readonly<Record<'version', number>>>('pathways.published'),
  /** To an editor of a draft: that it can be published. */
  ready: postId<OfPathway>('pathways.ready'),
  /** To an editor: whether it is still right. `since`: when somebody last said so. */
  review: postId<OfPathway & Readonly<{ since: Instant; nth: number }>>('pathways.review'),
  /** A file that somebody asked for. `at`: in minutes. */
  file: postId<OfPathway & Readonly<{ as: number; at: number }>>('pathways.file'),
} as const;

export type OfEditor = OfPathway & Readonly<Record<'person', UserId>>;

export const jobs = {
  /** With an editor's access: asks them, if nobody said for long that it is right. */
  review: jobId<OfEditor>('pathways.review-due'),
} as const;

export const cardPost = ({ id, channel_id: channel }: PathwayRow, owner?: UserId): PostRef =>
  posts.card.ref({ pathway: id }, { kind: 'channel', channel }, owner);

export const publishedPost = (row: PathwayRow, owner: UserId): PostRef =>
  posts.published.ref(
    { pathway: row.id, version: row.version },
    { kind: 'thread', under: cardPost(row) },
    owner,
  );

export const readyPost = ({ id }: PathwayRow, user: UserId): PostRef =>
  posts.ready.ref({ pathway: id }, { kind: 'person', user, urgency: 'rest' });

export const reviewPost = (id: RowId, since: Instant, nth: 1 | 2, user: UserId): PostRef =>
  posts.review.ref({ pathway: id, since, nth }, { kind: 'person', user, urgency: 'check' });

/** In this order: posts say which by its place. */
export const fileFormats = ['markdown', 'table'] as const;
export type FileFormat = (typeof fileFormats)[number];
