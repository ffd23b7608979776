/** The ids of steering a retrospective, and of holding one like it again. */
import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import { type Instant, minute } from '#core/clock.ts';
import { button, defineAction } from '#core/kit/action.ts';
import { section } from '#core/kit/blocks.ts';
import { dateField, defineModal, drawModal, input, type ModalDrawing, personField } from '#core/kit/modal.ts';
import { timeField } from '#core/kit/pickers.ts';
import { rowValue } from '#core/kit/values.ts';
import { atMoment } from '#core/sentence.ts';
import { localTime } from '#core/time/zone.ts';
import type { Loaded } from '../session/load.ts';
import { phaseBefore } from '../session/phases.ts';
import { type About, plainPromise, promise } from '../session/promises.ts';
import { keptNow } from '../session/secrecy.ts';
import { longerBy } from '../session/time.ts';
import type { Words } from '../session/words.ts';
import { type TimedPhase, timedPhases } from '../start/formats.ts';

/** `phase`: the one in which the button stood. */
const inPhase = z.object({ retro: rowValue, phase: z.enum(timedPhases) });

export const moreTime = defineAction('retro.more-time', inPhase);
export const reopen = defineAction('retro.reopen', inPhase);

export const handOver = defineAction('retro.hand-over', z.object({ retro: rowValue }));
export const holdAgain = defineAction('retro.again', z.object({ retro: rowValue }));

export const controlModal = defineModal('retro.control', z.object({ retro: rowValue }), {});

export const moreTimeModal = defineModal('retro.more-time', inPhase, {
  date: dateField(),
  time: timeField(),
});

export const handOverModal = defineModal('retro.hand-over', z.object({ retro: rowValue }), {
  to: personField(),
});

/** @param phase the one it is in */
export function renderControl(words: Words, loaded: Loaded, phase: TimedPhase): ModalDrawing {
  const { t } = words;
  const { row, retro } = loaded;
  const id = { retro: row.id };
  const until = atMoment(retro.endsAt ?? 0);
  return drawModal(controlModal, id, { title: t.plain('control.title'), close: t.plain('close') }, [
    section(t.mrkdwn('control.intro', { about: row.about, until })),
    section(
      t.mrkdwn('control.moreTime'),
      button(moreTime, t.plain('control.moreTimeButton'), { ...id, phase }),
    ),
    ...backwards(words, loaded, phase),
    section(t.mrkdwn('control.handOver'), button(handOver, t.plain('control.handOverButton'), id)),
  ]);
}

function backwards(words: Words, loaded: Loaded, phase: TimedPhase): KnownBlock[] {
  const { t } = words;
  const { row, retro } = loaded;
  const before = phaseBefore(retro.kind, phase, retro.topics);
  if (before === null) return [];
  const promised: Partial<Record<TimedPhase, About>> = {
    collect: 'collectingAgain',
    vote: 'votingAgain',
  };
  const about = promised[before];
  const kept = keptNow(loaded, words.now);
  const what = about === undefined ? t.mrkdwn('control.reopen') : promise(words, about, kept);
  const again = button(
    reopen,
    t.plain('control.reopenButton'),
    { retro: row.id, phase },
    {
      confirm: {
        title: t.plain('control.reopenTitle'),
        text: `${t.plain('control.reopenText')} ${plainPromise(words, 'exposesNobody', kept)}`,
        confirm: t.plain('control.reopenButton'),
        deny: t.plain('control.reopenNo'),
      },
    },
  );
  return [section(what, again)];
}

/** Until when a phase is open: half of its usual time more is filled in, in the zone of whoever decides. */
export function renderMoreTime({ t, tz }: Words, { row, retro }: Loaded, phase: TimedPhase): ModalDrawing {
  const { date, minutes } = localTime(
    wholeMinute(longerBy(retro.lengths[phase], retro.endsAt ?? 0, retro.calendar)),
    tz,
  );
  return drawModal(
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

export function renderHandOver({ t }: Words, { row }: Loaded): ModalDrawing {
  const words = { label: t.plain('handOver.to'), hint: t.plain('handOver.toHint') };
  return drawModal(
    handOverModal,
    { retro: row.id },
    { title: t.plain('handOver.title'), submit: t.plain('handOver.submit'), close: t.plain('cancel') },
    [input(handOverModal, 'to', words)],
  );
}
