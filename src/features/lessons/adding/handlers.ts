/** Submissions and buttons of lessons that are saved from anywhere. */
import type { FeaturePart } from '#core/feature.ts';
import {
  errors,
  type Interaction,
  nothing,
  onAction,
  onSubmit,
  type Reply,
  say,
  update,
} from '#core/listener.ts';
import { visibilityOf, visibilityOffer } from '#core/visibility.ts';
import { lessonsCopy } from '../copy.ts';
import { withOwn } from '../read.ts';
import { ownDrafts } from '../rows.ts';
import { readTyped, type Typed } from '../rules.ts';
import { told } from '../screens.ts';
import { fieldErrors, refusedMessage } from '../writing/screens.ts';
import { channelFor, newForm, nothingTyped } from './form.ts';
import { addModal, type AddOf, discardAdded, savedModal, whereModal } from './ids.ts';
import { addIt } from './operations.ts';
import { renderAdd, renderSaved } from './screens.ts';

/** Only drafts of this form, whatever a form names: a card's author is known by theirs. */
const isAdding = ({ draft }: Pick<AddOf, 'draft'>): boolean => draft.startsWith('add:');

async function save(
  interaction: Interaction,
  of: AddOf,
  kept: Typed,
  chosen: Parameters<typeof visibilityOf>[1],
): Promise<Reply> {
  const { scope, person } = interaction;
  const t = lessonsCopy.for(interaction);
  const may = await channelFor(scope, of.channel);
  if (!may.ok) return say(refusedMessage(t, 'refused.noChannel', kept));
  const reach = visibilityOf(visibilityOffer(person, may.value), chosen, of.wide === true);
  const id = await addIt(interaction, person.userId, { channel: may.value, kept, reach });
  await ownDrafts.drop(scope, of.draft);
  const saved = await withOwn(interaction, id);
  return saved === null ? nothing : update(renderSaved(t, saved));
}

/** Resets the form. */
async function discard(interaction: Interaction, of: AddOf): Promise<Reply> {
  if (!isAdding(of)) return told(interaction, 'refused.gone');
  await ownDrafts.drop(interaction.scope, of.draft);
  const form = await newForm(interaction, of, { typed: nothingTyped });
  // The inputs keep what was typed as long as they keep their names.
  return update(renderAdd(lessonsCopy.for(interaction), { ...form, round: interaction.newId() }));
}

const add = onSubmit(
  addModal,
  async (interaction, of, fields) => {
    const { kept, refusals } = readTyped(fields);
    if (Object.keys(refusals).length > 0)
      return errors(fieldErrors(lessonsCopy.for(interaction), fields, refusals));
    return save(interaction, of, kept, fields.reach);
  },
  async (interaction, of, fields) => {
    if (!isAdding(of)) return nothing;
    await ownDrafts.keep(interaction, of.draft, fields, nothingTyped);
    if (fields.ask !== 'more') return nothing;
    const form = await newForm(interaction, { ...of, wide: true }, { typed: fields });
    return update(renderAdd(lessonsCopy.for(interaction), form));
  },
);

const where = onSubmit(whereModal, async (interaction, of, { channel }) => {
  const { scope } = interaction;
  const t = lessonsCopy.for(interaction);
  const may = await channelFor(scope, channel);
  if (!may.ok)
    return errors({ channel: t.plain(may.code === 'archived' ? 'there.archived' : 'there.outside') });
  const typed = (await ownDrafts.of(scope, of.draft)) ?? nothingTyped;
  const form = await newForm(interaction, { draft: of.draft, channel: may.value.channelId }, { typed });
  return update(renderAdd(t, form));
});

export const adding: FeaturePart = {
  actions: [onAction(discardAdded, discard)],
  views: [
    add,
    where,
    // It has nothing to submit; its buttons are actions.
    onSubmit(savedModal, async () => nothing),
  ],
};
