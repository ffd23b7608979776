/** Every id with its value, and the screens. Buttons carry ids; permission is checked on the press. */
import type { Button, KnownBlock } from '@slack/types';
import { z } from 'zod';
import { day } from '#core/clock.ts';
import type { HomeSection } from '#core/feature.ts';
import { type ChannelId, type RowId, type UserId } from '#core/ids.ts';
import { button, defineAction } from '#core/kit/action.ts';
import { actions, context, header, longUserText, type Piece, section, userText } from '#core/kit/blocks.ts';
import { messageOf } from '#core/kit/message.ts';
import {
  choiceField,
  defineModal,
  renderModal,
  input,
  type RenderedModal,
  peopleField,
  textField,
} from '#core/kit/modal.ts';
import { conversationField } from '#core/kit/pickers.ts';
import { rowValue, userValue } from '#core/kit/values.ts';
import { postId, type PostRef } from '#core/post-ref.ts';
import type { Message } from '#core/post.ts';
import { channelLink, nameOf, namesOf } from '#core/sentence.ts';
import { escape, join, type Mrkdwn } from '#core/text.ts';
import type { ThanksKey } from '#locales/thanks.ts';
import { copy, type T } from './copy.ts';
import { openPack } from './evidence/ids.ts';
import { given, received, type Row, type Thanks } from './rows.ts';
import { type Kind, kinds, limitsOf } from './rules.ts';

export const showThanks = defineAction('thanks.show', z.object({ thanks: rowValue }));
export const takeBack = defineAction('thanks.back', z.object({ given: rowValue }));

/** `link`: the message that it is about; `people`: those chosen before the form asked for a channel. */
export const formOf = z.object({ link: z.string().optional(), people: z.array(userValue).optional() });
export type FormOf = z.infer<typeof formOf>;

export const thanksModal = defineModal('thanks.new', formOf, {
  whom: choiceField(kinds, 'radio', { isLive: true }),
  people: peopleField({ most: limitsOf.people }),
  channel: conversationField(),
  what: textField({ lines: true }),
});

/** The message shortcut. */
export const thankForMessage = 'thanks.message';

export const givenPost = postId<{ readonly thanks: RowId }>('thanks.given');
export const shownPost = postId<{ readonly given: RowId }>('thanks.shown');

/** To the person thanked. It waits for their working hours, since nobody has to answer it. */
export const givenTo = (id: RowId, user: UserId): PostRef =>
  givenPost.ref({ thanks: id }, { kind: 'person', user, urgency: 'rest' });

/** In the channel, once for all who were thanked together. @param owner who decides if it may not have arrived */
export const shownAs = (row: Pick<Row, 'given_id' | 'channel_id'>, owner?: UserId): PostRef =>
  shownPost.ref({ given: row.given_id }, { kind: 'channel', channel: row.channel_id }, owner);

export interface FormView {
  readonly of: FormOf;
  readonly whom: Kind;
  readonly people: readonly UserId[];
  readonly channel: ChannelId | undefined;
  readonly what: string;
  /** What was wrong with the command, before the form opened. */
  readonly notice?: Mrkdwn;
}

export function renderForm(t: T, { of, whom, people, channel, what, notice }: FormView): RenderedModal {
  const words = t.modal('form.title', 'form.send');
  const isTeam = whom === 'team';
  const choices = { people: t.plain('whom.people'), team: t.plain('whom.team') };
  return renderModal(thanksModal, { ...of, people: [...people] }, words, [
    ...(notice === undefined ? [] : [section(notice)]),
    input(thanksModal, 'whom', { label: t.plain('form.whom'), choices }, whom),
    ...(isTeam
      ? []
      : [input(thanksModal, 'people', t.labels('form.people'), people.length === 0 ? undefined : people)]),
    input(
      thanksModal,
      'channel',
      isTeam
        ? t.labels('form.channel', { hint: 'form.channelPosts' })
        : t.labels('form.shared', { hint: 'form.sharedMeans' }),
      channel,
    ),
    input(thanksModal, 'what', t.labels('form.what', { placeholder: 'form.whatExample' }), what),
    ...(of.link === undefined ? [] : [context(t.mrkdwn('form.link'))]),
  ]);
}

/** The text exceeds the form's limit: it is handed back. */
export const longMessage = (t: T, what: string): Message => ({
  text: join([tooLong(t, what), t.mrkdwn('refused.yours'), escape(what)]),
  blocks: [section(join([tooLong(t, what), t.mrkdwn('refused.yours')])), longUserText(what)],
});

