/** Submitted modals. What is refused is said at its field, and what was typed stays. */
import { messageOf } from '../../core/kit/message.ts';
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
import { userId } from '../../core/ids.ts';
import { wordsFor } from './blocks/words.ts';
import { formDrawing, previewDrawing } from './blocks/write.ts';
import { rhythmLine } from './blocks/timeline.ts';
import { limitsOf, questions, whyNotText, type TextRefusal } from './domain.ts';
import * as ids from './ids.ts';
import { channelsOf, draftOf, isTaken, keepingOf, ownRows } from './repository.ts';
import { wantFirst } from './service/first.ts';
import { invite } from './service/invite.ts';
import { setRhythm } from './service/keep.ts';
import { timeline, typedOf } from './service/read.ts';
import {
  change,
  check,
  keepDraft,
  publish,
  withdrawEntry,
  type Refused,
  type Typed,
} from './service/write.ts';

const wordsIn = ({ person, locale }: Interaction) => wordsFor(person, locale);
const sayIn = (interaction: Interaction) => wordsIn(interaction).say;

const typedIn = (fields: { question: Typed['question'] | null } & Omit<Typed, 'question'>): Typed => ({
  ...fields,
  question: fields.question ?? questions[0],
});

const textError = (interaction: Interaction, why: TextRefusal, text: string) =>
  sayIn(interaction).plain(`refused.${why}`, { length: text.length, most: limitsOf.text });

/** One sentence for all channels that cannot be chosen. */
function channelsError(interaction: Interaction, refused: Refused['channels']): string {
  const words = sayIn(interaction);
  return refused
    .map((one) =>
      one.code === 'none' || one.code === 'noChannel' || one.name === null
        ? words.plain(one.code === 'none' ? 'refused.none' : 'refused.noChannel')
        : words.plain(`refused.${one.code}`, { channel: one.name }),
    )
    .filter((sentence, index, all) => all.indexOf(sentence) === index)
    .join(' ');
}

const form = onSubmit(
  ids.formModal,
  async (interaction, { entry }, fields): Promise<Reply> => {
    const typed = typedIn(fields);
    const { scope, person } = interaction;
    if (await isTaken(scope, entry)) return errors({ text: sayIn(interaction).plain('refused.gone') });
    const checked = await check(scope, typed);
    if (!checked.ok) {
      const { text, channels } = checked.why;
      return errors({
        ...(text === null ? {} : { text: textError(interaction, text, typed.text) }),
        ...(channels.length === 0 ? {} : { channels: channelsError(interaction, channels) }),
      });
    }
    const draft = await keepDraft(interaction, entry, typed);
    if (draft === null) return nothing;
    await scope.refreshHome(person.userId);
    return update(previewDrawing(wordsIn(interaction), person.userId, draft, checked.channels));
  },
  async (interaction, { entry }, fields): Promise<Reply> => {
    // Published meanwhile, from another window, or somebody else's: what is typed here belongs to nothing.
    if (await isTaken(interaction.scope, entry)) return nothing;
    await keepDraft(interaction, entry, typedIn(fields));
    return nothing;
  },
);

const preview = onSubmit(ids.previewModal, async (interaction, { entry, version }): Promise<Reply> => {
  const { scope, person } = interaction;
  const published = await publish(interaction, person, entry, version);
  if (published.ok) return clear;
  const words = wordsIn(interaction);
  const draft = await draftOf(scope, entry);
  if (draft === null || published.code === 'gone') return say(messageOf(words.say.mrkdwn('refused.gone')));
  const checked = await check(scope, { text: draft.text, channels: channelsOf(draft) });
  if (checked.ok) return update(previewDrawing(words, person.userId, draft, checked.channels));
  const notice = words.say.mrkdwn('refused.notNow', {
    why: channelsError(interaction, checked.why.channels),
  });
  return update(formDrawing(words, entry, typedOf(draft), { isKept: true, notice }));
});

const edit = onSubmit(
  ids.editModal,
  async (interaction, { entry }, fields): Promise<Reply> => {
    const typed = typedIn({ ...fields, channels: [] });
    const why = whyNotText(typed.text);
    if (why !== null) return errors({ text: textError(interaction, why, typed.text) });
    const changed = await change(interaction, entry, { question: typed.question, text: typed.text });
    return changed.ok ? clear : errors({ text: sayIn(interaction).plain('refused.notYours') });
  },
  async (interaction, { entry }, fields): Promise<Reply> => {
    if ((await ownRows(interaction.scope, entry)).length === 0) return nothing;
    await keepDraft(interaction, entry, typedIn({ ...fields, channels: [] }));
    return nothing;
  },
);

const withdraw = onSubmit(ids.withdrawModal, async (interaction, { entry }): Promise<Reply> => {
  const taken = await withdrawEntry(interaction, interaction.person, entry);
  return taken.ok ? clear : say(messageOf(sayIn(interaction).mrkdwn('refused.notYours')));
});

const rhythm = onSubmit(ids.rhythmModal, async (interaction, { by }, fields): Promise<Reply> => {
  const wanted = fields.rhythm ?? 'never';
  await setRhythm(interaction, interaction.person, wanted, by);
  const keeping = await keepingOf(interaction.scope);
  const words = wordsIn(interaction);
  return say(messageOf(rhythmLine(words, keeping)));
});

const first = onSubmit(ids.firstModal, async (interaction, _metadata, { channel }): Promise<Reply> => {
  const words = sayIn(interaction);
  if (channel === null) return errors({ channel: words.plain('refused.none') });
  const wanted = await wantFirst(interaction, interaction.person, channel);
  if (wanted.ok) return clear;
  const name = (await interaction.scope.channel(channel))?.name ?? '';
  return errors({
    channel:
      wanted.code === 'noChannel'
        ? words.plain('refused.noChannel')
        : words.plain(`refused.${wanted.code}`, { channel: name }),
  });
});

const another = onSubmit(ids.anotherModal, async (interaction, _metadata, { person }): Promise<Reply> => {
  const chosen = person ?? userId(interaction.person.userId);
  return update(await timeline(interaction, chosen));
});

const invited = onSubmit(ids.inviteModal, async (interaction, _metadata, { people }): Promise<Reply> => {
  const outcome = await invite(interaction, interaction.person, people);
  const words = sayIn(interaction);
  if (outcome.ok) return say(messageOf(words.mrkdwn('invite.done', { count: outcome.value })));
  return errors({ people: words.plain(`refused.${outcome.code}`, { most: limitsOf.invited }) });
});

export const views: readonly ViewListener[] = [
  form,
  preview,
  edit,
  withdraw,
  rhythm,
  first,
  another,
  invited,
];
