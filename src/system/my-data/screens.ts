/** App Home's part on the person's stored data; for an admin, also on what they may export and erase for others. */
import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import { type Feature, systemName } from '#core/feature.ts';
import type { UserId } from '#core/ids.ts';
import { type Action, button } from '#core/kit/action.ts';
import { actions, context, header, type Piece, section, userText } from '#core/kit/blocks.ts';
import { defineModal, renderModal, type RenderedModal } from '#core/kit/modal.ts';
import { pageOf } from '#core/kit/pages.ts';
import type { SystemInteraction } from '#core/listener.ts';
import { isAdmin, type Person } from '#core/people.ts';
import { atMoment, mention, type TranslatorOf } from '#core/sentence.ts';
import { join } from '#core/text.ts';
import type { DataSentences } from '#locales/data.ts';
import { dataCopy } from './copy.ts';
import * as ids from './ids.ts';
import { inParts, type Line, readable } from './readable.ts';
import type { Exported } from './subject-data.ts';
import { wordsFor } from './words.ts';

/** What Lore stores about the person, to view and to erase. At most 5 blocks. @param hadPulse whether their workspace ever had one */
export function dataSection(person: Person, hadPulse: boolean): KnownBlock[] {
  const t = dataCopy.for(person);
  return [
    header(t.plain('title')),
    context(hadPulse ? join([t.mrkdwn('text'), t.mrkdwn('pulses')], ' ') : t.mrkdwn('text')),
    actions([
      button(ids.showData, t.plain('show'), { page: 0 }),
      button(ids.sendData, t.plain('send'), null),
      button(ids.eraseData, t.plain('erase'), null, {
        style: 'danger',
        confirm: t.confirm('eraseTitle', 'eraseText', 'eraseYes', 'keep'),
      }),
    ]),
    ...(isAdmin(person)
      ? [
          context(t.mrkdwn('forAdmins')),
          actions([
            button(ids.showAll, t.plain('showAll'), { page: 0 }),
            button(ids.showLeft, t.plain('left'), { page: 0 }),
          ]),
        ]
      : []),
  ];
}

/** What Home shows after an erasure: it replaces whatever Slack still displayed. */
export function erasedBlocks(locale: Person['locale']): KnownBlock[] {
  return [section(dataCopy.in(locale, 'UTC').mrkdwn('erased'))];
}

type Turn = Action<{ page: number }>;
export type Whose = 'own' | 'all';

const modals = {
  own: {
    modal: defineModal('lore.data', z.null(), {}),
    title: 'modal',
    next: ids.turnData,
    back: ids.turnDataBack,
  },
  all: {
    modal: defineModal('lore.all', z.null(), {}),
    title: 'allModal',
    next: ids.turnAll,
    back: ids.turnAllBack,
  },
} as const;

const leftModal = defineModal('lore.left', z.null(), {});

/** The most a page of records holds: well under Slack's limit for a view (100 blocks, 250 kB). */
const partLength = 2_800;

const partsOfPage = 8;
const peopleOfPage = 30;

/** An entire export in pages: by practice, each value under its name. Nothing is cut. */
export function renderData(
  { person, now }: Pick<SystemInteraction, 'person' | 'now'>,
  features: readonly Feature[],
  whose: Whose,
  exported: Exported,
  wanted: number,
): RenderedModal {
  const t = dataCopy.for(person);
  const parts = Object.entries(exported).flatMap(([name, records]) => {
    const words = wordsFor(features, name, person);
    const title =
      name === systemName
        ? t.plain('data.lore')
        : (features.find((feature) => feature.name === name)?.title(t.language) ?? name);
    return inParts(readable(records, words), partLength).map((lines, index) => [
      ...(index === 0 ? [header(title)] : []),
      linesBlock(lines),
    ]);
  });
  const { modal, title, next, back } = modals[whose];
  const { page, pages, shown } = pageOf(parts, partsOfPage, wanted);
  return renderModal(modal, null, t.modal(title), [
    context(t.mrkdwn('pageAsOf', { page: page + 1, pages, at: atMoment(now) })),
    ...(shown.length === 0 ? [section(t.mrkdwn('empty'))] : shown.flat()),
    ...turning(t, page, pages, next, back),
  ]);
}

function linesBlock(lines: readonly Line[]): KnownBlock {
  const pieces = lines.flatMap((line, index) => (index === 0 ? line : ['\n', ...line]));
  const joined: Piece[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (typeof piece === 'string' && typeof last === 'string') joined[joined.length - 1] = last + piece;
    else joined.push(piece);
  }
  return userText(...joined);
}

/** People who left, each with a button to erase their data. */
export function renderLeft(
  t: TranslatorOf<DataSentences>,
  people: readonly UserId[],
  wanted: number,
): RenderedModal {
  const { page, pages, shown } = pageOf(people, peopleOfPage, wanted);
  return renderModal(leftModal, null, t.modal('leftModal'), [
    section(t.mrkdwn(people.length === 0 ? 'leftNobody' : 'leftText')),
    ...shown.map((user) =>
      section(t.mrkdwn('leftPerson', { person: mention(user), id: user }), eraseButton(t, user)),
    ),
    ...turning(t, page, pages, ids.turnLeft, ids.turnLeftBack),
  ]);
}

function eraseButton(t: TranslatorOf<DataSentences>, user: UserId) {
  return button(
    ids.eraseLeft,
    t.plain('leftErase'),
    { user },
    { style: 'danger', confirm: t.confirm('leftEraseTitle', 'leftEraseText', 'eraseYes', 'keep') },
  );
}

function turning(
  t: TranslatorOf<DataSentences>,
  page: number,
  pages: number,
  next: Turn,
  back: Turn,
): KnownBlock[] {
  const buttons = [
    ...(page > 0 ? [button(back, t.plain('back'), { page: page - 1 })] : []),
    ...(page + 1 < pages ? [button(next, t.plain('next'), { page: page + 1 })] : []),
  ];
  return buttons.length === 0 ? [] : [actions(buttons)];
}
