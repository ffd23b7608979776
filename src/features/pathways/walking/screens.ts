/** What people who follow a pathway read and fill in: for themselves alone, and for the one to whom they show how far they are. */
import type { KnownBlock } from '@slack/types';
import type { UserId } from '#core/ids.ts';
import { button, entriesMenu, entry } from '#core/kit/action.ts';
import { actions, context, divider, section, userText } from '#core/kit/blocks.ts';
import { messageOf } from '#core/kit/message.ts';
import { input, type Modal, renderModal, type RenderedModal } from '#core/kit/modal.ts';
import { pageOf, pager } from '#core/kit/pages.ts';
import type { Message } from '#core/post.ts';
import { channelLink, nameOf, onDay } from '#core/sentence.ts';
import type { Mrkdwn } from '#core/text.ts';
import { startOfDay } from '#core/time/zone.ts';
import type { T, WalkT } from '../copy.ts';
import { openPathway } from '../ids.ts';
import { roleOf } from '../page.ts';
import type { ActivityRow, PathwayRow } from '../rows.ts';
import * as ids from './ids.ts';
import type { Setting } from './operations.ts';
import type { DoneRow, ShownRow } from './rows.ts';

/** How many finished things are on a page, how many pathways stand above them, and how many activities a message names. */
const most = { done: 10, followed: 8, named: 5 } as const;

/** What all that stands here is said with. */
export interface In {
  readonly t: T;
  readonly walkT: WalkT;
  /** IANA zone. */
  readonly tz: string;
}

type UseForm = Modal<unknown, Pick<typeof ids.finishModal.fields, 'use' | 'on'>>;

const useInputs = (t: WalkT, modal: UseForm): KnownBlock[] => [
  input(modal, 'use', t.labels('use.what', { placeholder: 'use.example' })),
  input(modal, 'on', t.labels('use.when')),
  context(t.mrkdwn('use.means')),
];

export const renderFinish = (t: WalkT, { id, title, pathway_id: of }: ActivityRow): RenderedModal =>
  renderModal(ids.finishModal, { pathway: of, part: id }, t.modal('finish.title', 'finish.submit'), [
    userText(...t.pieces('finish.what', { title: { written: title, as: 'line' } })),
    ...useInputs(t, ids.finishModal),
  ]);

export const renderElsewhere = (t: WalkT): RenderedModal =>
  renderModal(ids.elsewhereModal, {}, t.modal('elsewhere.title', 'finish.submit'), [
    input(ids.elsewhereModal, 'what', t.labels('elsewhere.what', { placeholder: 'elsewhere.example' })),
    input(ids.elsewhereModal, 'required', {
      label: t.plain('elsewhere.required'),
      choices: { required: t.plain('elsewhere.isRequired') },
    }),
    ...useInputs(t, ids.elsewhereModal),
  ]);

/** @param isThere whether the person is in the pathway's channel; else they name one in which they are */
export function renderShow(here: In, row: PathwayRow, isThere: boolean): RenderedModal {
  const { t, walkT } = here;
  return renderModal(ids.showModal, { pathway: row.id }, walkT.modal('show.title', 'show.submit'), [
    section(walkT.mrkdwn('show.what', { role: roleOf(t, row) })),
    input(ids.showModal, 'to', walkT.labels('show.to')),
    ...(isThere
      ? []
      : [input(ids.showModal, 'channel', walkT.labels('show.channel', { hint: 'show.channelHint' }))]),
    context(walkT.mrkdwn('show.means')),
  ]);
}

export const renderSettings = (t: WalkT, { channel, isQuiet }: Setting): RenderedModal =>
  renderModal(ids.settingsModal, {}, t.modal('settings.title', 'settings.submit'), [
    input(
      ids.settingsModal,
      'channel',
      t.labels('settings.channel', { hint: 'settings.channelHint' }),
      channel,
    ),
    input(
      ids.settingsModal,
      'quiet',
      { label: t.plain('settings.messages'), choices: { quiet: t.plain('settings.quiet') } },
      isQuiet ? ['quiet'] : [],
    ),
  ]);

/** A pathway that somebody follows, and how far they are. */
export interface Followed {
  readonly row: PathwayRow;
  readonly done: number;
  readonly of: number;
  readonly next: ActivityRow | null;
  /** To whom they show it. */
  readonly shown: readonly ShownRow[];
}

export function followedBlocks(here: In, { row, done, of, next, shown }: Followed): KnownBlock[] {
  const { t, walkT } = here;
  const role = roleOf(t, row);
  const line =
    row.state === 'ended'
      ? walkT.mrkdwn('home.ended', { role })
      : walkT.mrkdwn('home.line', { role, done, of });
  return [
    section(
      line,
      button(
        openPathway,
        walkT.plain('home.open'),
        { pathway: row.id, page: 0 },
        { label: walkT.plain('home.openIt', { role }) },
      ),
    ),
    ...(next === null || row.state !== 'published'
      ? []
      : [userText(...walkT.pieces('home.next', { title: { written: next.title, as: 'line' } }))]),
    ...shown.map((one) =>
      section(
        one.hidden_at === null
          ? walkT.mrkdwn('shown.by', { person: nameOf(one.shown_to) })
          : walkT.mrkdwn('shown.putAway', { person: nameOf(one.shown_to) }),
        button(ids.takeBack, walkT.plain('shown.takeBack'), { shown: one.id }),
      ),
    ),
  ];
}

