/** The facilitator's controls. */
import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import { type Instant, minute } from '#core/clock.ts';
import { button, defineAction } from '#core/kit/action.ts';
import { section } from '#core/kit/blocks.ts';
import {
  dateField,
  defineModal,
  renderModal,
  input,
  type RenderedModal,
  personField,
} from '#core/kit/modal.ts';
import { timeField } from '#core/kit/pickers.ts';
import { rowValue } from '#core/kit/values.ts';
import { atMoment } from '#core/sentence.ts';
import { join, type Mrkdwn } from '#core/text.ts';
import { localTime } from '#core/time/zone.ts';
import { standingActions } from '../action-items/rules.ts';
import { type TimedPhase, timedPhases } from '../start/formats.ts';
import { confirmModal, ofRetro } from './ids.ts';
import type { Loaded } from './load.ts';
import { isOpen, longerBy, phaseAfter, phaseBefore } from './phases.ts';
import { type About, type Exposed, exposedSentences, keptNow, plainPromise, promise } from './promises.ts';
import type { Translator } from './words.ts';

/** `phase`: the one that the button was in. */
const inPhase = z.object({ retro: rowValue, phase: z.enum(timedPhases) });

export const moreTime = defineAction('retro.more-time', inPhase);
export const reopen = defineAction('retro.reopen', inPhase);

export const handOver = defineAction('retro.hand-over', ofRetro);
export const holdAgain = defineAction('retro.again', ofRetro);

export const controlModal = defineModal('retro.control', ofRetro, {});

export const moreTimeModal = defineModal('retro.more-time', inPhase, {
  date: dateField(),
  time: timeField(),
});

export const handOverModal = defineModal('retro.hand-over', ofRetro, {
  to: personField(),
});

/** @param phase the one it is in */
export function renderControl(t: Translator, loaded: Loaded, phase: TimedPhase): RenderedModal {
  const { row, retro } = loaded;
  const id = { retro: row.id };
  const until = atMoment(retro.endsAt ?? 0);
  return renderModal(controlModal, id, { title: t.plain('control.title'), close: t.plain('close') }, [
    section(t.mrkdwn('control.intro', { about: row.about, until })),
    section(
      t.mrkdwn('control.moreTime'),
      button(moreTime, t.plain('control.moreTimeButton'), { ...id, phase }),
    ),
    ...backwards(t, loaded, phase),
    section(t.mrkdwn('control.handOver'), button(handOver, t.plain('control.handOverButton'), id)),
  ]);
}

function backwards(t: Translator, loaded: Loaded, phase: TimedPhase): KnownBlock[] {
  const { row, retro } = loaded;
  const before = phaseBefore(retro.kind, phase, retro.topics);
  if (before === null) return [];
  const promised: Partial<Record<TimedPhase, About>> = {
    collect: 'collectingAgain',
    vote: 'votingAgain',
  };
  const about = promised[before];
  const kept = keptNow(loaded, t.now);
  const what = about === undefined ? t.mrkdwn('control.reopen') : promise(t, about, kept);
  const again = button(
    reopen,
    t.plain('control.reopenButton'),
    { retro: row.id, phase },
    {
      confirm: {
        title: t.plain('control.reopenTitle'),
        text: `${t.plain('control.reopenText')} ${plainPromise(t, 'exposesNobody', kept)}`,
        confirm: t.plain('control.reopenButton'),
        deny: t.plain('control.reopenNo'),
      },
    },
  );
  return [section(what, again)];
}

/** Extends a phase: filled in with half of its usual length more, in the facilitator's zone. */
export function renderMoreTime(t: Translator, { row, retro }: Loaded, phase: TimedPhase): RenderedModal {
  const { date, minutes } = localTime(
    wholeMinute(longerBy(retro.lengths[phase], retro.endsAt ?? 0, retro.calendar)),
    t.tz,
  );
  return renderModal(
    moreTimeModal,
    { retro: row.id, phase },
    { title: t.plain('moreTime.title'), submit: t.plain('moreTime.submit'), close: t.plain('cancel') },
    [
      section(t.mrkdwn('moreTime.intro')),
      input(moreTimeModal, 'date', { label: t.plain('moreTime.date') }, date),
      input(moreTimeModal, 'time', { label: t.plain('moreTime.time') }, minutes),
    ],
  );
}

const wholeMinute = (at: Instant): Instant => Math.ceil(at / minute) * minute;

export function renderHandOver(t: Translator, { row }: Loaded): RenderedModal {
  const words = { label: t.plain('handOver.to'), hint: t.plain('handOver.toHint') };
  return renderModal(
    handOverModal,
    { retro: row.id },
    { title: t.plain('handOver.title'), submit: t.plain('handOver.submit'), close: t.plain('cancel') },
    [input(handOverModal, 'to', words)],
  );
}

/**
 * Confirms the end of a phase or of the whole, since that cannot be undone.
 * @param exposed what ending it reveals, about how many people; `null`: it is cancelled
 */
export function renderConfirm(t: Translator, loaded: Loaded, exposed: Exposed | null): RenderedModal {
  const { row, retro } = loaded;
  const phase = isOpen(retro.phase) ? retro.phase : 'actions';
  const { title, text } = questionOf(t, loaded, phase, exposed === null);
  return renderModal(
    confirmModal,
    { retro: row.id, phase, what: exposed === null ? 'cancel' : 'end' },
    {
      title,
      submit: t.plain(exposed === null ? 'confirm.yesCancel' : 'confirm.yesEnd'),
      close: t.plain('confirm.no'),
    },
    [
      section(text),
      ...(exposed === null ? [] : exposedSentences(t, loaded, exposed)).map((said) => section(said)),
    ],
  );
}

function questionOf(
  t: Translator,
  loaded: Loaded,
  phase: TimedPhase,
  isCancelled: boolean,
): { readonly title: string; readonly text: Mrkdwn } {
  const { retro } = loaded;
  const kept = keptNow(loaded, t.now);
  if (isCancelled)
    return {
      title: t.plain('confirm.cancelTitle'),
      text: join([t.mrkdwn('confirm.cancel'), promise(t, 'cancelling', kept)], ' '),
    };
  if (phase === 'collect') {
    const answered = t.mrkdwn('confirm.endCollect', { answered: retro.answers, asked: retro.invited });
    const then = retro.answers > 0 ? [promise(t, 'endingCards', kept)] : [];
    return { title: t.plain('confirm.endCollectTitle'), text: join([answered, ...then], ' ') };
  }
  return phaseAfter(retro.kind, phase, retro.topics) === 'closed'
    ? {
        title: t.plain('confirm.endActionsTitle'),
        text: t.mrkdwn('confirm.endActions', { count: standingActions(retro).length }),
      }
    : { title: t.plain('confirm.goOnTitle'), text: t.mrkdwn('confirm.goOn') };
}
