/** The sentences of locales/<language>/pulse.json. Made by `npm run generate`. */
import type { Catalogues, None } from '#core/sentence.ts';
import en from './en/pulse.json' with { type: 'json' };
import de from './de/pulse.json' with { type: 'json' };
import type { SharedSentences } from '#locales/shared.ts';

/** What each sentence takes. */
export interface PulseSentences extends SharedSentences {
  'practice.title': None;
  'practice.does': None;
  'command.summary': None;
  'command.usage': None;
  'help.what': None;
  'help.stored': None;
  'kept.setups': None;
  'kept.places': None;
  'kept.windows': None;
  'data.pulseSetups': None;
  'data.setBy': None;
  'data.setAt': None;
  'data.endedAt': None;
  'data.pulsePlaces': None;
  'data.name': None;
  'data.partOf': None;
  'data.people': None;
  'data.leader': None;
  'data.agreedAt': None;
  'data.removedAt': None;
  'data.pulseWindows': None;
  'data.openedBy': None;
  'data.openedAt': None;
  'data.closesAt': None;
  'data.least': None;
  'data.version': None;
  'data.state': None;
  'data.state.open': None;
  'data.state.closed': None;
  'data.state.published': None;
  'data.state.void': None;
  'data.closedAt': None;
  'data.publishedAt': None;
  'data.pulseWindowPlaces': None;
  'data.window': None;
  'data.place': None;
  'data.isTeam': None;
  'data.asked': None;
}
export type PulseKey = keyof PulseSentences;

export const pulse: Catalogues<PulseSentences> = { en, de };
