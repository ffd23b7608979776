/** Commands, buttons and forms. A listener is one transaction: all of it happens, or nothing. */
import { helped } from '#core/help-words.ts';
import type { ChannelId, RowId, UserId } from '#core/ids.ts';
import { mayPostIn } from '#core/kit/begin.ts';
import { limits } from '#core/kit/limits.ts';
import { messageOf } from '#core/kit/message.ts';
import {
  type ActionListener,
  type Command,
  errors,
  type Interaction,
  nothing,
  onAction,
  onReading,
  onSubmit,
  open,
  type Reading,
  type Reply,
  say,
  type Shortcut,
  update,
  type ViewListener,
} from '#core/listener.ts';
import { linkFor } from '#core/message-link.ts';
import type { Channel } from '#core/people.ts';
import { wordsIn } from '#core/message-words.ts';
import { definePost } from '#core/post.ts';
import type { ReadScope } from '#core/scope.ts';
import { channelLink } from '#core/sentence.ts';
import { sayThanks } from '#core/thanks.ts';
import { copy } from './copy.ts';
import { openPack } from './evidence/handlers.ts';
import type { Practices } from './evidence/operations.ts';
import { give, peopleRefusal, showIt, takeItBack } from './operations.ts';
import { loadThanks, shownTogether } from './rows.ts';
import * as rules from './rules.ts';
import * as screens from './screens.ts';

const values = (what: string, name = '') => ({
  name,
  length: what.length,
  most: rules.limitsOf.what,
  people: rules.limitsOf.people,
});

const usable = (channel: Channel | null): Channel | null => {
  const may = mayPostIn(channel);
  return may.ok ? may.value : null;
};

/** After the command, in each language. */
const evidenceWords: readonly string[] = ['evidence', 'nachweise'];

/** A complete command is given at once; otherwise the form opens with what is missing or wrong. */
async function fromCommand(interaction: Interaction, text: string): Promise<Reply> {
  const { scope, person } = interaction;
  const t = copy.for(interaction);
  const typed = rules.readTyped(text);
  const { people, channels } = typed;
  const [named] = channels;
  const whom: rules.Kind = named === undefined ? 'people' : 'team';
  const here = usable(interaction.channel);
  const channel = named === undefined ? here : usable(await scope.channel(named));
  const what = (await wordsIn(interaction, typed.what, channel)).trim();
  if (what.length > limits.input) return say(screens.longMessage(t, what));
  const form: screens.FormView = {
    of: {},
    whom,
    what,
    channel: channel?.channelId,
    people: people.length > rules.limitsOf.people ? [] : people.filter((user) => user !== person.userId),
  };
  if (text === '') return open(screens.renderForm(t, form));
  const refuse = (code: Exclude<screens.Refused, 'refused.yours'>) =>
    open(screens.renderForm(t, { ...form, notice: t.mrkdwn(code, values(what, typed.unknown ?? '')) }));
  const wrong = rules.whyNotTyped(typed);
  if (wrong !== null) return refuse(`refused.${wrong}`);
  if (channel === null) return refuse(named === undefined ? 'refused.where' : 'refused.noChannel');
  const whyNot = whom === 'team' ? null : await peopleRefusal(interaction, people, channel);
  if (whyNot !== null) return refuse(`refused.${whyNot}`);
  const why = rules.whyNotWhat(what);
  if (why !== null) return refuse(`refused.${why}`);
  const rows = await give(interaction, person.userId, { whom, people, channel, what, link: '' });
  return say(screens.sentMessage(t, rows));
}

/** @param practices those in which people do something for others' learning */
export const commandsWith = (practices: Practices): readonly Command[] => [
  {
    name: '/thanks',
    ...helped(copy, (t) =>
      messageOf(
        t.mrkdwn('help.what'),
        t.mrkdwn('help.show'),
        t.mrkdwn('help.shortcut'),
        t.mrkdwn('help.evidence'),
      ),
    ),
    takesMentions: true,
    reads: (text) => (evidenceWords.includes(text.toLowerCase()) ? openPack(practices) : null),
    run: fromCommand,
  },
];

export const shortcuts: readonly Shortcut[] = [
  {
    callbackId: screens.thankForMessage,
    type: 'message',
    isReader: true,
    name: copy.named('shortcut.name'),
    summary: copy.named('shortcut.summary'),
    run: async (interaction, message) => {
      const t = copy.for(interaction);
      const { userId: self } = interaction.person;
      const author = message?.author ?? null;
      const link = message?.link ?? null;
      const wrong = author === null ? 'refused.app' : author === self ? 'refused.self' : null;
      return open(
        screens.renderForm(t, {
          of: link === null ? {} : { link },
          whom: 'people',
          people: author === null || author === self ? [] : [author],
          channel: usable(interaction.channel)?.channelId,
          what: '',
          ...(wrong === null ? {} : { notice: t.mrkdwn(wrong) }),
        }),
      );
    },
  },
];

