/** Putting an action into a tracker: where, exactly what, and who can read it there; and how it stands there. */
import type { KnownBlock } from '@slack/types';
import type { KnownConnection, KnownPlace, TrackedIssue } from '#core/connections.ts';
import { issueKey } from '#core/connector.ts';
import { button } from '#core/kit/action.ts';
import { actions, context, longUserText, type Piece, section, userText } from '#core/kit/blocks.ts';
import { messageOf } from '#core/kit/message.ts';
import { input, renderModal, type RenderedModal } from '#core/kit/modal.ts';
import type { Message } from '#core/post.ts';
import { channelLink } from '#core/sentence.ts';
import type { ActionRow } from '../action-items/operations.ts';
import { finishAction, type ListAt } from '../action-items/ids.ts';
import type { Translator } from '../session/words.ts';
import { lookAgain, notYet, placeModal, putAction, showModal } from './ids.ts';
import { isPrivate, type IssueText } from './rules.ts';
import type { TrackerPlaceRow } from './rows.ts';
import type { TrackerView } from './view.ts';

/** What a tool is called; of one that was disconnected, that it is one. */
export const toolOf = (t: Translator, { called }: Pick<TrackerView, 'called'>): string =>
  called === '' ? t.plain('tracker.tool') : called;

/** @param at the list that holds it */
export function putButton(
  t: Translator,
  { id, what }: Pick<ActionRow, 'id' | 'what'>,
  view: TrackerView,
  at?: ListAt,
) {
  const [only, ...others] = view.into;
  if (only === undefined || others.length > 0)
    return button(
      putAction,
      t.plain('tracker.put'),
      { action: id, ...at },
      { label: t.plain('tracker.putLabel', { what }) },
    );
  const tool = only.called;
  const label = t.plain('tracker.putIntoLabel', { tool, what });
  return button(putAction, t.plain('tracker.putInto', { tool }), { action: id, ...at }, { label });
}

/** Its link, by what it is called there. */
export const issuePieces = ({ made }: TrackedIssue): Piece[] =>
  made === null ? [] : [{ link: made.link, text: made.id }];

/** How it stands there, as a line of its own; nothing, if there is none. */
export function standingPieces(t: Translator, view: TrackerView | undefined): Piece[] {
  if (view?.issue == null) return [];
  const { issue } = view;
  const { state, refused } = issue;
  const waits = refused === 'revoked' && ['wanted', 'unknown'].includes(state);
  const key = waits ? 'tracker.is.waits' : (`tracker.is.${state}` as const);
  return ['\n', t.plain(key, { tool: toolOf(t, view) }), ...withSpace(issuePieces(issue))];
}

const withSpace = (pieces: readonly Piece[]): Piece[] => (pieces.length === 0 ? [] : [' ', ...pieces]);

/** @param last where the person put one last */
export function renderPlace(
  t: Translator,
  row: ActionRow,
  into: readonly KnownConnection[],
  last: Pick<TrackerPlaceRow, 'connection_id' | 'place' | 'called'> | null,
  at: ListAt,
): RenderedModal {
  const choices = into.map(({ id, called }) => ({ value: id, text: called }));
  const where = { ...t.labels('tracker.where'), groups: [{ label: t.plain('tracker.tools'), choices }] };
  const place = t.labels('tracker.place', { hint: 'tracker.placeHint' });
  const called = t.labels('tracker.called', { hint: 'tracker.calledHint' });
  return renderModal(placeModal, { action: row.id, ...at }, t.modal('tracker.title', 'tracker.next'), [
    userText({ written: row.what, as: 'title' }),
    context(t.mrkdwn('tracker.intro')),
    input(placeModal, 'connection', where, last?.connection_id ?? into[0]?.id ?? null),
    input(placeModal, 'place', place, last?.place ?? ''),
    input(placeModal, 'called', called, last?.called ?? ''),
  ]);
}

export interface Shown {
  readonly row: Pick<ActionRow, 'id'>;
  readonly connection: Pick<KnownConnection, 'id' | 'called' | 'isRefused'>;
  readonly place: string;
  /** `null`: nobody has asked there yet. */
  readonly known: KnownPlace | null;
  readonly text: IssueText;
  /** Whether somebody is to be assigned. */
  readonly called: string;
  /** It is not as it was when they last saw it. */
  readonly isChanged: boolean;
}

