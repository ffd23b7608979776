/** What can be taken out, as far as the viewer may see it; and what is erased. */
import type { Feature, Json } from '../../core/feature.ts';
import type { RowId } from '../../core/ids.ts';
import type { ReadScope, Subject } from '../../core/scope.ts';
import { actionItems, answers, cards, retros, type ActionRow, type RetroRow } from './tables.ts';

type Records = Readonly<Record<string, Json>>;

/** See `Feature.exportData`. A person's: their cards, the actions they own, the retrospectives they answered or facilitated. */
export async function exportData(view: ReadScope, subject: Subject): Promise<Records> {
  return subject.kind === 'person' ? personsOwn(view, subject.userId) : everything(view, subject);
}

async function personsOwn(view: ReadScope, person: string): Promise<Records> {
  const own = await view.mine(cards).selectAll().orderBy('it.id').execute();
  const given = await view.from(answers).selectAll().orderBy('it.retro_id').execute();
  const seen = await view.from(retros).selectAll().orderBy('it.id').execute();
  const tookPart = new Set<RowId>([...own, ...given].map(({ retro_id }) => retro_id));
  const actions = await view
    .from(actionItems)
    .selectAll()
    .where('it.owner_id', '=', person as NonNullable<ActionRow['owner_id']>)
    .orderBy('it.id')
    .execute();
  return {
    retrospectives: seen
      .filter((row) => tookPart.has(row.id) || row.facilitator_id === person)
      .map(retroRecord),
    answers: given.map(({ retro_id, answer }) => ({ retrospective: retro_id, answer })),
    cards: own.map(({ id, retro_id, column_id, text }) => ({
      id,
      retrospective: retro_id,
      column: column_id,
      text,
    })),
    actions: actions.map(actionRecord),
  };
}

async function everything(view: ReadScope, subject: Subject): Promise<Records> {
  const all = await view.from(retros).selectAll().orderBy('it.id').execute();
  const chosen = all.filter((row) => subject.kind !== 'channel' || row.channel_id === subject.channelId);
  const ids = new Set(chosen.map(({ id }) => id));
  const written = (await view.from(cards).selectAll().orderBy('it.id').execute()).filter(({ retro_id }) =>
    ids.has(retro_id),
  );
  const authors = await view.authors(
    cards,
    written.map(({ id }) => id),
  );
  const actions = (await view.from(actionItems).selectAll().orderBy('it.id').execute()).filter(
    ({ retro_id }) => ids.has(retro_id),
  );
  return {
    retrospectives: chosen.map(retroRecord),
    cards: written.map(({ id, retro_id, column_id, text }) => ({
      id,
      retrospective: retro_id,
      column: column_id,
      text,
      authors: [...(authors.get(id) ?? [])],
    })),
    actions: actions.map(actionRecord),
  };
}

function retroRecord(row: RetroRow): Json {
  return {
    id: row.id,
    channel: row.channel_id,
    about: row.about,
    kind: row.kind,
    format: row.format,
    names: row.names,
    cardsFor: row.cards_for,
    phase: row.phase,
    facilitator: row.facilitator_id,
    endsAt: row.ends_at,
    endedAt: row.ended_at,
  };
}

function actionRecord(row: ActionRow): Json {
  return {
    id: row.id,
    retrospective: row.retro_id,
    what: row.what,
    whenThen: row.when_then,
    owner: row.owner_id,
    dueOn: row.due_on,
    state: row.state,
  };
}

/** See `Feature.forget`. What a team agreed stays the team's when a person goes, without their name; their own cards and answers go. */
export const forget: Feature['forget'] = async (eraser) => {
  await eraser.erase(cards);
  await eraser.erase(answers);
  await eraser.erase(actionItems);
  await eraser.erase(retros);
  await eraser.blank(actionItems, ['owner_id', 'proposer_id']);
  await eraser.blank(retros, ['facilitator_id', 'ended_by']);
};
