/**
 * Cards as teams write them, by topic: written by hand before any threshold was chosen, and labelled by one question: would whoever
 * facilitates make one topic of them? Each topic alone, `''`, is a card that belongs to no other.
 */
export interface LabelledCard {
  readonly topic: string;
  readonly text: string;
}

const cards = (topics: Readonly<Record<string, readonly string[]>>): LabelledCard[] =>
  Object.entries(topics).flatMap(([topic, texts]) =>
    texts.map((text) => ({ topic: topic === 'alone' ? '' : topic, text })),
  );

export const englishCards = cards({
  standup: [
    'Our stand-ups take too long',
    'Standup meetings run over 30 minutes every day',
    'Daily stand-up is a status report, nobody listens',
  ],
  friday: [
    'We deployed on a Friday and it broke',
    'Friday deployments should stop',
    'The Friday evening deploy cost us the weekend',
  ],
  flaky: [
    'Flaky tests slow every pull request down',
    'The tests are flaky, CI fails at random',
    'Random failures in CI, we just press retry',
  ],
  review: [
    'Code reviews took several days',
    'Waiting for code review blocked me half the sprint',
    'Reviews were quick and kind this time',
  ],
  docs: [
    'The API documentation was out of date',
    'Documentation of the API is missing half of the endpoints',
    'Nobody updates the docs',
  ],
  onboarding: ['Onboarding of Lena went really well', 'Onboarding checklist saved new people a day'],
  design: ['Designs came late, we had already started building', 'Design handover was late'],
  scope: ['Scope changed three times after kickoff', 'The scope kept growing'],
  customers: [
    'Talking to customers early was the best decision',
    'Customer interviews before we built anything were great',
    'We should talk to customers more often',
  ],
  meetings: ['Too many meetings, no time to focus', 'I had meetings all day and no time to code'],
  staging: ['Staging environment was down for two days', 'The staging server is not like production'],
  pairing: ['Pair programming on the migration worked well', 'Pairing helped me learn the codebase'],
  migration: [
    'The database migration took four hours of downtime',
    'Migration script was not tested with real data',
  ],
  party: ['The launch party was fun', 'We celebrated the launch together'],
  alerts: [
    'No alerts when the queue was full',
    'Alerts woke us three times for nothing',
    'We learned of the outage from a customer',
  ],
  estimates: ['Our estimates were far off', 'We estimated two weeks and it took six'],
  remote: [
    'Remote colleagues could not hear us in the room',
    'Microphones in the meeting room are bad for those who dial in',
  ],
  alone: [
    'The new coffee machine',
    'Holidays were planned in time',
    'Security audit found nothing serious',
    'Legal answered late',
    'Feature flags let us ship in small steps',
    'I liked the clear goal',
    'Laptop broke, replacement took a week',
    'Marketing announced the date before we knew it',
    'Accessibility was checked at the very end',
    'Translations were missing on release day',
    'It was good that we took time for this',
    'I did not know who to ask',
  ],
});

export const germanCards = cards({
  standup: [
    'Das Daily dauert zu lange',
    'Dailys sind nur Statusberichte',
    'Im Daily hört keiner zu, es dauert ewig',
  ],
  uebergabe: [
    'Die Übergabe an den Betrieb kam zu spät',
    'Übergaben zwischen den Teams waren unklar',
    'Bei der Übergabe ging Wissen verloren',
  ],
  tests: [
    'Die Tests laufen zu langsam',
    'Langsame Tests halten alle auf',
    'Testlauf dauert eine Stunde, niemand wartet darauf',
  ],
  kunde: [
    'Kunde war früh eingebunden, das war super',
    'Gespräche mit den Kunden haben viel geklärt',
    'Wir sollten öfter mit Kunden sprechen',
  ],
  doku: [
    'Dokumentation war veraltet',
    'Die Dokumentation der Schnittstelle fehlte',
    'Niemand pflegt die Doku',
  ],
  anforderungen: [
    'Anforderungen haben sich ständig geändert',
    'Geänderte Anforderungen kurz vor dem Ende',
    'Die Anforderungen waren nicht klar',
  ],
  urlaub: ['Urlaubsplanung kam zu spät', 'Drei Leute gleichzeitig im Urlaub', 'Urlaub besser absprechen'],
  besprechungen: [
    'Zu viele Besprechungen',
    'Besprechungen ohne Agenda',
    'Weniger Besprechungen, mehr Zeit zum Arbeiten',
  ],
  testumgebung: ['Testumgebung war ständig kaputt', 'Wir brauchen eine stabile Testumgebung'],
  freigabe: ['Freigaben dauern Wochen', 'Auf die Freigabe mussten wir zwei Wochen warten'],
  reviews: ['Reviews bleiben tagelang liegen', 'Ich warte lange auf ein Review'],
  einarbeitung: ['Einarbeitung von Mira lief gut', 'Checkliste für die Einarbeitung war hilfreich'],
  schaetzung: ['Unsere Schätzungen waren zu optimistisch', 'Wir haben uns wieder verschätzt'],
  feier: ['Die Feier zum Abschluss war schön', 'Abschlussfeier bitte wieder'],
  alone: [
    'Neue Kaffeemaschine',
    'Klares Ziel von Anfang an',
    'Der Rechner wurde erst nach Wochen ersetzt',
    'Datenschutz wurde spät gefragt',
    'Gute Stimmung im Team',
    'Ich habe viel über Rust gelernt',
    'Die Größe der Pakete passte nicht',
    'Niemand wusste, wer entscheidet',
    'Barrierefreiheit vergessen',
    'Es war schön, dass alle dabei waren',
    'Wir haben das nicht gut gemacht',
    'Der Umzug ins neue Büro',
  ],
});
