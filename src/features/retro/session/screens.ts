/** The facilitator's controls. */
import type { KnownBlock } from '@slack/types';
import { minute } from '#core/clock.ts';
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
import { atMoment } from '#core/sentence.ts';
import { join } from '#core/text.ts';
import { localTime } from '#core/time/zone.ts';
import { standingActions } from '../action-items/rules.ts';
import type { TimedPhase } from '../start/formats.ts';
import { addPeople } from '../people/ids.ts';
import { confirmModal, inPhase, ofRetro } from './ids.ts';
import type { Loaded } from './load.ts';
import { longerBy } from './lengths.ts';
import { isOpen, phaseAfter, phaseBefore } from './phases.ts';
import { type About, type Exposed, exposedSentences, keptNow, plainPromise, promise } from './promises.ts';
import type { Translator } from './words.ts';

export const moreTime = defineAction('retro.more-time', inPhase);
export const reopen = defineAction('retro.reopen', inPhase);
export const handOver = defineAction('retro.hand-over', ofRetro);
export const holdAgain = defineAction('retro.again', ofRetro);

const controlModal = defineModal('retro.control', ofRetro, {});

export const moreTimeModal = defineModal('retro.more-time', inPhase, {
  date: dateField(),
  time: timeField(),
});

export const handOverModal = defineModal('retro.hand-over', ofRetro, { to: personField() });

/** @param phase the one it is in */
export function renderControl(t: Translator, loaded: Loaded, phase: TimedPhase): RenderedModal {
  const { row, retro } = loaded;
  const id = { retro: row.id };
  const until = atMoment(retro.endsAt ?? 0);
  return renderModal(controlModal, id, t.modal('control.title'), [
    section(t.mrkdwn('control.intro', { about: row.about, until })),
    section(
      t.mrkdwn('control.moreTime'),
      button(moreTime, t.plain('control.moreTimeButton'), { ...id, phase }),
    ),
    ...backwards(t, loaded, phase),
    section(
      t.mrkdwn('control.addPeople'),
      button(addPeople, t.plain('control.addPeopleButton'), { ...id, phase }),
    ),
    section(t.mrkdwn('control.handOver'), button(handOver, t.plain('control.handOverButton'), id)),
  ]);
}

function backwards(t: Translator, loaded: Loaded, phase: TimedPhase): KnownBlock[] {
  const { row, retro } = loaded;
  const before = phaseBefore(retro.kind, phase, retro.topics);
  if (before === null) return [];
  const promised: Partial<Record<TimedPhase, About>> = { collect: 'collectingAgain', vote: 'votingAgain' };
  const about = promised[before];
  const kept = keptNow(loaded, t.now);
  const what = about === undefined ? t.mrkdwn('control.reopen') : promise(t, about, kept);
  const confirm = {
    title: t.plain('control.reopenTitle'),
    text: `${t.plain('control.reopenText')} ${plainPromise(t, 'exposesNobody', kept)}`,
    confirm: t.plain('control.reopenButton'),
    deny: t.plain('control.reopenNo'),
  };
  const id = { retro: row.id, phase };
  return [section(what, button(reopen, t.plain('control.reopenButton'), id, { confirm }))];
}

/** Extends a phase: filled in with half of its usual length more, in the facilitator's zone. */
export function renderMoreTime(t: Translator, { row, retro }: Loaded, phase: TimedPhase): RenderedModal {
  const until = longerBy(retro.lengths[phase], retro.endsAt ?? 0, retro.calendar);
  const { date, minutes } = localTime(Math.ceil(until / minute) * minute, t.tz);
  return renderModal(moreTimeModal, { retro: row.id, phase }, t.modal('moreTime.title', 'moreTime.submit'), [
    section(t.mrkdwn('moreTime.intro')),
    input(moreTimeModal, 'date', t.labels('moreTime.date'), date),
    input(moreTimeModal, 'time', t.labels('moreTime.time'), minutes),
  ]);
}

export function renderHandOver(t: Translator, { row }: Loaded): RenderedModal {
  const words = t.labels('handOver.to', { hint: 'handOver.toHint' });
  const field = input(handOverModal, 'to', words);
  return renderModal(handOverModal, { retro: row.id }, t.modal('handOver.title', 'handOver.submit'), [field]);
}

/**
 * Confirms the end of a phase or of the whole, since that cannot be undone.
 * @param exposed what ending it reveals, about how many people; `null`: it is cancelled
 */
export function renderConfirm(t: Translator, loaded: Loaded, exposed: Exposed | null): RenderedModal {
  const { row, retro } = loaded;
  const phase = isOpen(retro.phase) ? retro.phase : 'actions';
  const isCancelled = exposed === null;
  const { title, text } = questionOf(t, loaded, phase, isCancelled);
  const submit = t.plain(isCancelled ? 'confirm.yesCancel' : 'confirm.yesEnd');
  const said = [text, ...(isCancelled ? [] : exposedSentences(t, loaded, exposed))];
  return renderModal(
    confirmModal,
    { retro: row.id, phase, what: isCancelled ? 'cancel' : 'end' },
    { title, submit, close: t.plain('confirm.no') },
    said.map((sentence) => section(sentence)),
  );
}

function questionOf(t: Translator, loaded: Loaded, phase: TimedPhase, isCancelled: boolean) {
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
