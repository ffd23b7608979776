/** What can be pressed, filled in, posted and run about what happened in a project. */
import { z } from 'zod';
import type { Instant } from '#core/clock.ts';
import type { ConnectionId } from '#core/connector.ts';
import { type RowId, type UserId, isId } from '#core/ids.ts';
import { jobId } from '#core/job-ref.ts';
import { defineAction } from '#core/kit/action.ts';
import { choiceField, defineModal, textField } from '#core/kit/modal.ts';
import { definePages, pageNumber } from '#core/kit/pages.ts';
import { listField } from '#core/kit/pickers.ts';
import { rowValue } from '#core/kit/values.ts';
import { postId, type PostRef } from '#core/post-ref.ts';
import type { ProjectRow } from '../plan/rows.ts';
import { mainPost, ofRetro, pageOfRetro } from '../session/ids.ts';
import type { RetroRow } from '../session/rows.ts';

export const seeFacts = defineAction('retro.facts', ofRetro);
export const factsPages = definePages('retro.facts', pageOfRetro);
export const factsModal = defineModal('retro.facts', ofRetro, {});

/** `page`: of the list that holds the button. */
const ofFact = ofRetro.extend({ fact: rowValue, page: pageNumber });

export const makeCard = defineAction('retro.facts-card', ofFact);

/** By the place of a column in its format. */
const columnNumbers = ['0', '1', '2', '3', '4'] as const;

export const cardModal = defineModal('retro.facts-card', ofFact, {
  text: textField(),
  column: choiceField(columnNumbers, 'radio'),
});

export const factsPostId = postId<{ readonly retro: RowId }>('retro.facts');

/** The reply with which a retrospective opens. */
export const factsPost = (row: Pick<RetroRow, 'id' | 'channel_id' | 'facilitator_id'>): PostRef =>
  factsPostId.ref({ retro: row.id }, { kind: 'thread', under: mainPost(row) });

const ofProject = z.object({ project: rowValue });
const connectionValue = z.custom<ConnectionId>(isId);

/** Opens what belongs to a project, from a message (`in`: `message`) or on top of another form. */
export const openSources = defineAction(
  'retro.sources',
  ofProject.extend({ in: z.enum(['message', 'form']) }),
);

/** A source is named by what it is, since others may have changed the list meanwhile. */
export const stopSource = defineAction(
  'retro.sources-stop',
  ofProject.extend({ connection: connectionValue, place: z.string(), label: z.string().nullable() }),
);

export const sourcesModal = defineModal('retro.sources', ofProject, {
  connection: listField(),
  place: textField(),
  label: textField({ optional: true }),
});

/** `at`: each change is told. */
export const sourcesToldId = postId<{ readonly project: RowId; readonly by: UserId; readonly at: Instant }>(
  'retro.sources-told',
);

export const sourcesTold = (row: ProjectRow, by: UserId, at: Instant): PostRef =>
  sourcesToldId.ref({ project: row.id, by, at }, { kind: 'channel', channel: row.channel_id }, by);

export const sourcesEnd = jobId<{ readonly project: RowId }>('retro.sources-end');
