/** What belongs to a project in other tools: any full member in its channel says so, and everybody there is told. */
import type { KnownBlock } from '@slack/types';
import type { Followed, KnownConnection } from '#core/connections.ts';
import type { Source } from '#core/connector.ts';
import type { FeaturePart } from '#core/feature.ts';
import { button } from '#core/kit/action.ts';
import { actions, context, section, userText } from '#core/kit/blocks.ts';
import { limits } from '#core/kit/limits.ts';
import { messageOf } from '#core/kit/message.ts';
import { input, renderModal, type RenderedModal } from '#core/kit/modal.ts';
import { postsAbout } from '#core/kit/posts-about.ts';
import {
  errors,
  type Interaction,
  onAction,
  onReading,
  onSubmit,
  open,
  push,
  type Reading,
  type Reply,
  update,
} from '#core/listener.ts';
import { atMoment, channelLink, nameOf } from '#core/sentence.ts';
import { shorten } from '#core/text.ts';
import type { RowId } from '#core/ids.ts';
import { plannedPost } from '../plan/ids.ts';
import { loadProject, type ProjectRow } from '../plan/rows.ts';
import { projectTitled } from '../plan/titles.ts';
import { tell, tellNotHere } from '../session/answers.ts';
import { follow, isSource } from './following.ts';
import * as ids from './ids.ts';
import { hearLate, sinceFor } from './operations.ts';
import { factLimits, inOneLine } from './rules.ts';
import { listed } from './screens.ts';
import { type FactsTranslator, factsWordsFor } from './words.ts';

/** What anyone may do with a project's sources: they see the project, and are a member of the workspace. */
async function withProject<Access extends Reading>(
  interaction: Access,
  id: RowId,
  run: (row: ProjectRow) => Promise<Reply>,
): Promise<Reply> {
  const row = await loadProject(interaction.scope, id);
  if (row === null) return tell(interaction, 'project.gone');
  return interaction.person.memberType === 'member' ? run(row) : tellNotHere(interaction, 'guest');
}

const isOver = ({ state }: ProjectRow): boolean => state === 'cancelled' || state === 'moved';

async function formOf(interaction: Reading, row: ProjectRow, round = ''): Promise<RenderedModal> {
  const { connections } = interaction.scope;
  const known = await connections.list();
  return renderSources(
    factsWordsFor(interaction),
    row,
    { followed: await connections.followedBy(row.id), known },
    round,
  );
}

export function renderSources(
  f: FactsTranslator,
  row: ProjectRow,
  { followed, known }: { readonly followed: readonly Followed[]; readonly known: readonly KnownConnection[] },
  round = '',
): RenderedModal {
  const { id: project, name, channel_id: channel } = row;
  const mayAdd = known.length > 0 && !isOver(row);
  const choices = known.map(({ id, called }) => ({ value: id, text: shorten(called, limits.optionText) }));
  const of = f.plain('sources.connection');
  return renderModal(
    ids.sourcesModal,
    { project },
    mayAdd ? f.modal('sources.title', 'sources.submit', 'close') : f.modal('sources.title'),
    [
      section(f.mrkdwn('sources.intro', { name })),
      context(f.mrkdwn('sources.readers', { channel: channelLink(channel) })),
      ...(followed.length === 0 ? [context(f.mrkdwn('sources.none'))] : []),
      ...followed.flatMap((one) => sourceBlocks(f, project, one, known)),
      ...(known.length === 0 ? [context(f.mrkdwn('sources.noConnections'))] : []),
      ...(mayAdd
        ? [
            input(
              ids.sourcesModal,
              'connection',
              { label: of, groups: [{ label: of, choices: choices.slice(0, limits.options) }] },
              choices[0]?.value ?? null,
            ),
            input(
              ids.sourcesModal,
              'place',
              f.labels('sources.place', { hint: 'sources.placeHint', placeholder: 'sources.placeExample' }),
              '',
              round,
            ),
            input(ids.sourcesModal, 'label', f.labels('sources.label'), '', round),
          ]
        : []),
    ],
  );
}

