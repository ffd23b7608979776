/** The form in which a person writes a lesson by hand, and what they see once it is saved. */
import type { KnownBlock } from '@slack/types';
import type { RowId } from '#core/ids.ts';
import { button } from '#core/kit/action.ts';
import { actions, context, longUserText, section } from '#core/kit/blocks.ts';
import { input, renderModal, type RenderedModal } from '#core/kit/modal.ts';
import { type Reach, reachBlocks } from '#core/kit/reach.ts';
import { channelLink } from '#core/sentence.ts';
import type { Translator } from '../copy.ts';
import type { Listed } from '../read.ts';
import type { Typed } from '../rules.ts';
import { listedBlocks } from '../screens.ts';
import { wordInputs } from '../writing/screens.ts';
import { addModal, type AddOf, discardAdded, savedModal, whereModal } from './ids.ts';

export interface AddView {
  readonly of: AddOf;
  readonly typed: Typed;
  readonly reach: Reach;
  /** Whether `typed` is an unsaved draft. */
  readonly isKept?: boolean;
  /** New to make the inputs forget their content. */
  readonly round?: string;
}

/** Redrawing keeps what was typed, since the inputs keep their names. */
export function renderAdd(
  t: Translator,
  { of, typed, reach, isKept = false, round }: AddView,
): RenderedModal {
  return renderModal(addModal, of, t.modal('form.title', 'save'), [
    ...reachOf(t, of, reach),
    context(t.mrkdwn('form.keeps')),
    ...(isKept
      ? [context(t.mrkdwn('typedBefore')), actions([button(discardAdded, t.plain('form.discard'), of)])]
      : []),
    ...wordInputs(t, addModal, typed, round, {
      without: ['context'],
      happenedHint: t.plain('add.happenedHint'),
    }),
  ]);
}

function reachOf(t: Translator, { channel }: AddOf, reach: Reach): KnownBlock[] {
  const values = { channel: channelLink(channel) };
  return reachBlocks(t, addModal, reach, {
    label: t.plain('form.reach'),
    onlyHere: t.mrkdwn('form.onlyHere', values),
    widerMeans: t.mrkdwn('form.widerMeans', values),
  });
}

/** @param typed what was typed so far */
export function renderWhere(t: Translator, draft: RowId, typed: Typed): RenderedModal {
  const words = [typed.title, typed.happened].filter((text) => text !== '').join('\n');
  return renderModal(whereModal, { draft }, t.modal('form.title', 'add.next'), [
    section(t.mrkdwn('add.where')),
    ...(words === '' ? [] : [longUserText(words)]),
    input(whereModal, 'channel', { label: t.plain('add.channel') }),
  ]);
}

/** The lesson as it is now, with what its writer can do about it. */
export function renderSaved(t: Translator, saved: Listed): RenderedModal {
  const { id } = saved.lesson.row;
  return renderModal(savedModal, { lesson: id }, t.modal('add.saved'), [
    section(t.mrkdwn('add.savedWhere')),
    ...listedBlocks(t, saved),
  ]);
}
