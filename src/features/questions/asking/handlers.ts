/** The command, the shortcut and the forms of asking. A listener is one transaction: all of it happens, or nothing. */
import type { FeaturePart } from '#core/feature.ts';
import { helped } from '#core/help-words.ts';
import { defineJob } from '#core/job.ts';
import { mayPostIn } from '#core/kit/begin.ts';
import { messageOf } from '#core/kit/message.ts';
import {
  errors,
  type Interaction,
  nothing,
  onAction,
  onReading,
  onReadingSubmit,
  onSubmit,
  open,
  push,
  type Reading,
  type Reply,
  say,
  update,
} from '#core/listener.ts';
import { loadSeed } from '#core/lessons.ts';
import { wordsIn } from '#core/message-words.ts';
import { askThis } from '#core/questions.ts';
import { atMoment } from '#core/sentence.ts';
import { copy } from '../copy.ts';
import * as ids from '../ids.ts';
import { openMine } from '../answers/mine.ts';
import { ownQuestion } from '../rows.ts';
import { openKnows } from '../experts/handlers.ts';
import { choosePeople } from '../people/handlers.ts';
import { placesFor, whyNotWords } from '../rules.ts';
import { tell } from '../tell.ts';
import { librariesOf, type Others } from './fitting.ts';
import { askForm, type Chosen, keptWords, openWith } from './form.ts';
import * as operations from './operations.ts';
import * as screens from './screens.ts';

/** In every language. */
export const mineWords: readonly string[] = ['mine', 'meine'];
const knowsWords: readonly string[] = ['expertise', 'expertin', 'wissen'];

const begin = (others: Others) =>
  onReadingSubmit(ids.beginModal, async (interaction, of, { words, channel: chosen }): Promise<Reply> => {
    const t = copy.for(interaction);
    const why = whyNotWords(words);
    const at = of.channel ?? chosen;
    const may = mayPostIn(at === null ? null : await interaction.scope.channel(at));
    if (why !== null || !may.ok)
      return errors({
        ...(why === null ? {} : { words: t.plain(`words.${why}`, screens.tooLong(words)) }),
        ...(may.ok ? {} : { channel: t.plain(may.code === 'archived' ? 'there.archived' : 'there.outside') }),
      });
    return update((await askForm(others, interaction, of, may.value, words)).modal);
  });

/** What was filled in. */
interface Filled {
  readonly words: string;
  readonly place: Chosen['place'] | 'more' | null;
  readonly names: Chosen['names'] | null;
}

const submit =
  (others: Others) =>
  async (interaction: Interaction, of: ids.FormOf, fields: Filled): Promise<Reply> => {
    const { scope, person } = interaction;
    const t = copy.for(interaction);
    const { words } = fields;
    const may = mayPostIn(of.channel === undefined ? null : await scope.channel(of.channel));
    if (!may.ok) return say(screens.handedBack(t, t.mrkdwn(`where.${may.code}`), words));
    const channel = may.value;
    const why = whyNotWords(words);
    if (why !== null) return errors({ words: t.plain(`words.${why}`, screens.tooLong(words)) });
    const place = fields.place ?? 'channel';
    if (place === 'more')
      return update((await askForm(others, interaction, { ...of, wide: true }, channel, words)).modal);
    if (!placesFor(person, channel, of.wide === true).includes(place))
      return errors({ place: t.plain('refused.place') });
    const chosen = { place, names: fields.names ?? 'shown' } as const;
    // Other words may fit something else, or quote it: that is shown before anything is posted.
    const { modal, fitting, quotes } = await askForm(others, interaction, of, channel, words, chosen);
    const shown = new Set(of.shown);
    const isNew = fitting.some(({ id }) => !shown.has(id));
    if (isNew || (quotes.isPrivate && of.told !== true)) return update(modal);
    const kept = keptWords(words, quotes, channel, place, t.plain('unseen.link'));
    if (place === 'people') {
      const next = { ...of, channel: channel.channelId };
      const reply = await choosePeople(others, interaction, next, kept, chosen.names);
      return reply ?? errors({ place: t.plain('people.none') });
    }
    const row = await operations.ask(interaction, person, {
      words: kept,
      link: of.link ?? '',
      channel,
      ...chosen,
    });
    return say(screens.sentMessage(t, row));
  };

