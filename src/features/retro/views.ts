/** Submitted modals. What is refused is said at its field, and what was typed stays. */
import { onDay } from '../../core/copy.ts';
import {
  clear,
  errors,
  nothing,
  onSubmit,
  say,
  update,
  type Interaction,
  type Reply,
  type ViewListener,
} from '../../core/listener.ts';
import { rowId } from '../../core/ids.ts';
import { shorten } from '../../core/text.ts';
import type { LocalDate } from '../../core/time/date.ts';
import { actionError } from './blocks/action-errors.ts';
import { columnFields, ownDrawing } from './blocks/cards.ts';
import { startDrawing, type StartFields } from './blocks/start.ts';
import { messageOf, wordsFor } from './blocks/words.ts';
import { startViewOf } from './commands.ts';
import { limitsOf, type Refusal } from './domain.ts';
import { stateOfNew } from './domain/actions.ts';
import { columnLimits } from './domain/columns.ts';
import { cardsModal, confirmModal, editModal, proposeModal, startModal } from './ids.ts';
import { columnsIn } from './formats.ts';
import { loadRetro, ownCardsOf } from './repository.ts';
import { changeCard, saveCards, type CardsRefusal } from './service/cards.ts';
import { keepDraft } from './service/drafts.ts';
import { happen } from './service/happen.ts';
import { linesOf } from './service/mend.ts';
import { mayStart, type Wishes, type WishRefusal } from './domain/start.ts';
import { startRetro } from './service/start.ts';
import { controlViews } from './views/control.ts';
import { discussViews } from './views/discuss.ts';
import { followViews } from './views/follow-up.ts';
import { groupViews } from './views/group.ts';
import { planViews } from './views/plan.ts';
import { voteViews } from './views/vote.ts';

const wordsIn = ({ person, locale }: Interaction) => wordsFor(person, locale);
const sayIn = (interaction: Interaction) => wordsIn(interaction).say;

const start = onSubmit(
  startModal,
  async (interaction, { channel: id, project, ended }, fields): Promise<Reply> => {
    const channel = await interaction.scope.channel(id);
    const may = mayStart(interaction.person, channel);
    if (!may.ok || channel === null)
      return errors({
        about: sayIn(interaction).plain(may.ok ? 'refused.noChannel' : `refused.${may.code}`),
      });
    const wishes = wishesOf(fields, ended);
    const started = await startRetro(interaction, interaction.person, channel, wishes, project);
    if (started.ok) return nothing;
    const outside = started.refusals.find((refusal) => refusal.code === 'peopleOutside');
    if (outside?.code === 'peopleOutside') {
      // The sentence at a field is plain text, which cannot name a person: so they are named in the form.
      const view = await startViewOf(interaction, channel, fields.about, { project, ended });
      return update(
        startDrawing(wordsIn(interaction), { ...view, chosen: fields, outside: outside.people }, true),
      );
    }
    const each = started.refusals.map((refusal) => wishError(interaction, refusal, fields.about.length));
    return errors(Object.assign({}, ...each) as Record<string, string>);
  },
  async (interaction, { channel: id, isFull, project, ended }, fields): Promise<Reply> => {
    const channel = await interaction.scope.channel(id);
    if (channel === null) return nothing;
    const view = await startViewOf(interaction, channel, fields.about, { project, ended });
    return update(startDrawing(wordsIn(interaction), { ...view, chosen: fields }, isFull === true));
  },
);

/** @param ended when it did, where the form does not ask */
function wishesOf(fields: StartFields, ended: LocalDate | undefined): Wishes {
  const unlessUsual = <Choice extends string>(choice: Choice | 'usual' | null): Choice | null =>
    choice === 'usual' ? null : choice;
  return {
    ...fields,
    ended: fields.ended ?? ended ?? null,
    format: unlessUsual(fields.format),
    columns: linesOf(fields.columns),
    pace: unlessUsual(fields.pace),
    collect: unlessUsual(fields.collect),
    group: unlessUsual(fields.group),
    vote: unlessUsual(fields.vote),
    discuss: unlessUsual(fields.discuss),
    actions: unlessUsual(fields.actions),
  };
}

/** @param length of the name that was typed */
function wishError(interaction: Interaction, refusal: WishRefusal, length: number): Record<string, string> {
  const words = sayIn(interaction);
  switch (refusal.code) {
    case 'aboutEmpty':
      return { about: words.plain('start.aboutEmpty') };
    case 'aboutLong':
      return { about: words.plain('start.aboutLong', { length, most: limitsOf.about }) };
    case 'endedFar':
      return { ended: words.plain('start.endedFar', { example: onDay(interaction.now) }) };
    case 'peopleOutside':
      // They are named in the form itself: see `start`.
      return {};
    case 'columnsFew':
      return { columns: words.plain('columns.few') };
    case 'columnsMany':
      return { columns: words.plain('columns.many', { count: refusal.count, most: columnLimits.most }) };
    case 'columnsLong':
      return {
        columns: words.plain('columns.long', {
          column: shorten(refusal.column, 40),
          length: refusal.column.length,
          most: columnLimits.length,
        }),
      };
    case 'columnsTwice':
      return { columns: words.plain('columns.twice', { column: refusal.column }) };
    case 'projectOver':
      return { about: words.plain('start.projectOver') };
    case 'manyOpen':
      return { about: words.plain('start.manyOpen', { count: refusal.count }) };
    case 'facilitatorOutside':
      return { facilitator: words.plain('start.facilitatorOutside') };
  }
}

