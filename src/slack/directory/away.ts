/** Reads a Slack status only for until when the person is away. The text goes no further than this function. */
import { day, type Instant } from '#core/clock.ts';

const emoji = new Set([
  ':palm_tree:',
  ':desert_island:',
  ':beach_with_umbrella:',
  ':airplane:',
  ':face_with_thermometer:',
  ':hospital:',
  ':baby:',
  ':no_entry:',
]);

/** Words that mean "I am not working", in the languages our people write. Whole words only; a false match such as "holiday rota" is accepted. */
const words = [
  // English
  'vacation(?:ing)?',
  'vacay',
  'holidays?',
  'pto',
  'ooo',
  'out of (?:the )?office',
  'on leave',
  'annual leave',
  '(?:parental|maternity|paternity|sick) leave',
  'out sick',
  'off sick',
  'sick day',
  'day off',
  // German
  'urlaub',
  'krank',
  'krankgeschrieben',
  'elternzeit',
  'mutterschutz',
  'abwesend',
  'nicht im b[üu]ro',
  // Spanish, Portuguese
  'vacaciones',
  'f[ée]rias',
  'de baja',
  'fuera de la oficina',
  // French
  'vacances',
  'cong[ée]s?',
  'absente?',
  'arr[êe]t maladie',
  // Italian, Dutch, Polish
  'ferie',
  'in malattia',
  'vakantie',
  'ziek',
  'urlop',
  'urlopie',
];

const says = new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join('|')})(?![\\p{L}\\p{N}])`, 'iu');

/** Scripts without spaces: the word anywhere. Japanese, Chinese, Korean. */
const holds = /休暇|休み|不在|有給|休假|度假|请假|請假|휴가|부재중/u;

export interface Status {
  readonly text: string;
  readonly emoji: string;
  /** Epoch seconds; 0: does not expire. */
  readonly expiration: number;
}

/** A status without an end counts for this long, so that a forgotten one does not silence a person forever. */
export const openEnded = 30 * day;

/** @returns the instant until which the status says "away"; `null` if it does not say so or is over */
export function awayUntil(status: Status, now: Instant): Instant | null {
  const isAway = emoji.has(status.emoji) || says.test(status.text) || holds.test(status.text);
  if (!isAway) return null;
  if (status.expiration === 0) return now + openEnded;
  const until = status.expiration * 1000;
  return until > now ? until : null;
}