/** More than a private channel is asked for: the form with that choice. */
const widen =
  (others: Others) =>
  async (interaction: Reading, of: ids.FormOf, { words, place, names }: Filled): Promise<Reply> => {
    const may = mayPostIn(of.channel === undefined ? null : await interaction.scope.channel(of.channel));
    if (place !== 'more' || !may.ok) return nothing;
    const chosen = { place: 'channel', names: names ?? 'shown' } as const;
    return update(
      (await askForm(others, interaction, { ...of, wide: true }, may.value, words, chosen)).modal,
    );
  };

async function openLesson(
  others: Others,
  interaction: Reading,
  id: Parameters<typeof loadSeed>[2],
): Promise<Reply> {
  for (const library of librariesOf(others)) {
    const lesson = await library.read(interaction.scope, id, interaction.now);
    if (lesson !== null) return push(screens.renderLesson(copy.for(interaction), lesson));
  }
  return tell(interaction, 'fit.gone');
}

/** Only who wrote something asks it: in the words of others it would be theirs. */
async function openOf(
  others: Others,
  interaction: Reading,
  id: Parameters<typeof loadSeed>[2],
): Promise<Reply> {
  const found = await loadSeed(others, interaction.scope, id);
  if (found === null) return tell(interaction, 'refused.gone');
  const { author, channel, words } = found.seed;
  if (author !== interaction.person.userId) return tell(interaction, 'refused.notYours');
  const there = await interaction.scope.channel(channel);
  return openWith(
    others,
    { ...interaction, channel: there },
    words.happened === '' ? words.title : words.happened,
    null,
  );
}

/** @param others the practices that may have an answer, or something to ask about */
export const asking = (others: Others): FeaturePart => ({
  commands: [
    {
      name: '/ask',
      ...helped(copy, (t, { readsAs }) => {
        const knows = readsAs === 'guest' ? [] : [t.mrkdwn('help.expertise')];
        return messageOf(t.mrkdwn('help.what'), t.mrkdwn('help.then'), t.mrkdwn('help.shortcut'), ...knows);
      }),
      takesMentions: true,
      isReader: true,
      run: async (interaction, text) => {
        const word = text.toLowerCase();
        if (mineWords.includes(word)) return openMine(interaction, 0, open);
        if (knowsWords.includes(word)) return openKnows(others, interaction);
        const words = await wordsIn(interaction, text, interaction.channel);
        return openWith(others, interaction, words.trim(), null);
      },
    },
  ],
  shortcuts: [
    {
      callbackId: ids.askAbout,
      type: 'message',
      isReader: true,
      name: copy.named('shortcut.name'),
      summary: copy.named('shortcut.summary'),
      run: async (interaction, message) => {
        const { text = '', link = null } = message ?? {};
        const words = (await wordsIn(interaction, text, interaction.channel)).trim();
        return openWith(others, interaction, words, link);
      },
    },
  ],
  actions: [
    onReading(ids.askSomething, (interaction) => openWith(others, interaction, '', null)),
    onReading(askThis, (interaction, { of }) => openOf(others, interaction, of)),
    onReading(ids.seeLesson, (interaction, { lesson }) => openLesson(others, interaction, lesson)),
    // Nothing is stored of it, not even that it was found.
    onReading(ids.thatAnswers, async (interaction) => update(screens.renderFound(copy.for(interaction)))),
    onAction(ids.closeQuestion, async (interaction, { question: id }) => {
      const question = await ownQuestion(interaction.scope, id);
      if (question === null) return tell(interaction, 'refused.gone');
      const isNew =
        question.row.state === 'open' && (await operations.end(interaction, question, 'closed', null));
      const t = copy.for(interaction);
      const at = atMoment(question.row.ended_at ?? interaction.now);
      return say(messageOf(isNew ? t.mrkdwn('close.done') : t.mrkdwn('close.before', { at })));
    }),
    onAction(ids.withdrawQuestion, async (interaction, { question }) =>
      (await operations.withdraw(interaction, question))
        ? tell(interaction, 'withdraw.done')
        : tell(interaction, 'refused.gone'),
    ),
  ],
  views: [
    begin(others),
    onSubmit(ids.askModal, submit(others), widen(others)),
    // They have nothing to submit.
    onReadingSubmit(ids.lessonModal, async () => nothing),
    onReadingSubmit(ids.foundModal, async () => nothing),
  ],
  jobs: [
    defineJob(ids.jobNames.rest, 'transition', {
      title: copy.titled('title.rest'),
      run: (context, { question }) => operations.rest(context, question),
    }),
    defineJob(ids.jobNames.forget, 'erasure', {
      title: copy.titled('title.forget'),
      run: ({ scope }, { seal }) => scope.anonymize(seal),
    }),
  ],
});
