/** An owner says whether an action helped, and what changed because of it. */
import type { FeaturePart } from '#core/feature.ts';
import { isId, rowId } from '#core/ids.ts';
import type { RenderedModal } from '#core/kit/modal.ts';
import { standardFrom } from '#core/kit/standard-fields.ts';
import {
  errors,
  type Interaction,
  onReading,
  onSubmit,
  open,
  type Reading,
  type Reply,
  update,
} from '#core/listener.ts';
import type { Work } from '#core/work.ts';
import * as actionHandlers from '../action-items/handlers.ts';
import { actionRecords, type ActionRow } from '../action-items/operations.ts';
import type { ListAt } from '../action-items/ids.ts';
import { helpedAs, sayChanged } from '../action-items/screens.ts';
import { type Others, shelvesOf } from '../lessons/operations.ts';
import { tell } from '../session/answers.ts';
import { type Helped, helpedAnswers } from '../session/phases.ts';
import { wordsFor } from '../session/words.ts';
import { isSame, type SaidStandard } from './rules.ts';
import { type Choosable, helpedModal, none, renderHelped } from './screens.ts';

/** The lessons of an action's retrospective, of which the person may say that they changed a standard. */
async function choosable(
  others: Others,
  { scope, now }: Pick<Reading, 'scope' | 'now'>,
  { retro_id: retro }: ActionRow,
): Promise<readonly Choosable[]> {
  const all: Choosable[] = [];
  for (const library of shelvesOf(others)) all.push(...(await library.holding(scope, retro, now)));
  return all;
}

async function formOf(
  others: Others,
  interaction: Reading,
  row: ActionRow,
  helped: Helped,
  at?: ListAt,
): Promise<RenderedModal> {
  return renderHelped(wordsFor(interaction), row, helped, await choosable(others, interaction, row), at);
}

/** One press is an answer; then it asks for an optional line, and what changed. */
const askMore =
  (others: Others, helped: Helped) =>
  async (interaction: Reading, { action: id, page, channel }: actionHandlers.OfAction): Promise<Reply> => {
    const found = await actionHandlers.find(interaction, id);
    if (found === null) return tell(interaction, 'refused.noSuchAction');
    const form = await formOf(others, interaction, found.action, helped, { page, channel });
    return (page === undefined ? open : update)(form);
  };

/** A standard often changes later than an action helps. */
const askAgain = (others: Others) =>
  onReading(sayChanged, async (interaction, { action: id }): Promise<Reply> => {
    const found = await actionHandlers.find(interaction, id);
    if (found === null || found.action.helped === null) return tell(interaction, 'refused.noSuchAction');
    const { action } = found;
    return action.owner_id === interaction.person.userId
      ? open(await formOf(others, interaction, action, found.action.helped))
      : actionHandlers.whyRefused(interaction, id, 'notYourAction');
  });

/** Records it with the lesson that it belongs to, unless that says so already. */
async function recordWith(
  others: Others,
  work: Work & Pick<Interaction, 'person'>,
  before: ActionRow,
  said: SaidStandard | null | undefined,
): Promise<void> {
  if (said == null || said.lesson === null || isSame(actionRecords.read(before), said)) return;
  const { kind, name, link, lesson } = said;
  for (const library of shelvesOf(others))
    if (await library.changed(work, lesson, work.person.userId, { kind, name, link })) return;
}

const saveWith = (others: Others) =>
  onSubmit(helpedModal, async (interaction, of, fields): Promise<Reply> => {
    const found = await actionHandlers.find(interaction, of.action);
    if (found === null) return actionHandlers.refusedAt(interaction, of.action, 'how', 'noSuchAction');
    const read = await readStandardFields(others, interaction, found.action, fields);
    if (!read.ok) return errors(read.mistakes);
    const { said } = read;
    const why = await actionHandlers.decideOn(interaction, of.action, {
      kind: 'helped',
      helped: of.helped,
      how: fields.how,
      ...(said === undefined ? {} : { standard: said }),
    });
    if (why !== null) return actionHandlers.refusedAt(interaction, of.action, 'how', why, fields.how.length);
    await recordWith(others, interaction, found.action, said);
    return actionHandlers.afterwards(interaction, of);
  });

type Fields = Parameters<Parameters<typeof onSubmit<never, (typeof helpedModal)['fields']>>[1]>[2];

/** @returns what changed: `null` if nothing did, `undefined` if the form did not ask */
async function readStandardFields(
  others: Others,
  interaction: Reading,
  row: ActionRow,
  { kind, name, link, lesson }: Fields,
): Promise<
  | { readonly ok: true; readonly said: SaidStandard | null | undefined }
  | { readonly ok: false; readonly mistakes: Readonly<Record<string, string>> }
> {
  if (kind === null) return { ok: true, said: undefined };
  const t = wordsFor(interaction);
  if (kind === none && name === '' && link === '') return { ok: true, said: null };
  const typed = await standardFrom(interaction.scope, t, { kind: kind === none ? null : kind, name, link });
  if (!typed.ok) return typed;
  if (lesson === null || lesson === none) return { ok: true, said: { ...typed.standard, lesson: null } };
  const chosen = (await choosable(others, interaction, row)).find(
    ({ id }) => isId(lesson) && id === rowId(lesson),
  );
  return chosen === undefined
    ? { ok: false, mistakes: { lesson: t.plain('helped.lessonGone') } }
    : { ok: true, said: { ...typed.standard, lesson: chosen.id } };
}

/** @param others the practices that keep lessons */
export const askingWhatChanged = (others: Others): FeaturePart => ({
  actions: [
    ...helpedAnswers.map((helped) =>
      actionHandlers.press(
        helpedAs[helped],
        () => ({ kind: 'helped', helped, how: '' }),
        askMore(others, helped),
      ),
    ),
    askAgain(others),
  ],
  views: [saveWith(others)],
});