/** Text and audience, as they are compared with what its owner has seen. */
export const seenOf = ({ title, body }: IssueText): string => `${title}\n\n${body}`;

/** Exactly what goes there, and who can read it. */
export function renderShow(t: Translator, shown: Shown, at: ListAt): RenderedModal {
  const { row, connection, place, known, text, called } = shown;
  const audience = known?.audience ?? 'unknown';
  const of = { action: row.id, ...at, connection: connection.id, place };
  const isAsked = known === null || known.at === null;
  const readers = isAsked ? 'asked' : audience;
  const notes: KnownBlock[] = [
    ...(shown.isChanged ? [section(t.mrkdwn('tracker.changed'))] : []),
    ...(connection.isRefused ? [section(t.mrkdwn('tracker.isRefused', { tool: connection.called }))] : []),
  ];
  const whom = called === '' ? t.mrkdwn('tracker.nobody') : t.mrkdwn('tracker.assigned', { called });
  return renderModal(
    showModal,
    { ...of, seen: seenOf(text), audience },
    t.modal('tracker.showTitle', 'tracker.send', 'tracker.back'),
    [
      ...notes,
      section(t.mrkdwn(`tracker.readers.${readers}`, { place, tool: connection.called })),
      ...(isAsked ? [actions([button(lookAgain, t.plain('tracker.look'), of)])] : []),
      context(t.mrkdwn('tracker.exactly')),
      userText({ bold: text.title }),
      longUserText(text.body),
      context(t.mrkdwn('tracker.key', { key: issueKey(row.id) }), whom),
      ...(isPrivate(audience) ? [] : [context(t.mrkdwn('tracker.noLink'))]),
    ],
  );
}

/** Tells who pressed what came of it. @returns `null`: it is over */
export function toldMessage(
  t: Translator,
  row: ActionRow,
  view: TrackerView,
  outcome: 'made' | 'refused' | 'waits',
): Message | null {
  const { issue } = view;
  if (issue === null) return null;
  const tool = toolOf(t, view);
  const what: Piece = { written: row.what, as: 'line' };
  const [link = issue.made?.id ?? ''] = issuePieces(issue);
  switch (outcome) {
    case 'made': {
      if (issue.made === null) return null;
      const unmatched = issue.isUnmatched ? [context(t.mrkdwn('tracker.unmatched', { tool }))] : [];
      return messageOf(userText(...t.pieces('tracker.told.made', { what, tool, link })), ...unmatched);
    }
    case 'refused': {
      if (issue.state !== 'refused' || issue.refused === null) return null;
      const why = t.plain(`tracker.why.${issue.refused}`, { tool, place: issue.place });
      const again = row.state === 'open' && view.into.length > 0 ? [actions([putButton(t, row, view)])] : [];
      return messageOf(userText(...t.pieces('tracker.told.refused', { what, tool }), ' ', why), ...again);
    }
    case 'waits':
      return issue.state === 'wanted' && issue.refused === 'revoked'
        ? messageOf(userText(...t.pieces('tracker.told.waits', { what, tool })))
        : null;
  }
}

/** Asks its owner; what is said there is no fact here. */
export function closedMessage(t: Translator, row: ActionRow, view: TrackerView): Message {
  const { id: action, what } = row;
  const pieces = t.pieces('tracker.askDone', {
    what: { written: what, as: 'line' },
    tool: toolOf(t, view),
    channel: channelLink(row.channel_id),
    issue: (view.issue === null ? [] : issuePieces(view.issue))[0] ?? '',
  });
  const yes = button(
    finishAction,
    t.plain('follow.yes'),
    { action },
    { style: 'primary', label: t.plain('tracker.yesLabel', { what }) },
  );
  const no = button(
    notYet,
    t.plain('tracker.notYet'),
    { action },
    { label: t.plain('tracker.notYetLabel', { what }) },
  );
  return messageOf(userText(...pieces), actions([yes, no]), context(t.mrkdwn('tracker.askAside')));
}
