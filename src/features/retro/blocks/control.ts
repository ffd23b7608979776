/** Steering a retrospective: what whoever facilitates can decide besides going on. */
import type { KnownBlock } from '@slack/types';
import { atMoment } from '../../../core/sentence.ts';
import type { Instant } from '../../../core/clock.ts';
import { minute } from '../../../core/clock.ts';
import { button } from '../../../core/kit/action.ts';
import { section } from '../../../core/kit/blocks.ts';
import { drawModal, input, type ModalDrawing } from '../../../core/kit/modal.ts';
import { localTime } from '../../../core/time/zone.ts';
import { longerBy } from '../domain/days.ts';
import { phaseBefore, type TimedPhase } from '../domain/flow.ts';
import { controlModal, handOver, handOverModal, moreTime, moreTimeModal, reopen } from '../ids/control.ts';
import { keptNow } from '../domain/secrecy.ts';
import { plainPromise, promise, type About } from './promises.ts';
import type { Loaded } from '../repository.ts';
import type { Words } from './words.ts';

/** @param phase the one it is in */
export function controlDrawing(words: Words, loaded: Loaded, phase: TimedPhase): ModalDrawing {
  const { say } = words;
  const { row, retro } = loaded;
  const id = { retro: row.id };
  const until = atMoment(retro.endsAt ?? 0);
  return drawModal(controlModal, id, { title: say.plain('control.title'), close: say.plain('close') }, [
    section(say.mrkdwn('control.intro', { about: row.about, until })),
    section(
      say.mrkdwn('control.moreTime'),
      button(moreTime, say.plain('control.moreTimeButton'), { ...id, phase }),
    ),
    ...backwards(words, loaded, phase),
    section(say.mrkdwn('control.handOver'), button(handOver, say.plain('control.handOverButton'), id)),
  ]);
}

function backwards(words: Words, loaded: Loaded, phase: TimedPhase): KnownBlock[] {
  const { say } = words;
  const { row, retro } = loaded;
  const before = phaseBefore(retro.kind, phase, retro.topics);
  if (before === null) return [];
  const promised: Partial<Record<TimedPhase, About>> = {
    collect: 'collectingAgain',
    vote: 'votingAgain',
  };
  const about = promised[before];
  const kept = keptNow(loaded, words.now);
  const what = about === undefined ? say.mrkdwn('control.reopen') : promise(words, about, kept);
  const again = button(
    reopen,
    say.plain('control.reopenButton'),
    { retro: row.id, phase },
    {
      confirm: {
        title: say.plain('control.reopenTitle'),
        text: `${say.plain('control.reopenText')} ${plainPromise(words, 'exposesNobody', kept)}`,
        confirm: say.plain('control.reopenButton'),
        deny: say.plain('control.reopenNo'),
      },
    },
  );
  return [section(what, again)];
}

/** Until when a phase is open: half of its usual time more is filled in, in the zone of whoever decides. */
export function moreTimeDrawing({ say, tz }: Words, { row, retro }: Loaded, phase: TimedPhase): ModalDrawing {
  const { date, minutes } = localTime(
    wholeMinute(longerBy(retro.lengths[phase], retro.endsAt ?? 0, retro.calendar)),
    tz,
  );
  return drawModal(
    moreTimeModal,
    { retro: row.id, phase },
    { title: say.plain('moreTime.title'), submit: say.plain('moreTime.submit'), close: say.plain('cancel') },
    [
      section(say.mrkdwn('moreTime.intro')),
      input(moreTimeModal, 'date', { label: say.plain('moreTime.date') }, date),
      input(moreTimeModal, 'time', { label: say.plain('moreTime.time') }, minutes),
    ],
  );
}

const wholeMinute = (at: Instant): Instant => Math.ceil(at / minute) * minute;

export function handOverDrawing({ say }: Words, { row }: Loaded): ModalDrawing {
  const words = { label: say.plain('handOver.to'), hint: say.plain('handOver.toHint') };
  return drawModal(
    handOverModal,
    { retro: row.id },
    { title: say.plain('handOver.title'), submit: say.plain('handOver.submit'), close: say.plain('cancel') },
    [input(handOverModal, 'to', words)],
  );
}