/** What somebody follows and finished, for themselves. */
export function renderMine(
  here: In,
  followed: readonly Followed[],
  done: readonly DoneRow[],
  setting: Setting,
  wanted: number,
  notice: Mrkdwn | null = null,
): RenderedModal {
  const { walkT: t } = here;
  const page = pageOf(done, most.done, wanted);
  return renderModal(ids.mineModal, {}, t.modal('mine.title'), [
    ...(notice === null ? [] : [section(notice), divider()]),
    section(t.mrkdwn('mine.what')),
    actions([
      button(ids.openElsewhere, t.plain('elsewhere.button'), {}),
      button(ids.openSettings, t.plain('settings.button'), {}),
    ]),
    context(countedLine(t, setting), ...(setting.isQuiet ? [t.mrkdwn('settings.isQuiet')] : [])),
    divider(),
    ...(followed.length === 0 ? [section(t.mrkdwn('mine.none'))] : []),
    ...followed.slice(0, most.followed).flatMap((one) => followedBlocks(here, one)),
    divider(),
    section(t.mrkdwn('mine.finished', { count: done.length })),
    ...page.shown.flatMap((row) => doneBlocks(here, row)),
    ...pager(t, page, ids.minePages, (turned) => ({ page: turned })),
  ]);
}

const countedLine = (t: WalkT, { channel }: Setting): Mrkdwn =>
  channel === null
    ? t.mrkdwn('settings.notCounted')
    : t.mrkdwn('settings.counted', { channel: channelLink(channel) });

function doneBlocks({ walkT: t, tz }: In, row: DoneRow): KnownBlock[] {
  const plan =
    row.will_use === ''
      ? []
      : [
          row.use_on === null
            ? t.mrkdwn('done.use', { use: row.will_use })
            : t.mrkdwn('done.useOn', { use: row.will_use, on: onDay(startOfDay(row.use_on, tz)) }),
        ];
  const said = row.did === null ? [] : [t.mrkdwn(`done.${row.did}`)];
  return [
    section(
      t.mrkdwn('done.line', { what: row.what, on: onDay(row.finished_at) }),
      button(ids.unfinish, t.plain('page.unfinish'), { done: row.done_id }),
    ),
    ...(plan.length + said.length === 0 ? [] : [context(...plan, ...said)]),
  ];
}

/** What they are asked a month later, or what they said. */
export function didBlocks(t: WalkT, row: DoneRow): KnownBlock[] {
  const line = userText(
    ...t.pieces('did.line', {
      what: { written: row.what, as: 'line' },
      use: { written: row.will_use, as: 'quote' },
    }),
  );
  if (row.did !== null) return [line, section(t.mrkdwn(`did.said.${row.did}`))];
  const of = { done: row.done_id };
  return [
    line,
    actions(
      [
        button(ids.didYes, t.plain('did.yes'), of),
        button(ids.didPartly, t.plain('did.partly'), of),
        button(ids.didNo, t.plain('did.no'), of),
      ],
      `pathways.${row.done_id}`,
    ),
  ];
}

export const didMessage = (t: WalkT, row: DoneRow): Message =>
  messageOf(
    ...didBlocks(t, row),
    ...(row.did === null ? [context(t.mrkdwn('did.how')), actions([quietButton(t)])] : []),
  );

const quietButton = (t: WalkT) => button(ids.quiet, t.plain('quiet.button'), {});

export function momentMessage(
  t: WalkT,
  moment: 'facilitated' | 'planned',
  tied: readonly ActivityRow[],
): Message {
  return messageOf(
    section(t.mrkdwn(`moment.${moment}`, { count: tied.length })),
    ...tied.slice(0, most.named).flatMap((row): KnownBlock[] => {
      const menu = entriesMenu([
        entry(openPathway, t.plain('home.open'), { pathway: row.pathway_id, page: 0 }),
        entry(ids.openFinish, t.plain('page.finish'), { part: row.id }),
      ]);
      return [
        section(t.mrkdwn('moment.line', { title: row.title }), menu),
        ...(row.link === '' ? [] : [userText({ link: row.link })]),
      ];
    }),
    context(t.mrkdwn('moment.how')),
    actions([quietButton(t)]),
  );
}

/** How far somebody is; `pathway`: `null` for who may not see it. */
interface Shown {
  readonly row: ShownRow;
  readonly pathway: PathwayRow | null;
}

/** For the one to whom it is shown. */
export function shownBlocks(here: In, { row, pathway }: Shown): KnownBlock[] {
  const { t, walkT } = here;
  const person: UserId | null = row.person_id;
  const values = { person: nameOf(person), done: row.done, of: row.of };
  const line =
    pathway === null
      ? walkT.mrkdwn('shown.toYou', values)
      : walkT.mrkdwn('shown.toYouOn', { ...values, role: roleOf(t, pathway) });
  return [section(line, button(ids.putAway, walkT.plain('shown.put'), { shown: row.id }))];
}

export const shownMessage = (here: In, one: Shown): Message =>
  messageOf(...shownBlocks(here, one), context(here.walkT.mrkdwn('shown.how')));
