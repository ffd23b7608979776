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
  'prepare.dropped': 'Gestrichen: {reason}',
  'prepare.lessons':
    'Bevor es losgeht: Andere Teams haben etwas gelernt, das hier nützen könnte. Ausgewählt nach dem, worum es in dieser Retrospektive geht.',
  'prepare.lessonsToo':
    'Andere Teams haben etwas gelernt, das hier nützen könnte, nach dem, worum es in dieser Retrospektive geht.',
  'prepare.lessonsHow':
    'Wer teilnimmt, sagt zu jeder Lektion, ob ihr sie angewendet oder angepasst habt oder ob sie hier nicht passt.',
  'prepare.lessonsGone':
    'Bevor es losgeht: Hier stand, was andere Teams gelernt haben; es ist nicht mehr für alle hier.',
  'prepare.use.applied': 'Angewendet',
  'prepare.use.adapted': 'Angepasst',
  'prepare.use.unfit': 'Passt hier nicht',
  'prepare.noted.applied': 'Notiert: Du hast sie angewendet. Ein anderer Knopf ändert das.',
  'prepare.noted.adapted': 'Notiert: Du hast sie angepasst. Ein anderer Knopf ändert das.',
  'prepare.noted.unfit': 'Notiert: Sie passt hier nicht. Ein anderer Knopf ändert das.',
  'refused.lessonGone': 'Diese Lektion wird hier nicht mehr gezeigt. Du musst nichts tun.',
};