export const views: readonly ViewListener[] = [
  onSubmit(
    screens.thanksModal,
    async (interaction, of, fields) => {
      const { scope, person } = interaction;
      const t = copy.for(interaction);
      const whom = fields.whom ?? 'people';
      const may = mayPostIn(fields.channel === null ? null : await scope.channel(fields.channel));
      if (!may.ok)
        return errors({ channel: t.plain(may.code === 'archived' ? 'there.archived' : 'there.outside') });
      const channel = may.value;
      const people = [...new Set(fields.people)];
      const whyNot = whom === 'team' ? null : await peopleRefusal(interaction, people, channel);
      const why = rules.whyNotWhat(fields.what);
      const sentence = (code: rules.PeopleRefusal | rules.WhatRefusal) =>
        t.plain(`refused.${code}`, values(fields.what));
      if (whyNot !== null || why !== null)
        return errors({
          ...(whyNot === null ? {} : { [whyNot === 'notThere' ? 'channel' : 'people']: sentence(whyNot) }),
          ...(why === null ? {} : { what: sentence(why) }),
        });
      const link = linkFor(of.link ?? '', channel);
      const rows = await give(interaction, person.userId, { whom, people, channel, what: fields.what, link });
      return say(screens.sentMessage(t, rows));
    },
    async (interaction, of, fields) =>
      update(
        screens.renderForm(copy.for(interaction), {
          of,
          what: fields.what,
          whom: fields.whom ?? 'people',
          // The people chosen before a channel was chosen instead.
          people: fields.people.length > 0 ? fields.people : (of.people ?? []),
          channel: fields.channel ?? undefined,
        }),
      ),
  ),
];

/** The form for somebody who did something, where they can be thanked; otherwise with what is in the way. */
async function offered(interaction: Reading, to: UserId, at: ChannelId | undefined): Promise<Reply> {
  const { scope, person } = interaction;
  const t = copy.for(interaction);
  const found = new Map([[to, await scope.person(to)]]);
  const wrong = rules.whyNotPeople(person.userId, found, new Set([to]));
  const form = { of: {}, whom: 'people', what: '' } as const;
  if (wrong !== null)
    return open(
      screens.renderForm(t, {
        ...form,
        people: [],
        channel: undefined,
        notice: t.mrkdwn(`refused.${wrong}`, values('')),
      }),
    );
  const there = [at === undefined ? null : await scope.channel(at), interaction.channel].map(usable);
  let channel: ChannelId | undefined;
  for (const one of there)
    if (one !== null && channel === undefined && (await isIn(scope, one, to))) channel = one.channelId;
  return open(screens.renderForm(t, { ...form, people: [to], channel }));
}

const isIn = async (read: ReadScope, { channelId: id }: Channel, user: UserId): Promise<boolean> =>
  (await read.members(id)).some(({ userId }) => userId === user);

const told = (interaction: Reading, key: 'refused.gone' | 'refused.notYours'): Reply =>
  say(messageOf(copy.for(interaction).mrkdwn(key)));

/** Only the person thanked can show it; a second press shows the same message. */
async function show(interaction: Interaction, id: RowId): Promise<Reply> {
  const { scope, person } = interaction;
  const t = copy.for(interaction);
  const found = await loadThanks(scope, id);
  if (found === null) return told(interaction, 'refused.gone');
  const { row } = found;
  if (row.person_id !== person.userId) return told(interaction, 'refused.notYours');
  const may = mayPostIn(await scope.channel(row.channel_id));
  if (!may.ok) return say(messageOf(t.mrkdwn(may.code === 'archived' ? 'refused.archived' : 'refused.gone')));
  if (!(await showIt(interaction, person.userId, row)))
    return say(messageOf(t.mrkdwn('given.shown', { channel: channelLink(row.channel_id) })));
  return nothing;
}

export const actions: readonly ActionListener[] = [
  onReading(sayThanks, (interaction, { to, at }) => offered(interaction, to, at)),
  onAction(screens.showThanks, (interaction, { thanks: id }) => show(interaction, id)),
  onAction(screens.takeBack, async (interaction, { given }) =>
    (await takeItBack(interaction.scope, interaction.person.userId, given))
      ? say(messageOf(copy.for(interaction).mrkdwn('back.done')))
      : told(interaction, 'refused.gone'),
  ),
];

export const posts = [
  definePost(screens.givenPost, {
    title: copy.titled('title.given'),
    build: async (read, params, renderContext) => {
      const found = await loadThanks(read, params.thanks);
      return found === null ? null : screens.givenMessage(copy.for(renderContext), found);
    },
    over: copy.says('gone'),
  }),
  definePost(screens.shownPost, {
    title: copy.titled('title.shown'),
    build: async (read, params, renderContext) => {
      const [first, ...rest] = await shownTogether(read, params.given);
      return first === undefined ? null : screens.shownMessage(copy.for(renderContext), [first, ...rest]);
    },
    over: copy.says('gone'),
  }),
];
