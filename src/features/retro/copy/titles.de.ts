import type { titlesEn } from './titles.en.ts';

export const titlesDe: Record<keyof typeof titlesEn, string> = {
  'title.main': 'die Retrospektive „{about}“',
  'title.phase': 'die Antwort zum Fortgang der Retrospektive „{about}“',
  'title.topic': 'die Nachricht eines Themas der Retrospektive „{about}“',
  'title.takenOver': 'die Antwort zur neuen Moderation der Retrospektive „{about}“',
  'title.decided': 'die Antwort darauf, was zur Retrospektive „{about}“ entschieden wurde',
  'title.talk': 'der Wechsel der Themen in der Retrospektive „{about}“',
  'title.talkAsk': 'die Frage, ob es weitergeht, in der Retrospektive „{about}“',
  'title.reminder': 'die Erinnerung an die Retrospektive „{about}“',
  'title.phaseEnd': 'das Ende einer Phase der Retrospektive „{about}“',
  'title.draftEnd': 'das Ende deines Entwurfs für die Retrospektive „{about}“',
  'title.aside': 'die Nachricht zum Fortgang der Retrospektive „{about}“',
  'title.unlink': 'das Löschen der Urheberschaft von Karten',
  'title.rating': 'das Ende der Frage, ob die Retrospektive „{about}“ die Zeit wert war',
  'title.prepare': 'die Antwort zu früheren Maßnahmen und zu Lektionen, der Retrospektive „{about}“',
  'title.offer': 'die Auswahl der Lektionen, die zur Retrospektive „{about}“ passen',
  'title.propose': 'der Vorschlag von Lektionen aus der Retrospektive „{about}“',
  'title.file': 'die Datei der Retrospektive „{about}“',
  'title.unseen': 'ein Teil einer für dich nicht sichtbaren Retrospektive',
};