const save = onSubmit(
  cardsModal,
  async (interaction, { retro: id, shown }, fields): Promise<Reply> => {
    const loaded = await loadRetro(interaction.scope, id);
    const typed = columnFields.map((name) => fields[name]);
    // Said where something was typed, so that it is seen beside what cannot be kept.
    const first = Math.max(
      0,
      typed.findIndex((text) => text !== ''),
    );
    const at = (column: number, sentence: string) =>
      errors({ [columnFields[column] ?? 'column0']: sentence });
    if (loaded === null) return at(first, sayIn(interaction).plain('refused.gone'));
    const saved = await saveCards(interaction, loaded, interaction.person.userId, shown, typed);
    if (saved.ok) return nothing;
    return at(saved.why.kind === 'long' ? saved.why.column : first, cardsError(interaction, saved.why));
  },
  async (interaction, { retro: id, shown }, fields): Promise<Reply> => {
    const loaded = await loadRetro(interaction.scope, id);
    if (loaded === null) return nothing;
    const columns = columnsIn(loaded.row);
    const typed = columnFields.slice(0, columns.length).map((name) => fields[name]);
    await keepDraft(interaction, loaded, interaction.person.userId, { typed, shown });
    return nothing;
  },
);

function cardsError(interaction: Interaction, why: CardsRefusal): string {
  const words = sayIn(interaction);
  switch (why.kind) {
    case 'empty':
      return words.plain('cards.empty');
    case 'long':
      return words.plain('cards.long', { length: why.length, most: limitsOf.card });
    case 'many':
      return words.plain('cards.many', { count: why.count, most: limitsOf.cardsEach });
    case 'rules':
      return words.plain(`refused.${why.code}`);
  }
}

const edit = onSubmit(editModal, async (interaction, { card }, { text }): Promise<Reply> => {
  const words = sayIn(interaction);
  const lines = linesOf(text);
  const [line] = lines;
  if (line === undefined) return errors({ text: words.plain('edit.empty') });
  if (lines.length > 1) return errors({ text: words.plain('edit.lines') });
  if (line.length > limitsOf.card)
    return errors({ text: words.plain('cards.long', { length: line.length, most: limitsOf.card }) });
  const changed = await changeCard(interaction, card, interaction.person.userId, line);
  if (!changed.ok) return errors({ text: words.plain(`refused.${changed.code}`) });
  const { row } = changed.value;
  return update(
    ownDrawing(wordsIn(interaction), changed.value, await ownCardsOf(interaction.scope, row.id), 0),
  );
});

const propose = onSubmit(proposeModal, async (interaction, { retro: id }, fields): Promise<Reply> => {
  const loaded = await loadRetro(interaction.scope, id);
  if (loaded === null) return errors({ what: sayIn(interaction).plain('refused.gone') });
  const by = interaction.person.userId;
  const action = {
    id: rowId(interaction.newId()),
    what: fields.what,
    whenThen: fields.whenThen,
    owner: fields.owner,
    proposer: by,
    dueOn: fields.due ?? '',
    state: stateOfNew(by, fields.owner),
    doneAt: null,
    reason: '',
    helped: null,
    helpedHow: '',
  };
  const happened = await happen(interaction, loaded, { kind: 'propose', by, action });
  if (happened.ok) return nothing;
  return errors({
    [fieldOf(happened.code)]: actionError(wordsIn(interaction), happened.code, interaction.now, {
      what: fields.what.length,
      whenThen: fields.whenThen.length,
    }),
  });
});

function fieldOf(code: Refusal): 'what' | 'owner' | 'due' | 'whenThen' {
  if (code === 'ownerOutside') return 'owner';
  if (code === 'whenLong') return 'whenThen';
  return code === 'dueWrong' || code === 'duePast' || code === 'dueFar' ? 'due' : 'what';
}

const confirm = onSubmit(confirmModal, async (interaction, { retro: id, phase, what }): Promise<Reply> => {
  const loaded = await loadRetro(interaction.scope, id);
  const by = interaction.person.userId;
  const event =
    what === 'end' ? ({ kind: 'endPhase', by, phase } as const) : ({ kind: 'cancel', by } as const);
  const happened = loaded === null ? null : await happen(interaction, loaded, event);
  if (happened?.ok === true) return clear;
  return say(messageOf(sayIn(interaction).mrkdwn(`refused.${happened === null ? 'gone' : happened.code}`)));
});

export const views: readonly ViewListener[] = [
  start,
  save,
  edit,
  propose,
  confirm,
  ...controlViews,
  ...discussViews,
  ...followViews,
  ...groupViews,
  ...voteViews,
  ...planViews,
];
