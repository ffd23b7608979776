/** States and people that the tests of the rules begin with. It is Tuesday noon in Berlin. */
import { channelId, rowId, userId } from '../../../src/core/ids.ts';
import type { Calendar } from '../../../src/core/recurrence.ts';
import { noHolidays } from '../../../src/core/time/holidays.ts';
import type { RoundRow } from '../../../src/features/retro/recur/rows.ts';
import type { ActionItem, Retro, RetroEvent } from '../../../src/features/retro/session/phases.ts';
import { decide } from '../../../src/features/retro/session/rules.ts';
import { noStandard } from '../../../src/features/retro/standards/rules.ts';
import { lengthsFor } from '../../../src/features/retro/start/formats.ts';

export const at = (text: string): number => Date.parse(text);
export const noon = at('2026-11-24T11:00:00Z');

export const ann = userId('ann');
export const ben = userId('ben');
export const cat = userId('cat');
/** Was not asked. */
export const eve = userId('eve');

/** Works from Monday to Friday, and knows no holidays. */
export const berlin: Calendar = { tz: 'Europe/Berlin', days: [1, 2, 3, 4, 5], isHoliday: noHolidays };

export const collecting: Retro = {
  kind: 'project',
  pace: 'async',
  phase: 'collect',
  endsAt: at('2026-11-26T11:00:00Z'),
  beganAt: noon,
  usualEnd: null,
  endedAt: null,
  endedHow: null,
  endedBy: null,
  lengths: lengthsFor('project', 'async'),
  facilitator: ann,
  facilitatorSeenAt: noon,
  participants: [ann, ben, cat],
  guests: [],
  away: [],
  invited: 3,
  answers: 0,
  isReopened: false,
  opening: 0,
  topics: 0,
  top: 0,
  actions: [],
  isShown: true,
  isReachable: true,
  tz: 'Europe/Berlin',
  calendar: berlin,
};

/** The next one that comes round is Ann's to facilitate. */
export const turn: RoundRow = {
  id: rowId('round'),
  channel_id: channelId('C0LEARNING'),
  on_date: '2026-12-09',
  starts_at: at('2026-12-09T09:00:00Z'),
  state: 'coming',
  facilitator_id: ann,
  answer: 'asked',
  owner_id: ben,
  decided_by: null,
};

export const action: ActionItem = {
  id: rowId('action'),
  what: 'Write a checklist',
  whenThen: '',
  owner: ben,
  proposer: ann,
  dueOn: '2026-12-01',
  state: 'open',
  doneAt: null,
  reason: '',
  helped: null,
  helpedHow: '',
  ...noStandard,
};

/** In that phase, since noon, of six topics. */
export const inPhase = (phase: Retro['phase'], more: Partial<Retro> = {}): Retro => ({
  ...collecting,
  phase,
  endsAt: at('2026-11-25T11:00:00Z'),
  endedHow: 'time',
  topics: 6,
  top: 3,
  ...more,
});

/** The state after an event that the rules allow. */
export function decided(retro: Retro, event: RetroEvent, now = noon): Retro {
  const result = decide(retro, event, now);
  if (!result.ok) throw new Error(`refused: ${result.code}`);
  return result.value;
}
