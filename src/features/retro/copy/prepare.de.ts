import type { prepareEn } from './prepare.en.ts';

export const prepareDe: Record<keyof typeof prepareEn, string> = {
  'prepare.intro':
    'Bevor es losgeht: So steht es um die Maßnahmen früherer Retrospektiven hier. Wem eine Maßnahme gehört, entscheidet über sie; was niemandem gehört, kann übernommen werden.',
  'prepare.decided':
    'Bevor es losgeht: So steht es um die Maßnahmen der letzten Retrospektive hier. Über alle ist entschieden.',
  'prepare.more': '{count, plural, one {Und eine weitere ist offen.} other {Und # weitere sind offen.}}',
  'prepare.done': 'Erledigt.',
  'prepare.askHelped': 'Erledigt. Hat es geholfen?',
  'prepare.helped.yes': 'Erledigt, und es hat geholfen.',
  'prepare.helped.partly': 'Erledigt, und es hat teilweise geholfen.',
  'prepare.helped.no': 'Erledigt, und es hat nicht geholfen.',
  'prepare.dropped': 'Fallen gelassen: {reason}',
};