const tooLong = (t: T, what: string) =>
  t.mrkdwn('refused.long', { length: what.length, most: limitsOf.what });

const isFor = (rows: readonly Row[]): UserId[] => rows.flatMap(({ person_id: user }) => user ?? []);

/** Who thanks whom, and below it for what. */
function thanksMessage(t: T, line: Mrkdwn, { what, link }: Row, ...more: KnownBlock[]): Message {
  const linked: Piece[] = link === '' ? [] : ['\n', { link, text: t.plain('link') }];
  return {
    text: join([line, escape(what), ...(link === '' ? [] : [escape(`${t.plain('link')} ${link}`)])]),
    blocks: [section(line), userText({ written: what }, ...linked), ...more],
  };
}

/** To the person thanked: theirs to keep, or to show. */
export function givenMessage(t: T, { row, by }: Thanks): Message {
  const channel = channelLink(row.channel_id);
  const how =
    row.shown_at === null
      ? t.mrkdwn('given.how', { by: nameOf(by), channel })
      : t.mrkdwn('given.shown', { channel });
  const message = thanksMessage(
    t,
    t.mrkdwn('given.line', { by: nameOf(by) }),
    row,
    context(how),
    ...(row.shown_at === null ? [actions([showButton(t, row)])] : []),
  );
  return { ...message, text: join([message.text, how]) };
}

/** As the channel reads it. @param all one thank-you's shown rows, at least one */
export function shownMessage(t: T, [first, ...rest]: readonly [Thanks, ...Thanks[]]): Message {
  const people = isFor([first, ...rest].map(({ row }) => row));
  const by = nameOf(first.by);
  return thanksMessage(
    t,
    people.length === 0
      ? t.mrkdwn('shown.team', { by })
      : t.mrkdwn('shown.line', { by, people: namesOf(people) }),
    first.row,
  );
}

/** To the author: what happens to it. */
export function sentMessage(t: T, rows: readonly [Row, ...Row[]]): Message {
  const [row] = rows;
  const people = isFor(rows);
  const channel = channelLink(row.channel_id);
  const line =
    people.length === 0
      ? t.mrkdwn('sent.team', { channel })
      : t.mrkdwn('sent.people', { people: namesOf(people), count: people.length, channel });
  return { ...messageOf(line), blocks: [section(line), actions([backButton(t, row)])] };
}

const showButton = (t: T, { id }: Row): Button => button(showThanks, t.plain('show'), { thanks: id });

const backButton = (t: T, { given_id: of }: Row): Button =>
  button(
    takeBack,
    t.plain('takeBack'),
    { given: of },
    { confirm: t.confirm('back.title', 'back.means', 'takeBack') },
  );

/** How many of each, and for how long: a sample, not a record of achievements. */
const inHome = { most: 3, days: 30 };

export const homeSection: HomeSection = {
  order: 20,
  build: async (read, renderContext) => {
    if (read.viewer.kind !== 'person') return [];
    const since = renderContext.now - inHome.days * day;
    const theirs = await received(read, read.viewer.userId, since, inHome.most);
    const own = await given(read, since, inHome.most);
    const t = copy.for(renderContext);
    const entry = (line: Mrkdwn, { what, id }: Row, buttons: readonly Button[]): KnownBlock[] => [
      section(line),
      userText({ written: what }),
      ...(buttons.length === 0 ? [] : [actions([...buttons], `thanks.${id}`)]),
    ];
    return [
      header(t.plain('home.title')),
      actions([button(openPack, t.plain('evidence.button'), {})]),
      ...theirs.flatMap(({ row, by }) =>
        entry(
          t.mrkdwn('given.line', { by: nameOf(by) }),
          row,
          row.shown_at === null ? [showButton(t, row)] : [],
        ),
      ),
      ...own.flatMap((rows) => {
        const [row] = rows;
        return row === undefined ? [] : entry(ownLine(t, rows, row), row, [backButton(t, row)]);
      }),
    ];
  },
};

function ownLine(t: T, rows: readonly Row[], { kind, channel_id: channel }: Row): Mrkdwn {
  const people = isFor(rows);
  if (kind === 'team') return t.mrkdwn('home.team', { channel: channelLink(channel) });
  return people.length === 0
    ? t.mrkdwn('home.somebody')
    : t.mrkdwn('home.people', { people: namesOf(people) });
}

/** A sentence for the person who acted. */
export type Refused = Extract<ThanksKey, `refused.${string}`>;
