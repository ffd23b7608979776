import type { titlesEn } from './titles.en.ts';

export const titlesDe: Record<keyof typeof titlesEn, string> = {
  'title.main': 'die Retrospektive „{about}“',
  'title.phase': 'die Antwort unter der Retrospektive „{about}“, die sagt, wie es weitergeht',
  'title.takenOver': 'die Antwort unter der Retrospektive „{about}“, die sagt, wer jetzt moderiert',
  'title.reminder': 'die Erinnerung an die Retrospektive „{about}“',
  'title.phaseEnd': 'das Ende einer Phase der Retrospektive „{about}“',
  'title.recount': 'die neue Zählung der Retrospektive „{about}“, nachdem jemand gegangen ist',
  'title.unlink': 'das Löschen, wer welche Karte schrieb, wo Namen verborgen sind',
  'title.unseen': 'ein Teil einer Retrospektive, den du nicht sehen kannst',
};
