/** Buttons and menus. Each is decided from what is stored when it is pressed, never from what it carries. */
import { onPages } from '../../core/kit/pages.ts';
import { messageOf } from '../../core/kit/message.ts';
import type { JourneyKey } from '../../../locales/journey.ts';
import type { RowId } from '../../core/ids.ts';
import {
  onAction,
  open,
  say,
  update,
  type ActionListener,
  type Interaction,
  type Reply,
} from '../../core/listener.ts';
import { anotherDrawing } from './blocks/timeline.ts';
import { firstDrawing, rhythmDrawing } from './blocks/ask.ts';
import { wordsFor } from './blocks/words.ts';
import { formDrawing, withdrawDrawing } from './blocks/write.ts';
import * as ids from './ids.ts';
import { draftOf, keepingOf, loadFirst, ownRows } from './repository.ts';
import { endFirst } from './service/first.ts';
import { setRhythm, stopAsking } from './service/keep.ts';
import { editForm, emptyForm, timeline, typedOf, writeForm } from './service/read.ts';
import { dropDraft } from './service/write.ts';

const wordsIn = ({ person, locale }: Interaction) => wordsFor(person, locale);

/** A sentence for the person alone. */
function tell(interaction: Interaction, key: JourneyKey): Reply {
  return say(messageOf(wordsIn(interaction).say.mrkdwn(key)));
}

async function edit(interaction: Interaction, entry: RowId): Promise<Reply> {
  const form = await editForm(interaction, entry);
  return form === null ? tell(interaction, 'refused.notYours') : open(form);
}

async function withdraw(interaction: Interaction, entry: RowId): Promise<Reply> {
  const [row] = await ownRows(interaction.scope, entry);
  if (row === undefined) return tell(interaction, 'refused.notYours');
  return open(withdrawDrawing(wordsIn(interaction), entry, row.text));
}

/** Back from what will be posted to the form. */
async function writeOn(interaction: Interaction, entry: RowId): Promise<Reply> {
  const draft = await draftOf(interaction.scope, entry);
  if (draft === null) return tell(interaction, 'refused.gone');
  return update(formDrawing(wordsIn(interaction), entry, typedOf(draft), { isKept: true }));
}

/** The inputs keep what was typed as long as they keep their names. */
async function discard(interaction: Interaction, entry: RowId): Promise<Reply> {
  await dropDraft(interaction, entry);
  await interaction.scope.refreshHome(interaction.person.userId);
  const round = interaction.newId();
  const form = await editForm(interaction, entry, round);
  return update(form ?? formDrawing(wordsIn(interaction), entry, await emptyForm(interaction), { round }));
}

async function rhythm(
  interaction: Interaction,
  { by }: { by?: Interaction['person']['userId'] | undefined },
) {
  const keeping = await keepingOf(interaction.scope);
  const isChosen = keeping !== null && (by === undefined || keeping.rhythm !== 'never');
  return open(rhythmDrawing(wordsIn(interaction), isChosen ? keeping.rhythm : 'fortnight', by));
}

async function dontWait(interaction: Interaction, first: RowId): Promise<Reply> {
  const row = await loadFirst(interaction.scope, first);
  if (row === null) return tell(interaction, 'refused.firstOver');
  const ended = await endFirst(interaction, row, 'ended', interaction.person.userId);
  return tell(interaction, ended.ok ? 'first.endedNow' : 'refused.firstOver');
}

export const actions: readonly ActionListener[] = [
  onAction(ids.write, async (interaction, { nth }) => open(await writeForm(interaction, nth))),
  onAction(ids.writeOn, (interaction, { entry }) => writeOn(interaction, entry)),
  onAction(ids.discard, (interaction, { entry }) => discard(interaction, entry)),
  onAction(ids.edit, (interaction, { entry }) => edit(interaction, entry)),
  onAction(ids.withdraw, (interaction, { entry }) => withdraw(interaction, entry)),
  onAction(ids.manage, (interaction, { e, do: what }) =>
    what === 'edit' ? edit(interaction, e) : withdraw(interaction, e),
  ),
  onAction(ids.seeJourney, async (interaction, { person }) => open(await timeline(interaction, person))),
  ...onPages(ids.timelinePages, async (interaction, { person, page }) =>
    update(await timeline(interaction, person, page)),
  ),
  onAction(ids.seeAnother, async (interaction) => open(anotherDrawing(wordsIn(interaction)))),
  onAction(ids.chooseRhythm, rhythm),
  onAction(ids.decline, async (interaction, { by }) => {
    await setRhythm(interaction, interaction.person, 'never', by);
    return tell(interaction, 'invitation.declined');
  }),
  onAction(ids.stop, async (interaction, { nth }) => {
    await stopAsking(interaction, interaction.person.userId, nth);
    return tell(interaction, 'ask.stopped');
  }),
  onAction(ids.goFirst, async (interaction) => open(firstDrawing(wordsIn(interaction)))),
  onAction(ids.dontWait, (interaction, { first }) => dontWait(interaction, first)),
];