function sourceBlocks(
  f: FactsTranslator,
  project: RowId,
  { connection, source, readAt, refused }: Followed,
  known: readonly KnownConnection[],
): KnownBlock[] {
  const { place, label } = source;
  const called = known.find(({ id }) => id === connection)?.called ?? f.plain('sources.gone');
  const what =
    label === null
      ? f.pieces('sources.one', { place: { bold: place }, called })
      : f.pieces('sources.labelled', { place: { bold: place }, called, label });
  const state =
    refused !== null
      ? f.mrkdwn(`sources.refused.${refused}`)
      : readAt === null
        ? f.mrkdwn('sources.unread')
        : f.mrkdwn('sources.heard', { at: atMoment(readAt) });
  const stop = button(
    ids.stopSource,
    f.plain('sources.stop'),
    { project, connection, place, label },
    {
      label: shorten(f.plain('sources.stopLabel', { place }), limits.buttonText),
      confirm: f.confirm('sources.stopTitle', 'sources.stopText', 'sources.stopYes'),
    },
  );
  return [userText(...what), context(state), actions([stop])];
}

const show = (interaction: Reading, { project, in: from }: { project: RowId; in: 'message' | 'form' }) =>
  withProject(interaction, project, async (row) =>
    (from === 'message' ? open : push)(await formOf(interaction, row)),
  );

async function changed(interaction: Interaction, row: ProjectRow): Promise<Reply> {
  const { scope, person, now } = interaction;
  await scope.publish(ids.sourcesTold(row, person.userId, now));
  await scope.refresh(plannedPost(row));
  return update(await formOf(interaction, row, interaction.newId()));
}

const add = onSubmit(ids.sourcesModal, async (interaction, { project }, fields): Promise<Reply> => {
  const { scope } = interaction;
  const f = factsWordsFor(interaction);
  return withProject(interaction, project, async (row) => {
    if (isOver(row)) return errors({ place: f.plain('sources.over') });
    const place = inOneLine(fields.place);
    if (place === '') return errors({ place: f.plain('sources.placeEmpty') });
    const length = Math.max(place.length, fields.label.length);
    if (length > factLimits.place)
      return errors({
        [place.length === length ? 'place' : 'label']: f.plain('sources.placeLong', {
          length,
          most: factLimits.place,
        }),
      });
    const known = await scope.connections.list();
    const connection = known.find(({ id }) => id === fields.connection);
    if (connection === undefined) return errors({ connection: f.plain('sources.connectionGone') });
    const label = inOneLine(fields.label);
    const source: Source = { place, label: label === '' ? null : label };
    const followed = await scope.connections.followedBy(row.id);
    if (followed.some((one) => isSource(one, connection.id, source)))
      return errors({ place: f.plain('sources.twice') });
    if (followed.length >= factLimits.sources)
      return errors({ place: f.plain('sources.many', { most: factLimits.sources }) });
    const since = await sinceFor(scope, row, null);
    await follow(interaction, row, connection.id, source, since);
    await hearLate(interaction, row);
    return changed(interaction, row);
  });
});

const stop = onAction(ids.stopSource, (interaction, { project, connection, place, label }) =>
  withProject(interaction, project, async (row) => {
    const { connections } = interaction.scope;
    const source = { place, label };
    // Somebody else has stopped it: the list says so.
    if (!(await connections.followedBy(row.id)).some((one) => isSource(one, connection, source)))
      return update(await formOf(interaction, row));
    await connections.unfollow(row.id, connection, source);
    return changed(interaction, row);
  }),
);

const { post } = postsAbout(
  { for: factsWordsFor, titled: projectTitled },
  (read, { project }: Readonly<Record<'project', RowId>>) => loadProject(read, project),
);

/** What belongs to it now, and who changed that. */
const told = post(ids.sourcesToldId, 'title.sourcesTold', async (f, row, { by }, read) => {
  const places = (await read.connections.followedBy(row.id)).map(({ source }) => source.place);
  const who = { by: nameOf(by), name: row.name };
  return messageOf(
    places.length === 0
      ? f.mrkdwn('told.none', who)
      : f.mrkdwn('told', { ...who, places: listed(f, [...new Set(places)]) }),
  );
});

export const sourceListeners: FeaturePart = {
  actions: [onReading(ids.openSources, show), stop],
  views: [add],
  posts: [told],
};
