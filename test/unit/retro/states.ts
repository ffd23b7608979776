/** States and people that the tests of the rules begin with. It is Tuesday noon in Berlin. */
import { rowId, userId } from '../../../src/core/ids.ts';
import { decide, type Retro, type RetroEvent } from '../../../src/features/retro/domain.ts';
import { type ActionItem } from '../../../src/features/retro/domain/actions.ts';

export const at = (text: string): number => Date.parse(text);
export const noon = at('2026-11-24T11:00:00Z');

export const ann = userId('ann');
export const ben = userId('ben');
export const cat = userId('cat');
/** Was not asked. */
export const eve = userId('eve');

export const collecting: Retro = {
  phase: 'collect',
  endsAt: at('2026-11-26T11:00:00Z'),
  endedAt: null,
  endedHow: null,
  endedBy: null,
  lengths: { collect: 'days-2', actions: 'days-1' },
  facilitator: ann,
  facilitatorSeenAt: noon,
  participants: [ann, ben, cat],
  guests: [],
  invited: 3,
  answers: 0,
  actions: [],
  isShown: true,
  isReachable: true,
  tz: 'Europe/Berlin',
};

export const action: ActionItem = {
  id: rowId('action'),
  what: 'Write a checklist',
  whenThen: '',
  owner: ben,
  proposer: ann,
  dueOn: '2026-12-01',
  state: 'open',
};

/** The state after an event that the rules allow. */
export function decided(retro: Retro, event: RetroEvent, now = noon): Retro {
  const result = decide(retro, event, now);
  if (!result.ok) throw new Error(`refused: ${result.code}`);
  return result.value;
}
